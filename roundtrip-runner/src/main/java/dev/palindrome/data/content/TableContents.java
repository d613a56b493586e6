package dev.palindrome.data.content;

import dev.palindrome.data.TableName;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table, as the texts that PostgreSQL writes under fixed settings.
 *
 * @param columns in the table's order
 * @param key the columns that tell rows apart: those of the primary key, else of a unique constraint without NULL; empty for a
 *     table that has neither
 * @param rows sorted by value; a value is null for NULL
 */
public record TableContents(
        TableName table, List<ContentColumn> columns, List<String> key, List<List<@Nullable String>> rows) {

    public TableContents {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        rows = rows.stream()
                .sorted(RowOrder.INSTANCE)
                .map(Collections::unmodifiableList)
                .toList();
    }

    /** Return how many rows hold NULL in a column. */
    public long nulls(String column) {
        int at = index(column);
        return rows.stream().filter(row -> row.get(at) == null).count();
    }

    /** Return how many different values a column holds, NULL left out. */
    public long distinct(String column) {
        int at = index(column);
        return rows.stream()
                .map(row -> row.get(at))
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }

    /** Return the values of a column, NULL left out, sorted. */
    public List<String> values(String column) {
        int at = index(column);
        return rows.stream()
                .map(row -> row.get(at))
                .filter(Objects::nonNull)
                .sorted()
                .toList();
    }

    /** Tell whether the table has the column. */
    public boolean has(String column) {
        return columns.stream().anyMatch(known -> known.name().equals(column));
    }

    int index(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException(table + " has no column " + column);
    }
}
