package dev.palindrome.data.content;

/**
 * A column whose values were read.
 *
 * @param type as {@code format_type} writes it, such as {@code character varying(40)}
 */
public record ContentColumn(String name, String type) {}
