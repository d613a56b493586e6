package dev.palindrome.jpa;

import dev.palindrome.schema.internal.ServerMadeNames;
import dev.palindrome.schema.model.SqlNames;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The names that Hibernate makes up for constraints and indexes that entities do not name: a few letters and a digest, such as
 * {@code fkpxtb8awmi0dk6smoh2vp1litg}. Nobody chose them, so that they give way to those that PostgreSQL makes up, which no comparison
 * counts.
 */
final class MadeUpNames {

    /** Hibernate's NamingHelper: an MD5 digest to base 35. A digit is as good as certain to be in one, and rare in words. */
    private static final Pattern DIGEST = Pattern.compile("(?:FK|UK|IDX|fk|uk|idx)_?(?=[a-y]*[0-9])[0-9a-y]{20,25}");

    private static final String DUPLICATE_OBJECT = "42710";
    private static final String DUPLICATE_TABLE = "42P07";

    private static final String NAMED = """
            SELECT 'ALTER TABLE ' || c.conrelid::regclass || ' RENAME CONSTRAINT ' || quote_ident(c.conname), c.conname, t.relname,
                   (SELECT string_agg(a.attname, '_' ORDER BY k.place)
                      FROM unnest(c.conkey) WITH ORDINALITY AS k(number, place)
                      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number),
                   CASE c.contype WHEN 'f' THEN 'fkey' ELSE 'key' END
              FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
             WHERE c.contype IN ('f', 'u') AND c.conparentid = 0
            UNION ALL
            SELECT 'ALTER INDEX ' || i.indexrelid::regclass || ' RENAME', x.relname, t.relname,
                   (SELECT string_agg(coalesce(a.attname, 'expr'), '_' ORDER BY k.place)
                      FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k(number, place)
                      LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number),
                   'idx'
              FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
             WHERE NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x'))
             ORDER BY 1""";

    /** A constraint or an index, and what PostgreSQL makes a name of. */
    private record Named(String statement, String name, String table, String columns, String label) {

        boolean isMadeUp() {
            return DIGEST.matcher(name).matches();
        }

        String nameOfTheServer(int attempt) {
            return ServerMadeNames.make(table, columns, attempt == 0 ? label : label + attempt);
        }
    }

    private MadeUpNames() {}

    /** Let PostgreSQL's names stand for them. */
    static void replace(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            // Unqualified names would be resolved by a search path that is none of ours.
            statement.execute("SET search_path = ''");
            for (Named named : named(statement)) {
                if (named.isMadeUp()) {
                    rename(named, statement);
                }
            }
        }
    }

    private static List<Named> named(Statement statement) throws SQLException {
        List<Named> all = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(NAMED)) {
            while (rows.next()) {
                all.add(new Named(
                        rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4), rows.getString(5)));
            }
        }
        return all;
    }

    /** As the server does, which counts on until a name is free. */
    private static void rename(Named named, Statement statement) throws SQLException {
        for (int attempt = 0; ; attempt++) {
            try {
                statement.execute(named.statement() + " TO " + SqlNames.of(named.nameOfTheServer(attempt)));
                return;
            } catch (SQLException e) {
                boolean taken = DUPLICATE_OBJECT.equals(e.getSQLState()) || DUPLICATE_TABLE.equals(e.getSQLState());
                if (!taken) {
                    throw e;
                }
            }
        }
    }
}
