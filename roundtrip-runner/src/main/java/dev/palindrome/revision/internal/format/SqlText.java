package dev.palindrome.revision.internal.format;

/** Values and names in SQL that we write. */
final class SqlText {

    private SqlText() {}

    /** Return a string constant (PostgreSQL manual, "String Constants"). */
    static String literal(String value) {
        String quoted = "'" + value.replace("'", "''") + "'";
        // Right whatever standard_conforming_strings says.
        return value.indexOf('\\') < 0 ? quoted : " E" + quoted.replace("\\", "\\\\");
    }
}
