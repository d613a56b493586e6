package dev.palindrome.data;

import java.util.List;
import java.util.stream.Collectors;

/** The text of an INSERT. */
final class InsertText {

    private InsertText() {}

    static String of(TableName table, List<String> columns, List<String> literals) {
        if (columns.isEmpty()) {
            return "INSERT INTO " + table.sql() + " DEFAULT VALUES";
        }
        String names = columns.stream()
                .map(column -> "\"" + column.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining(", "));
        // Harmless for any column but one GENERATED ALWAYS AS IDENTITY, which takes a value in no other way.
        return "INSERT INTO " + table.sql() + " (" + names + ") OVERRIDING SYSTEM VALUE VALUES ("
                + String.join(", ", literals) + ")";
    }
}
