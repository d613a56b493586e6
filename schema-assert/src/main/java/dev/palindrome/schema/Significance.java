package dev.palindrome.schema;

/** How much a difference means. */
public enum Significance {
    /** The schemas are not the same. */
    REAL(""),
    /** The same columns in another order, which PostgreSQL cannot restore without rebuilding the table. */
    ORDER_ONLY("column order only"),
    /** The same object under another name, and the new name is one that the server makes up by itself. */
    NAME_ONLY("name only, made up by the server"),
    /** The same function body but for white space outside of literals and comments. */
    WHITESPACE_ONLY("white space only");

    private final String words;

    Significance(String words) {
        this.words = words;
    }

    /** Return the words that a rendered difference ends in; empty for {@link #REAL}. */
    String words() {
        return words;
    }
}
