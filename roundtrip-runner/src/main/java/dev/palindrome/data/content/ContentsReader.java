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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads all tables in a few round trips; again in one less, as long as the schema stays. */
final class ContentsReader {

    /** How many tables one round trip reads. */
    private static final int BATCH = 50;

    /** How many columns one query digests: a result has at most 1664 columns, and there are two for each. */
    private static final int MOST_DIGESTED = 800;

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
            WHERE %s AND %%s
            ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
            """.formatted(UserTables.CONDITION);

    private final Connection connection;
    private final String condition;
    private @Nullable List<Shape> known;

    /**
     * Prepare.
     *
     * @param condition on {@code pg_class c} and {@code pg_namespace n}
     */
    ContentsReader(Connection connection, String condition) {
        this.connection = connection;
        this.condition = condition;
    }

    private record Shape(TableName table, boolean partitioned, List<ContentColumn> columns, List<String> key) {

        String query() {
            return "SELECT "
                    + columns.stream().map(column -> quoted(column.name())).collect(Collectors.joining(", "))
                    + " FROM "
                    + source();
        }

        /** A table's heirs are tables of their own; a partition is not. */
        String source() {
            return (partitioned ? "" : "ONLY ") + table.sql();
        }

        private static String quoted(String name) {
            return "\"" + name.replace("\"", "\"\"") + "\"";
        }

        /** The query whose row begins with count, length and hash of the rows, and goes on with two columns for each of some columns. */
        String digestQuery(List<String> some) {
            String row = columns.stream()
                    .map(column -> quoted(column.name()))
                    .sorted()
                    .collect(Collectors.joining(", ", "ROW(", ")::text AS r"));
            StringBuilder given = new StringBuilder(row);
            StringBuilder asked = new StringBuilder("count(*), coalesce(sum(octet_length(r)), 0), " + hashOf("r"));
            for (int i = 0; i < some.size(); i++) {
                given.append(", ")
                        .append(quoted(some.get(i)))
                        .append("::text AS c")
                        .append(i);
                asked.append(", count(c").append(i).append("), ").append(hashOf("c" + i));
            }
            return "SELECT " + asked + " FROM (SELECT " + given + " FROM " + source() + ") AS rows";
        }

        /** A hash by the characters, whatever a collation takes for equal. */
        private static String hashOf(String text) {
            return "coalesce(sum(hashtextextended(" + text + " COLLATE \"C\", 0)), 0)::text";
        }
    }

    RowContents read() throws SQLException {
        Map<TableName, TableContents> contents = new TreeMap<>();
        try (FixedSettings settings = new FixedSettings(connection);
                Statement statement = settings.statement()) {
            List<Shape> shapes = known == null ? shapes(settings, statement) : known;
            known = shapes;
            for (int start = 0; start < shapes.size(); start += BATCH) {
                List<Shape> batch = shapes.subList(start, Math.min(shapes.size(), start + BATCH));
                read(settings, statement, batch, contents);
            }
        }
        return RowContents.of(contents);
    }

    SortedMap<TableName, TableDigest> digest() throws SQLException {
        SortedMap<TableName, TableDigest> digests = new TreeMap<>();
        try (FixedSettings settings = new FixedSettings(connection);
                Statement statement = settings.statement()) {
            for (Shape shape : shapes(settings, statement)) {
                digests.put(shape.table(), digest(statement, shape));
            }
        }
        return digests;
    }

    private static TableDigest digest(Statement statement, Shape shape) throws SQLException {
        List<String> names = shape.columns().stream().map(ContentColumn::name).toList();
        Map<String, TableDigest.Column> columns = new TreeMap<>();
        int start = 0;
        while (true) {
            List<String> some = names.subList(start, Math.min(names.size(), start + MOST_DIGESTED));
            start += MOST_DIGESTED;
            try (ResultSet result = statement.executeQuery(shape.digestQuery(some))) {
                result.next();
                for (int i = 0; i < some.size(); i++) {
                    columns.put(
                            some.get(i),
                            new TableDigest.Column(result.getLong(2 * i + 4), result.getString(2 * i + 5)));
                }
                if (start >= names.size()) {
                    return TableDigest.of(
                            shape.table(), result.getLong(1), result.getLong(2), result.getString(3), columns);
                }
            }
        }
    }

    private List<Shape> shapes(FixedSettings settings, Statement statement) throws SQLException {
        List<Shape> shapes = new ArrayList<>();
        settings.execute(statement, TABLES.formatted(condition));
        try (ResultSet result = statement.getResultSet()) {
            while (result.next()) {
                shapes.add(new Shape(
                        new TableName(result.getString(1), result.getString(2)),
                        result.getBoolean(3),
                        columns(strings(result.getArray(4)), strings(result.getArray(5))),
                        strings(result.getArray(6))));
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

    private static void read(
            FixedSettings settings, Statement statement, List<Shape> shapes, Map<TableName, TableContents> contents)
            throws SQLException {
        settings.execute(statement, shapes.stream().map(Shape::query).collect(Collectors.joining("; ")));
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
