package dev.palindrome.roundtrip;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** Objects that are there and do not do their work: invalid indexes, constraints that are not validated, triggers that are disabled. */
final class InvalidObjects {

    /** PostgreSQL 18 knows constraints that are meant not to be enforced; the column that says so is missing below it. */
    private static final String ALL = """
            SELECT indexrelid::regclass::text AS name, 'index ' || indexrelid::regclass || ' invalid' AS what
            FROM pg_index WHERE NOT indisvalid
            UNION ALL
            SELECT CASE conrelid WHEN 0 THEN contypid::regtype::text ELSE conrelid::regclass::text END || '.' || quote_ident(conname),
                'constraint ' || quote_ident(conname) || ' of '
                    || CASE conrelid WHEN 0 THEN contypid::regtype::text ELSE conrelid::regclass::text END || ' not validated'
            FROM pg_constraint c WHERE NOT convalidated AND conislocal AND to_jsonb(c) ->> 'conenforced' IS DISTINCT FROM 'false'
            UNION ALL
            SELECT tgrelid::regclass || '.' || quote_ident(tgname),
                'trigger ' || quote_ident(tgname) || ' on ' || tgrelid::regclass || ' disabled'
            FROM pg_trigger WHERE tgenabled = 'D' AND tgparentid = 0
            ORDER BY 1
            """;

    private InvalidObjects() {}

    /** Return what is said of each, by its name with its schema. */
    static Map<String, String> in(Connection session) throws SQLException {
        Map<String, String> all = new LinkedHashMap<>();
        try (Statement statement = session.createStatement()) {
            statement.execute("SET search_path = ''; " + ALL + "; RESET search_path");
            statement.getMoreResults();
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    all.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return all;
    }
}
