package dev.palindrome.data.content;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A row, or as much of it as tells which one is meant.
 *
 * @param values one for each column, null for NULL
 */
public record RowText(List<String> columns, List<@Nullable String> values) {

    private static final int LONGEST = 60;

    public RowText {
        columns = List.copyOf(columns);
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** Return {@code id = 7, name = 'Ada'}, long values cut short. */
    @Override
    public String toString() {
        return columns.isEmpty()
                ? "a row"
                : IntStream.range(0, columns.size())
                        .mapToObj(i -> columns.get(i) + " = " + shown(values.get(i)))
                        .collect(Collectors.joining(", "));
    }

    static String shown(@Nullable String value) {
        if (value == null) {
            return "NULL";
        }
        if (value.matches("-?[0-9]{1,18}")) {
            return value;
        }
        String line = value.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
        if (line.length() <= LONGEST) {
            return "'" + line + "'";
        }
        return "'"
                + line.substring(
                        0, line.offsetByCodePoints(0, Math.min(LONGEST, line.codePointCount(0, line.length()))))
                + "…' (" + value.length() + " characters)";
    }
}
