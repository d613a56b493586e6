package dev.palindrome.data.content;

/**
 * A value that is gone.
 *
 * @param row by its key, or by all its values where the table has no key
 */
public record LostValue(RowText row, String value) {}
