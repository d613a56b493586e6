package dev.palindrome.database.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What belongs to a database but does not lie in it. {@code CREATE DATABASE … TEMPLATE} does not copy settings and grants (Notes
 * in the PostgreSQL manual's page of that command), and {@code DROP DATABASE} is refused as long as there are subscriptions.
 */
final class DatabaseLevel {

    /** Statements that give the second database what the first one has; as in pg_dump, the value of a list is quoted already. */
    private static final String COPY = """
            WITH template AS (SELECT * FROM pg_database WHERE datname = ?), clone AS (SELECT ?::text AS name)
            SELECT CASE WHEN s.setrole = 0 THEN format('ALTER DATABASE %I', clone.name)
                    ELSE format('ALTER ROLE %I IN DATABASE %I', pg_get_userbyid(s.setrole), clone.name) END
                || format(' SET %I = ', split_part(c, '=', 1))
                || CASE WHEN split_part(c, '=', 1) IN ('search_path', 'temp_tablespaces', 'local_preload_libraries',
                        'session_preload_libraries', 'shared_preload_libraries', 'unix_socket_directories')
                    THEN coalesce(nullif(substr(c, strpos(c, '=') + 1), ''), '''''')
                    ELSE quote_literal(substr(c, strpos(c, '=') + 1)) END
            FROM clone, template JOIN pg_db_role_setting s ON s.setdatabase = template.oid, unnest(s.setconfig) AS c
            UNION ALL
            SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', clone.name) FROM clone, template WHERE datacl IS NOT NULL
            UNION ALL
            SELECT format('GRANT %s ON DATABASE %I TO %s', a.privilege_type, clone.name,
                    CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END)
                || CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END
            FROM clone, template, aclexplode(datacl) AS a WHERE a.grantee <> template.datdba
            UNION ALL
            SELECT format('ALTER DATABASE %I CONNECTION LIMIT %s', clone.name, datconnlimit) FROM clone, template WHERE datconnlimit <> -1
            UNION ALL
            SELECT format('COMMENT ON DATABASE %I IS %L', clone.name, shobj_description(template.oid, 'pg_database'))
            FROM clone, template WHERE shobj_description(template.oid, 'pg_database') IS NOT NULL
            """;

    private DatabaseLevel() {}

    /** Give a clone what its template has beside its content. */
    static void copy(Connection session, String template, String clone) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (PreparedStatement query = session.prepareStatement(COPY)) {
            query.setString(1, template);
            query.setString(2, clone);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    statements.add(rows.getString(1));
                }
            }
        }
        execute(session, statements);
    }

    /** Tell whether there are subscriptions, because of which a database cannot be dropped. */
    static boolean hasSubscriptions(Connection session, String database) throws SQLException {
        try (PreparedStatement query = session.prepareStatement("SELECT EXISTS (SELECT FROM pg_subscription s"
                + " JOIN pg_database d ON d.oid = s.subdbid WHERE d.datname = ?)")) {
            query.setString(1, database);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    /**
     * Drop the subscriptions of a database without a word to their publishers, who may be anybody.
     *
     * @param session one in that database
     */
    static void dropSubscriptions(Connection session) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Statement query = session.createStatement();
                ResultSet rows = query.executeQuery("SELECT quote_ident(s.subname) FROM pg_subscription s"
                        + " JOIN pg_database d ON d.oid = s.subdbid WHERE d.datname = current_database()")) {
            while (rows.next()) {
                String name = rows.getString(1);
                statements.add("ALTER SUBSCRIPTION " + name + " DISABLE");
                statements.add("ALTER SUBSCRIPTION " + name + " SET (slot_name = NONE)");
                statements.add("DROP SUBSCRIPTION " + name);
            }
        }
        execute(session, statements);
    }

    private static void execute(Connection session, List<String> statements) throws SQLException {
        try (Statement statement = session.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
