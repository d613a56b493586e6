package dev.palindrome.data.content;

import org.jspecify.annotations.Nullable;

/**
 * A value that is another one now.
 *
 * @param row by its key; by the values that stayed where the table has no key
 * @param before null for NULL
 * @param after null for NULL
 */
public record ValueChange(
        RowText row,
        String column,
        @Nullable String before,
        @Nullable String after) {

    /** Return the value on one line, as a {@link RowText} shows it. */
    public String shownBefore() {
        return RowText.shown(before);
    }

    /** Return the value on one line, as a {@link RowText} shows it. */
    public String shownAfter() {
        return RowText.shown(after);
    }

    /** Return {@code id = 7: name 'Ada' → NULL}, long values cut short. */
    @Override
    public String toString() {
        return row + ": " + column + " " + RowText.shown(before) + " → " + RowText.shown(after);
    }
}
