package dev.palindrome.schema;

import dev.palindrome.schema.internal.SqlWhiteSpace;

/** Compares SQL that a user wrote with what PostgreSQL writes. */
final class SqlText {

    private SqlText() {}

    /** Return whether only white space outside of literals differs, or a semicolon at the end. */
    static boolean isSame(String given, String written) {
        return SqlWhiteSpace.isOnlyDifference(withoutSemicolon(given), withoutSemicolon(written));
    }

    /** Return whether only white space outside of literals differs, or parentheses around the whole. */
    static boolean isSameExpression(String given, String written) {
        return SqlWhiteSpace.isOnlyDifference(
                DefinitionText.withoutOuterParentheses(given), DefinitionText.withoutOuterParentheses(written));
    }

    private static String withoutSemicolon(String sql) {
        String text = sql.strip();
        return text.endsWith(";") ? text.substring(0, text.length() - 1).strip() : text;
    }
}
