package dev.palindrome.junit;

/**
 * What became of the rows of one table between two moments. Rows are told apart by the primary key, else by a unique constraint without
 * NULL; in a table that has neither, rows that agree in most values count as the same.
 *
 * @param inserted rows that are there after only
 * @param updated a row for each value that is another one now: {@code row} (such as {@code id = 7}), {@code column}, {@code before},
 *     {@code after}
 * @param deleted rows that were there before only
 */
public record TableChanges(Rows inserted, Rows updated, Rows deleted) {

    boolean isEmpty() {
        return inserted.values().isEmpty()
                && updated.values().isEmpty()
                && deleted.values().isEmpty();
    }
}
