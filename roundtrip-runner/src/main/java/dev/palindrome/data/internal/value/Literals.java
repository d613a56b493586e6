package dev.palindrome.data.internal.value;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Texts in PostgreSQL's input syntax. */
public final class Literals {

    private Literals() {}

    /** Return a SQL literal, {@code NULL} for null. A literal without a type takes that of the column it is for. */
    public static String sql(@Nullable String value) {
        if (value == null) {
            return "NULL";
        }
        String quoted = "'" + value.replace("'", "''") + "'";
        // Right whatever standard_conforming_strings is.
        return value.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }

    static String array(List<@Nullable String> elements) {
        return elements.stream()
                .map(element -> element == null ? "NULL" : quoted(element))
                .collect(Collectors.joining(",", "{", "}"));
    }

    static String composite(List<@Nullable String> fields) {
        return fields.stream()
                .map(field -> field == null ? "" : quoted(field))
                .collect(Collectors.joining(",", "(", ")"));
    }

    static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    static String json(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t") + "\"";
    }
}
