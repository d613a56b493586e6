package dev.palindrome.data.content;

/**
 * Counts over one column before and after.
 *
 * @param typeBefore as {@code format_type} writes it
 * @param distinctBefore how many different values there were, NULL left out
 */
public record ColumnComparison(
        String name,
        String typeBefore,
        String typeAfter,
        long nullsBefore,
        long nullsAfter,
        long distinctBefore,
        long distinctAfter) {

    /** Return by how much the NULLs grew; negative when there are fewer. */
    public long nullDelta() {
        return nullsAfter - nullsBefore;
    }

    /** Return by how much the number of different values grew; negative when there are fewer. */
    public long distinctDelta() {
        return distinctAfter - distinctBefore;
    }

    public boolean isTypeChanged() {
        return !typeBefore.equals(typeAfter);
    }
}
