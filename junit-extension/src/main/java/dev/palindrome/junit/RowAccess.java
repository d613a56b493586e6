package dev.palindrome.junit;

import dev.palindrome.data.TableName;
import dev.palindrome.data.content.RowContents;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.postgresql.PGConnection;
import org.postgresql.util.PGobject;

/** Reads and writes rows over a test's session. What the server refuses fails the test in the server's words. */
final class RowAccess {

    private final Connection connection;
    private final Set<TableName> excluded;

    RowAccess(Connection connection, Set<TableName> excluded) {
        this.excluded = excluded;
        this.connection = connection;
    }

    void sql(String statements) {
        sql(statements, "");
    }

    /** Run statements that stand in a file, which a refusal names. */
    void sql(String statements, String place) {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(statements);
        } catch (SQLException e) {
            throw refused(place.isEmpty() ? statements : place, e);
        }
    }

    Rows rows(String query) {
        return rows(query, query.strip());
    }

    /**
     * Run a query.
     *
     * @param source what a failure calls the rows
     */
    Rows rows(String query, String source) {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet result = statement.executeQuery(query)) {
                ResultSetMetaData columns = result.getMetaData();
                List<String> names = new ArrayList<>();
                for (int column = 1; column <= columns.getColumnCount(); column++) {
                    names.add(columns.getColumnLabel(column));
                }
                List<List<RowValue>> rows = new ArrayList<>();
                while (result.next()) {
                    List<RowValue> row = new ArrayList<>();
                    for (int column = 1; column <= names.size(); column++) {
                        row.add(value(result, column, columns.getColumnTypeName(column)));
                    }
                    rows.add(row);
                }
                return new Rows(source, names, rows);
            }
        } catch (SQLException e) {
            throw refused(query, e);
        }
    }

    private static RowValue value(ResultSet result, int column, String type) throws SQLException {
        Object value = switch (type) {
            case "timestamptz" -> result.getObject(column, OffsetDateTime.class);
            case "timestamp" -> result.getObject(column, LocalDateTime.class);
            case "date" -> result.getObject(column, LocalDate.class);
            case "time" -> result.getObject(column, LocalTime.class);
            default -> result.getObject(column);
        };
        String text = result.getString(column);
        boolean foreign = value instanceof PGobject || value instanceof byte[];
        return new RowValue(
                foreign ? text : RowValue.canonical(value instanceof Array array ? array.getArray() : value),
                text,
                true);
    }

    Rows table(String table) {
        return rows("SELECT * FROM " + resolved(table), "table " + table);
    }

    /** Return the table's name with its schema, quoted where it must be. */
    String resolved(String table) {
        List<Row> found = rows(
                        "SELECT n.nspname, c.relname, quote_ident(n.nspname) || '.' || quote_ident(c.relname)"
                                + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = to_regclass("
                                + literal(table) + ")",
                        table)
                .asList();
        if (found.isEmpty()) {
            throw new AssertionFailedError(
                    "There is no table %s here. A name is written as in SQL: with its schema where that is not public, in double quotes where it has capitals"
                            .formatted(table));
        }
        return String.valueOf(found.get(0).values().get(2));
    }

    void insert(String table, List<String> columns, List<@Nullable Object> values) {
        if (columns.size() != values.size()) {
            throw new IllegalArgumentException("A row of %s has the columns %s, and %d value%s: %s"
                    .formatted(
                            table,
                            String.join(", ", columns),
                            values.size(),
                            values.size() == 1 ? "" : "s",
                            Row.row(values.toArray())));
        }
        List<String> names = columns.stream().map(RowAccess::identifier).toList();
        List<String> literals = new ArrayList<>();
        values.forEach(value -> literals.add(value == null ? "NULL" : literal(written(value))));
        // A literal without a type takes that of its column.
        sql("INSERT INTO %s (%s) VALUES (%s)"
                .formatted(resolved(table), String.join(", ", names), String.join(", ", literals)));
    }

    private static String written(Object value) {
        Object canonical = RowValue.canonical(value);
        if (canonical instanceof List<?> list) {
            List<String> elements = new ArrayList<>();
            list.forEach(element -> elements.add(
                    element == null
                            ? "NULL"
                            : element instanceof List<?> inner
                                    ? written(inner)
                                    : "\""
                                            + written(element)
                                                    .replace("\\", "\\\\")
                                                    .replace("\"", "\\\"") + "\""));
            return "{" + String.join(",", elements) + "}";
        }
        return canonical instanceof java.math.BigDecimal number ? number.toPlainString() : String.valueOf(canonical);
    }

    private static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.contains("\\") ? " E" + quoted.replace("\\", "\\\\") : quoted;
    }

    /**
     * Insert the rows of a CSV file, whose first line names the columns. As COPY reads it: nothing between commas is NULL, and
     * {@code ""} is the empty text.
     */
    void insertCsv(String table, Path file) {
        copy(resolved(table), file);
    }

    /** Return the rows that a file has, as the table's columns would hold them. */
    Rows csv(String table, Path file) {
        String columns = header(file);
        sql(
                "CREATE TEMP TABLE palindrome_expected AS SELECT %s FROM %s WITH NO DATA"
                        .formatted(columns, resolved(table)),
                file.toString());
        copy("pg_temp.palindrome_expected", file);
        Rows rows = rows("SELECT * FROM pg_temp.palindrome_expected", file.toString());
        sql("DROP TABLE pg_temp.palindrome_expected");
        return rows;
    }

    private void copy(String table, Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY %s (%s) FROM STDIN (FORMAT csv, HEADER)".formatted(table, header(file)), reader);
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (SQLException e) {
            throw refused(file.toString(), e);
        }
    }

    /** The names stand unquoted or in double quotes; SQL reads them the same way, but for capitals. */
    private static String header(Path file) {
        try (var lines = Files.lines(file)) {
            String header =
                    lines.findFirst().orElse("").replaceFirst("^\uFEFF", "").strip();
            if (header.isEmpty()) {
                throw new IllegalArgumentException(
                        file + ":1: expected the names of the columns, separated by commas, and found nothing");
            }
            List<String> names = new ArrayList<>();
            for (String name : header.split(",", -1)) {
                String bare = name.strip();
                names.add(bare.startsWith("\"") ? bare : identifier(bare));
            }
            return String.join(", ", names);
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (UncheckedIOException e) {
            throw unreadable(file, e.getCause());
        }
    }

    static UncheckedIOException unreadable(Path file, IOException e) {
        String reason = e instanceof MalformedInputException ? "it is not UTF-8" : e.toString();
        return new UncheckedIOException(file + " cannot be read: " + reason, e);
    }

    RowContents contents() {
        try {
            return RowContents.read(connection, excluded);
        } catch (SQLException e) {
            throw refused("the rows of all tables", e);
        }
    }

    private static AssertionFailedError refused(String sql, SQLException e) {
        return new AssertionFailedError(
                "The server refuses this with %s: %s%n%s".formatted(e.getSQLState(), sql.strip(), e.getMessage()), e);
    }
}
