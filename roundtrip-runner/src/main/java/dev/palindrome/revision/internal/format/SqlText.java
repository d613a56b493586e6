package dev.palindrome.revision.internal.format;

import java.util.List;
import java.util.stream.Collectors;

/** Values and names in SQL that we write. */
final class SqlText {

    private SqlText() {}

    /** Return a string constant (PostgreSQL manual, "String Constants"). */
    static String literal(String value) {
        String quoted = "'" + value.replace("'", "''") + "'";
        // Right whatever standard_conforming_strings says.
        return value.indexOf('\\') < 0 ? quoted : " E" + quoted.replace("\\", "\\\\");
    }

    /** Return a name in double quotes. */
    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Return an array of text. */
    static String array(List<String> values) {
        return "ARRAY[" + values.stream().map(SqlText::literal).collect(Collectors.joining(", ")) + "]::text[]";
    }
}
