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

/** Reads {@link TableState}s as one session sees them, whatever its search path is. */
final class TableStates {

    private static final String TABLES = """
            SELECT c.oid, n.nspname, c.relname, coalesce(pg_catalog.pg_relation_filenode(c.oid), 0)
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname OPERATOR(pg_catalog.!~) '^pg_' AND n.nspname <> 'information_schema'
                AND %s
            ORDER BY 2, 3""";

    private static final String INDEXES = """
            SELECT x.indrelid, x.indexrelid, pg_catalog.quote_ident(c.relname), coalesce(pg_catalog.pg_relation_filenode(x.indexrelid), 0),
                pg_catalog.pg_get_indexdef(x.indexrelid)
            FROM pg_catalog.pg_index x
            JOIN pg_catalog.pg_class c ON c.oid = x.indexrelid
            WHERE x.indrelid = ANY ('{%s}')""";

    private static final String COLUMNS = """
            SELECT a.attrelid, a.attnum, pg_catalog.quote_ident(a.attname), pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,
                coalesce(pg_catalog.pg_get_expr(d.adbin, d.adrelid), ''), a.attgenerated <> '' OR a.attidentity <> ''
            FROM pg_catalog.pg_attribute a
            LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attrelid = ANY ('{%s}') AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY 1, 2""";

    private static final String CONSTRAINTS = """
            SELECT c.conrelid, c.oid, pg_catalog.quote_ident(c.conname), c.contype, c.convalidated,
                pg_catalog.regexp_replace(pg_catalog.pg_get_constraintdef(c.oid), ' NOT VALID$', ''), c.conindid
            FROM pg_catalog.pg_constraint c
            WHERE c.conrelid = ANY ('{%s}') AND c.contype IN ('c', 'f', 'p', 'u', 'x')""";

    private final Connection session;

    TableStates(Connection session) {
        this.session = session;
    }

    /** Return all tables and materialized views of the user's, by OID. */
    Map<Long, TableState> all() throws SQLException {
        return read("true");
    }

    /** Return those that are still there, by OID. */
    Map<Long, TableState> of(Collection<Long> tables) throws SQLException {
        return tables.isEmpty() ? Map.of() : read("c.oid = ANY ('{" + list(tables) + "}')");
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private Map<Long, TableState> read(String condition) throws SQLException {
        Map<Long, TableState> tables = new LinkedHashMap<>();
        each(TABLES.formatted(condition), row -> {
            TableName name = new TableName(row.getString(2), row.getString(3));
            tables.put(
                    row.getLong(1),
                    new TableState(name, row.getLong(4), new TreeMap<>(), new TreeMap<>(), new HashMap<>()));
        });
        if (!tables.isEmpty()) {
            String oids = list(tables.keySet());
            each(
                    INDEXES.formatted(oids),
                    row -> tables.get(row.getLong(1))
                            .indexes()
                            .put(
                                    row.getLong(2),
                                    new TableState.Index(row.getString(3), row.getLong(4), row.getString(5))));
            each(
                    COLUMNS.formatted(oids),
                    row -> tables.get(row.getLong(1))
                            .columns()
                            .put(
                                    row.getInt(2),
                                    new TableState.Column(
                                            row.getString(3),
                                            row.getString(4),
                                            row.getBoolean(5),
                                            row.getString(6),
                                            row.getBoolean(7))));
            each(
                    CONSTRAINTS.formatted(oids),
                    row -> tables.get(row.getLong(1))
                            .constraints()
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

    private void each(String query, Row reading) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                reading.read(rows);
            }
        }
    }

    static String list(Collection<Long> oids) {
        return oids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
