package dev.palindrome.junit;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inserts rows into one table: {@code migration.insertInto("users", "id", "name").row(1, "Ada").row(2, null)}. */
public final class RowInserter {

    private final RowAccess access;
    private final String table;
    private final List<String> columns;

    RowInserter(RowAccess access, String table, List<String> columns) {
        this.access = access;
        this.table = table;
        this.columns = List.copyOf(columns);
    }

    /**
     * Insert a row at once.
     *
     * @param values one for each column, null for NULL: numbers, texts, booleans, {@code java.time}, UUIDs, bytes, lists for arrays; of
     *     any other type, a text as PostgreSQL reads it
     * @throws AssertionError when the server refuses it
     */
    public RowInserter row(@Nullable Object... values) {
        access.insert(table, columns, Arrays.asList(values));
        return this;
    }
}
