package dev.palindrome.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a qualified name by PostgreSQL's rules for identifiers. */
final class QualifiedName {

    private static final Pattern PART = Pattern.compile("\\G(?:\"((?:[^\"]|\"\")+)\"|([^\".\\s]+))(\\.|$)");

    private QualifiedName() {}

    static TableName parse(String text) {
        List<String> parts = new ArrayList<>();
        Matcher part = PART.matcher(text.strip());
        String separator = ".";
        while (separator.equals(".") && part.find()) {
            parts.add(
                    part.group(1) == null
                            ? part.group(2).toLowerCase(Locale.ROOT)
                            : part.group(1).replace("\"\"", "\""));
            separator = part.group(3);
        }
        if (separator.equals(".") || parts.size() > 2) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not the name of a table: expected table or schema.table");
        }
        return parts.size() == 1 ? new TableName("public", parts.get(0)) : new TableName(parts.get(0), parts.get(1));
    }
}
