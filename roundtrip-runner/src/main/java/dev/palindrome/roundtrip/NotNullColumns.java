package dev.palindrome.roundtrip;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Columns of which the catalogue says NOT NULL, by themselves or by their domain, and which hold NULL all the same. */
final class NotNullColumns {

    private static final String ALL = """
            SELECT c.oid::regclass || '.' || quote_ident(a.attname),
                'SELECT EXISTS (SELECT FROM ONLY ' || c.oid::regclass || ' WHERE ' || quote_ident(a.attname) || ' IS NULL)'
            FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
            JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            JOIN pg_type t ON t.oid = a.atttypid
            WHERE a.attnum > 0 AND NOT a.attisdropped
                AND (t.typtype = 'd' AND t.typnotnull
                    OR a.attnotnull AND EXISTS (SELECT FROM pg_constraint k
                        WHERE k.conrelid = c.oid AND k.contype = 'n' AND k.conkey = ARRAY[a.attnum] AND NOT k.convalidated))
            ORDER BY 1
            """;

    private NotNullColumns() {}

    /** Return {@code schema.table.column} of each; only where the server does not vouch for it by itself. */
    static List<String> holdingNull(Connection session) throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> queries = new ArrayList<>();
        try (Statement statement = session.createStatement()) {
            // Every name with its schema.
            statement.execute("SET search_path = ''; " + ALL + "; RESET search_path");
            statement.getMoreResults();
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                    queries.add(rows.getString(2));
                }
            }
            List<String> holding = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                try (ResultSet row = statement.executeQuery(queries.get(i))) {
                    if (row.next() && row.getBoolean(1)) {
                        holding.add(names.get(i));
                    }
                }
            }
            return holding;
        }
    }
}
