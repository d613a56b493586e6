package dev.palindrome.revision.internal.sql;

import dev.palindrome.revision.internal.sql.SqlToken.Kind;

/** Tells whether what follows a text, after a semicolon on a new line, can have no part in what stands in it. */
public final class ClosedText {

    private ClosedText() {}

    /** Return false where a quote, a comment or a parenthesis stays open, or the body of a function may. */
    public static boolean isClosed(String text) {
        SqlTokenizer tokenizer = new SqlTokenizer(text);
        int depth = 0;
        for (SqlToken token = tokenizer.next(); !token.is(Kind.END); token = tokenizer.next()) {
            switch (token.kind()) {
                case OPENING_PARENTHESIS -> depth++;
                case CLOSING_PARENTHESIS -> depth--;
                case WORD -> {
                    if (text.substring(token.start(), token.end()).equalsIgnoreCase("ATOMIC")) {
                        return false;
                    }
                }
                default -> {
                    if (!token.terminated()) {
                        return false;
                    }
                }
            }
            if (depth < 0) {
                return false;
            }
        }
        return depth == 0;
    }
}
