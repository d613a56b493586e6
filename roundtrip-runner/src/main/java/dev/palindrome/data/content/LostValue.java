package dev.palindrome.data.content;

/**
 * A value that is gone.
 *
 * @param row by its key, or by all its values where the table has no key
 */
public record LostValue(RowText row, String value) {

    /** Return the value on one line, as a {@link RowText} shows it. */
    public String shown() {
        return RowText.shown(value);
    }
}
