package dev.palindrome.roundtrip;

import dev.palindrome.data.TableName;

/**
 * What an application guarantees of a table's rows, and the schema does not.
 *
 * @param condition a SQL condition on a row, which holds unless it is false
 * @param place where it stands, for messages, such as {@code palindrome/rows/assume.txt:3}
 */
public record Assumption(TableName table, String condition, String place) {

    /**
     * Read {@code orders: total >= 0}.
     *
     * @throws OwnRowsException when the text is not of this form
     */
    public static Assumption parse(String text, String place) {
        int colon = text.indexOf(':');
        String condition = text.substring(colon + 1).strip();
        if (colon < 1 || condition.isEmpty()) {
            throw new OwnRowsException(
                    "%s: expected a table and a SQL condition on its row, such as 'orders: total >= 0', found '%s'"
                            .formatted(place, text.strip()));
        }
        try {
            return new Assumption(TableName.parse(text.substring(0, colon).strip()), condition, place);
        } catch (IllegalArgumentException e) {
            throw new OwnRowsException(place + ": " + e.getMessage(), e);
        }
    }

    /** Return what to tell a user whose assumption says nothing about any schema of the history. */
    String fitsNothing() {
        return "%s: the assumption about %s fits no schema of this history; correct or remove it"
                .formatted(place, table);
    }
}
