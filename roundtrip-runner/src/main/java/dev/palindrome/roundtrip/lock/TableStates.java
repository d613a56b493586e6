package dev.palindrome.roundtrip.lock;

import dev.palindrome.data.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@link TableState}s as one session sees them, whatever its search path is. */
final class TableStates {

    private static final String USER_TABLES = """
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname OPERATOR(pg_catalog.!~) '^pg_' AND n.nspname <> 'information_schema'
            """;

    private static final String TABLES = """
            SELECT c.oid, n.nspname, c.relname, coalesce(pg_catalog.pg_relation_filenode(c.oid), 0)
            %s AND c.oid %%s
            ORDER BY 2, 3""".formatted(USER_TABLES);

    private static final String INDEXES = """
            SELECT x.indrelid, x.indexrelid, pg_catalog.quote_ident(c.relname), coalesce(pg_catalog.pg_relation_filenode(x.indexrelid), 0),
                pg_catalog.pg_get_indexdef(x.indexrelid)
            FROM pg_catalog.pg_index x
            JOIN pg_catalog.pg_class c ON c.oid = x.indexrelid
            WHERE x.indrelid %s""";

    private static final String COLUMNS = """
            SELECT a.attrelid, a.attnum, pg_catalog.quote_ident(a.attname), pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,
                coalesce(pg_catalog.pg_get_expr(d.adbin, d.adrelid), ''), a.attgenerated <> '' OR a.attidentity <> ''
            FROM pg_catalog.pg_attribute a
            LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attrelid %s AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY 1, 2""";

    private static final String CONSTRAINTS = """
            SELECT c.conrelid, c.oid, pg_catalog.quote_ident(c.conname), c.contype, c.convalidated,
                pg_catalog.regexp_replace(pg_catalog.pg_get_constraintdef(c.oid), ' NOT VALID$', ''), c.conindid
            FROM pg_catalog.pg_constraint c
            WHERE c.conrelid %s AND c.contype IN ('c', 'f', 'p', 'u', 'x')""";

    private final Connection session;

    TableStates(Connection session) {
        this.session = session;
    }

    /** Return all tables and materialized views of the user's, by OID. */
    Map<Long, TableState> all() throws SQLException {
        return read("IN (SELECT c.oid " + USER_TABLES + ")");
    }

    /** Return those that are still there, by OID. */
    Map<Long, TableState> of(Collection<Long> tables) throws SQLException {
        return tables.isEmpty() ? Map.of() : read("= ANY ('{" + list(tables) + "}')");
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    /** What belongs to something else than a table is read, too. */
    private interface PartOf {
        void read(TableState table, ResultSet row) throws SQLException;
    }

    private Map<Long, TableState> read(String condition) throws SQLException {
        Map<Long, TableState> tables = new LinkedHashMap<>();
        try (Statement statement = session.createStatement()) {
            statement.execute(Stream.of(TABLES, INDEXES, COLUMNS, CONSTRAINTS)
                    .map(query -> query.formatted(condition))
                    .collect(Collectors.joining("; ")));
            each(statement, row -> {
                TableName name = new TableName(row.getString(2), row.getString(3));
                tables.put(
                        row.getLong(1),
                        new TableState(name, row.getLong(4), new TreeMap<>(), new TreeMap<>(), new HashMap<>()));
            });
            each(
                    statement,
                    tables,
                    (table, row) -> table.indexes()
                            .put(
                                    row.getLong(2),
                                    new TableState.Index(row.getString(3), row.getLong(4), row.getString(5))));
            each(
                    statement,
                    tables,
                    (table, row) -> table.columns()
                            .put(
                                    row.getInt(2),
                                    new TableState.Column(
                                            row.getString(3),
                                            row.getString(4),
                                            row.getBoolean(5),
                                            row.getString(6),
                                            row.getBoolean(7))));
            each(
                    statement,
                    tables,
                    (table, row) -> table.constraints()
                            .put(
                                    row.getLong(2),
                                    new TableState.Constraint(
                                            row.getString(3),
                                            row.getString(4).charAt(0),
                                            row.getBoolean(5),
                                            row.getString(6),
                                            row.getLong(7))));
        }
        return tables;
    }

    private static void each(Statement statement, Map<Long, TableState> tables, PartOf reading) throws SQLException {
        each(statement, row -> {
            TableState table = tables.get(row.getLong(1));
            if (table != null) {
                reading.read(table, row);
            }
        });
    }

    /** Read the result that a statement stands at, and go on to the next. */
    private static void each(Statement statement, Row reading) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                reading.read(rows);
            }
        }
        statement.getMoreResults();
    }

    static String list(Collection<Long> oids) {
        return oids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
