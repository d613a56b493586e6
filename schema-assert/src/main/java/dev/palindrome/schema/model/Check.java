package dev.palindrome.schema.model;

/**
 * A check constraint of a table.
 *
 * @param definition as PostgreSQL writes it, such as {@code CHECK ((total > 0))}
 */
public record Check(String name, String definition) {}
