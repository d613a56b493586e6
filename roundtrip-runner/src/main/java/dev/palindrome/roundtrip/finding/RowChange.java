package dev.palindrome.roundtrip.finding;

import java.util.Optional;

/**
 * A value of a row that is another one now, or is gone; long ones are cut short.
 *
 * @param row by its key, or by all its values where the table has no key
 * @param before as SQL shows it: {@code NULL}, {@code 7}, {@code 'Ada'}
 * @param after empty where the column is gone
 */
public record RowChange(String row, String column, String before, Optional<String> after) {

    /** Return {@code id = 7: name 'Ada' → NULL}, or {@code lost:  id = 7: name = 'Ada'}. */
    @Override
    public String toString() {
        return after.map(value -> "%s: %s %s → %s".formatted(row, column, before, value))
                .orElseGet(() -> "lost:  %s: %s = %s".formatted(row, column, before));
    }
}
