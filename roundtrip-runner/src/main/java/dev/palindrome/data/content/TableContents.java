package dev.palindrome.data.content;

import dev.palindrome.data.TableName;
import dev.palindrome.data.internal.catalog.Table;
import dev.palindrome.data.internal.value.Literals;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
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

    /**
     * Return a statement that deletes all rows but those with the keys of these, in a session that writes values as {@link RowContents#read} does;
     * empty when there is no key to tell them by.
     */
    public Optional<String> deletionOfOthers() {
        String all = "DELETE FROM " + table.sql();
        if (rows.isEmpty()) {
            return Optional.of(all);
        }
        if (key.isEmpty()) {
            return Optional.empty();
        }
        String columnsOfKey =
                key.stream().map(column -> Table.quote(column) + "::text").collect(Collectors.joining(", ", "(", ")"));
        String keys = rows.stream()
                .map(row -> key.stream()
                        .map(column -> Literals.sql(row.get(index(column))))
                        .collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
        return Optional.of(all + " WHERE " + columnsOfKey + " NOT IN (VALUES " + keys + ")");
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
