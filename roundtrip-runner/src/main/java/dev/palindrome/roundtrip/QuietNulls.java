package dev.palindrome.roundtrip;

import dev.palindrome.data.TableName;
import dev.palindrome.revision.SqlScript;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Rules of a schema that let NULL through where their author may have thought that they do not: a default, which fills new rows only,
 * and a CHECK, which refuses what is false and not what is unknown (ALTER TABLE and Constraints in the PostgreSQL manual).
 *
 * @param defaults the columns that may be NULL and have a default
 * @param checks the CHECK constraints of which every column may be NULL, and that say nothing of NULL; their expressions by their
 *     names with schema and table
 */
record QuietNulls(Set<ColumnName> defaults, Map<String, Check> checks) {

    /**
     * A constraint that is unknown, and so satisfied, when its columns are NULL.
     *
     * @param columns comma-separated
     */
    record Check(String definition, String columns) {}

    private static final String DEFAULTS = """
            SELECT n.nspname, c.relname, a.attname
            FROM pg_attrdef d
            JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
            JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
            JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            WHERE NOT a.attnotnull AND a.attgenerated = ''
            ORDER BY 1, 2, 3
            """;

    /** The expression is asked for its value on a row of NULLs of the right types. */
    private static final String CHECKS = """
            SELECT c.oid::regclass || '.' || quote_ident(k.conname), pg_get_constraintdef(k.oid),
                (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
                    WHERE a.attrelid = c.oid AND a.attnum = ANY (k.conkey)),
                'SELECT (' || pg_get_expr(k.conbin, k.conrelid) || ') IS NULL FROM (SELECT '
                    || (SELECT string_agg('NULL::' || format_type(a.atttypid, a.atttypmod) || ' AS ' || quote_ident(a.attname), ', ')
                        FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY (k.conkey))
                    || ') AS ' || quote_ident(c.relname)
            FROM pg_constraint k
            JOIN pg_class c ON c.oid = k.conrelid AND c.relkind IN ('r', 'p')
            JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            WHERE k.contype = 'c' AND k.conislocal AND k.conkey IS NOT NULL
                AND NOT EXISTS (SELECT FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
                    WHERE a.attrelid = c.oid AND a.attnum = ANY (k.conkey) AND (a.attnotnull OR t.typnotnull))
            """;

    private static final Pattern CONCERNED = Pattern.compile("\\b(?:DEFAULT|CHECK)\\b", Pattern.CASE_INSENSITIVE);

    /** Read them, as far as a script can have to do with them. */
    static QuietNulls concerning(SqlScript script, Connection session) throws SQLException {
        boolean concerned = script.statements().stream()
                .anyMatch(step -> CONCERNED.matcher(step.text()).find());
        return concerned ? in(session) : new QuietNulls(Set.of(), Map.of());
    }

    private static QuietNulls in(Connection session) throws SQLException {
        Set<ColumnName> defaults = new LinkedHashSet<>();
        Map<String, Check> checks = new TreeMap<>();
        try (Statement statement = session.createStatement()) {
            statement.execute("SET search_path = ''");
            try (ResultSet rows = statement.executeQuery(DEFAULTS)) {
                while (rows.next()) {
                    TableName table = new TableName(rows.getString(1), rows.getString(2));
                    defaults.add(new ColumnName(table, rows.getString(3)));
                }
            }
            Map<String, String> queries = new TreeMap<>();
            try (ResultSet rows = statement.executeQuery(CHECKS)) {
                while (rows.next()) {
                    checks.put(rows.getString(1), new Check(rows.getString(2), rows.getString(3)));
                    queries.put(rows.getString(1), rows.getString(4));
                }
            }
            for (Map.Entry<String, String> query : queries.entrySet()) {
                if (!isUnknown(statement, query.getValue())) {
                    checks.remove(query.getKey());
                }
            }
            statement.execute("RESET search_path");
        }
        return new QuietNulls(defaults, checks);
    }

    /** A function in the expression may well refuse NULL: then nobody can store it either. */
    private static boolean isUnknown(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException refused) {
            if (statement.getConnection().isClosed()) {
                throw refused;
            }
            return false;
        }
    }
}
