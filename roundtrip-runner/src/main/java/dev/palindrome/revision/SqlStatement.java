package dev.palindrome.revision;

/**
 * One SQL statement of a script, without its closing semicolon and without comments before it.
 *
 * @param text the statement as written
 * @param position where its first word stands
 */
public record SqlStatement(String text, SourcePosition position) {}
