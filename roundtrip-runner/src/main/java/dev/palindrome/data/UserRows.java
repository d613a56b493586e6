package dev.palindrome.data;

/** What becomes of a table that the user's own SQL put rows into. */
public enum UserRows {
    /** The table holds the user's rows only. */
    REPLACE,
    /** Synthesised rows are added to the user's. */
    ADD
}
