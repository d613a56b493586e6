package dev.palindrome.revision.internal.sql;

/**
 * A piece of SQL text; white space lies between tokens.
 *
 * @param start the offset of its first character
 * @param end the offset after its last character
 * @param terminated false when the text ends before the quote or comment does
 */
record SqlToken(Kind kind, int start, int end, boolean terminated) {

    enum Kind {
        /** An identifier or a keyword, not quoted. */
        WORD,
        QUOTED_IDENTIFIER,
        STRING,
        DOLLAR_STRING,
        NUMBER,
        LINE_COMMENT,
        BLOCK_COMMENT,
        SEMICOLON,
        OPENING_PARENTHESIS,
        CLOSING_PARENTHESIS,
        BACKSLASH,
        /** A reference to a variable of psql, where these are looked for. */
        VARIABLE,
        /** An operator's or any other character. */
        OTHER,
        END
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean isComment() {
        return kind == Kind.LINE_COMMENT || kind == Kind.BLOCK_COMMENT;
    }
}
