package dev.palindrome.data;

import java.util.Optional;

/**
 * A column in which the catalogue allows NULL.
 *
 * @param seenNull whether a row of the table holds NULL in it
 * @param seenValue whether a row of the table holds a value in it
 * @param whyNever what stood in the way of a NULL; empty when one is there
 */
public record NullableColumn(String name, boolean seenNull, boolean seenValue, Optional<Unfilled> whyNever) {}
