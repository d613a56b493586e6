package dev.palindrome.data.content;

import dev.palindrome.data.TableName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads all tables in a few round trips. */
final class ContentsReader {

    /** How many tables one round trip reads. */
    private static final int BATCH = 50;

    private static final String TABLES = """
            SELECT n.nspname, c.relname, c.relkind = 'p',
                   array(SELECT a.attname::text FROM pg_catalog.pg_attribute a
                         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum),
                   array(SELECT pg_catalog.format_type(a.atttypid, a.atttypmod) FROM pg_catalog.pg_attribute a
                         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum),
                   array(SELECT a.attname::text
                         FROM (SELECT i.indkey FROM pg_catalog.pg_index i
                               WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid
                                 AND i.indpred IS NULL AND i.indexprs IS NULL
                                 AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute u
                                                 WHERE u.attrelid = c.oid AND u.attnum = ANY (i.indkey) AND NOT u.attnotnull)
                               ORDER BY i.indisprimary DESC, i.indkey::text COLLATE "C" LIMIT 1) k,
                              pg_catalog.pg_attribute a
                         WHERE a.attrelid = c.oid AND a.attnum = ANY (k.indkey) ORDER BY a.attnum)
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE %s
            ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
            """.formatted(UserTables.CONDITION);

    private final Connection connection;
    private final Set<TableName> excluded;

    ContentsReader(Connection connection, Set<TableName> excluded) {
        this.connection = connection;
        this.excluded = excluded;
    }

    private record Shape(TableName table, boolean partitioned, List<ContentColumn> columns, List<String> key) {

        String query() {
            String names = columns.stream()
                    .map(column -> "\"" + column.name().replace("\"", "\"\"") + "\"")
                    .collect(Collectors.joining(", "));
            // A table's heirs are tables of their own; a partition is not.
            return "SELECT " + names + " FROM " + (partitioned ? "" : "ONLY ") + table.sql();
        }
    }

    RowContents read() throws SQLException {
        Map<TableName, TableContents> contents = new TreeMap<>();
        try (FixedSettings settings = new FixedSettings(connection);
                Statement statement = settings.statement()) {
            List<Shape> shapes = shapes(statement);
            for (int start = 0; start < shapes.size(); start += BATCH) {
                List<Shape> batch = shapes.subList(start, Math.min(shapes.size(), start + BATCH));
                read(statement, batch, contents);
            }
        }
        return RowContents.of(contents);
    }

    private List<Shape> shapes(Statement statement) throws SQLException {
        List<Shape> shapes = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(TABLES)) {
            while (result.next()) {
                TableName table = new TableName(result.getString(1), result.getString(2));
                if (!excluded.contains(table)) {
                    shapes.add(new Shape(
                            table,
                            result.getBoolean(3),
                            columns(strings(result.getArray(4)), strings(result.getArray(5))),
                            strings(result.getArray(6))));
                }
            }
        }
        return shapes;
    }

    private static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static List<ContentColumn> columns(List<String> names, List<String> types) {
        List<ContentColumn> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(new ContentColumn(names.get(i), types.get(i)));
        }
        return columns;
    }

    private static void read(Statement statement, List<Shape> shapes, Map<TableName, TableContents> contents)
            throws SQLException {
        statement.execute(shapes.stream().map(Shape::query).collect(Collectors.joining("; ")));
        for (Shape shape : shapes) {
            try (ResultSet result = statement.getResultSet()) {
                contents.put(
                        shape.table(),
                        new TableContents(shape.table(), shape.columns(), shape.key(), rows(result, shape.columns())));
            }
            statement.getMoreResults();
        }
    }

    private static List<List<@Nullable String>> rows(ResultSet result, List<ContentColumn> columns)
            throws SQLException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        while (result.next()) {
            List<@Nullable String> row = new ArrayList<>(columns.size());
            for (int i = 1; i <= columns.size(); i++) {
                row.add(result.getString(i));
            }
            rows.add(row);
        }
        return rows;
    }
}
