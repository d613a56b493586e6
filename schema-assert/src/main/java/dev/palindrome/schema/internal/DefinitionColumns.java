package dev.palindrome.schema.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The columns' part of the names that the server could give to a key or an index, from its definition as the server
 * writes it. For an expression the server takes the function's name, the type of a cast or the word {@code expr}.
 */
public final class DefinitionColumns {

    private static final Pattern COLUMN =
            Pattern.compile("(?:([a-z_][a-z0-9_$]*)|\"((?:[^\"]|\"\")+)\")(?![(.\\w])(?: .*)?", Pattern.DOTALL);

    private static final Pattern FUNCTION =
            Pattern.compile("\\(*(?:[a-z_][a-z0-9_]*\\.)?\"?([A-Za-z_][A-Za-z0-9_]*)\"?\\(.*", Pattern.DOTALL);

    private static final Pattern CAST = Pattern.compile(".*\\)::([a-z ]+)\\)?(?: .*)?", Pattern.DOTALL);

    private static final Pattern CAST_COLUMN = Pattern.compile("\\(+([a-z_][a-z0-9_$]*)\\)+::.*", Pattern.DOTALL);

    private static final Pattern KEYWORD = Pattern.compile("\\(*\\s*(CASE|ARRAY)\\b.*", Pattern.DOTALL);

    /** Names that the parser gives to types which are shown under another name. */
    private static final Map<String, String> INTERNAL_TYPES = Map.of(
            "integer", "int4",
            "bigint", "int8",
            "smallint", "int2",
            "boolean", "bool",
            "double precision", "float8",
            "real", "float4",
            "character varying", "varchar",
            "timestamp with time zone", "timestamptz",
            "timestamp without time zone", "timestamp");

    private DefinitionColumns() {}

    /** Return every columns' part that is possible for {@code (a, lower(b)) INCLUDE (c)}; empty without a list. */
    public static Set<String> nameParts(String definition) {
        List<String> items = new ArrayList<>();
        int end = list(definition, definition.indexOf('('), items);
        if (end > 0 && definition.startsWith(" INCLUDE (", end)) {
            list(definition, definition.indexOf('(', end), items);
        }
        Set<String> parts = new LinkedHashSet<>();
        combine(items, List.of(), parts);
        return parts;
    }

    private static void combine(List<String> items, List<String> chosen, Set<String> parts) {
        if (chosen.size() == items.size()) {
            if (!chosen.isEmpty()) {
                parts.add(ServerMadeNames.columns(chosen));
            }
            return;
        }
        for (String name : names(items.get(chosen.size()))) {
            List<String> longer = new ArrayList<>(chosen);
            longer.add(unique(name, chosen));
            combine(items, longer, parts);
        }
    }

    private static String unique(String name, List<String> taken) {
        String candidate = name;
        for (int i = 1; taken.contains(candidate); i++) {
            candidate = name + i;
        }
        return candidate;
    }

    private static Set<String> names(String item) {
        Matcher column = COLUMN.matcher(item);
        if (column.matches()) {
            return Set.of(
                    column.group(1) != null ? column.group(1) : column.group(2).replace("\"\"", "\""));
        }
        Set<String> names = new LinkedHashSet<>(List.of("expr"));
        Matcher function = FUNCTION.matcher(item);
        if (function.matches()) {
            String name = function.group(1).toLowerCase(Locale.ROOT);
            names.add(name.equals("trim") ? "btrim" : name);
        }
        Matcher cast = CAST.matcher(item);
        if (cast.matches()) {
            names.add(INTERNAL_TYPES.getOrDefault(cast.group(1), cast.group(1)));
        }
        Stream.of(CAST_COLUMN, KEYWORD)
                .map(pattern -> pattern.matcher(item))
                .filter(Matcher::matches)
                .forEach(matcher -> names.add(matcher.group(1).toLowerCase(Locale.ROOT)));
        return names;
    }

    /** Add the items between the parenthesis at {@code open} and its end; return the position behind it. */
    private static int list(String definition, int open, List<String> items) {
        if (open < 0) {
            return -1;
        }
        int depth = 0;
        int start = open + 1;
        char quote = 0;
        for (int i = open; i < definition.length(); i++) {
            char character = definition.charAt(i);
            if (quote != 0) {
                quote = character == quote ? 0 : quote;
            } else if (character == '"' || character == '\'') {
                quote = character;
            } else if (character == '(') {
                depth++;
            } else if (character == ')' && --depth == 0) {
                items.add(definition.substring(start, i).strip());
                return i + 1;
            } else if (character == ',' && depth == 1) {
                items.add(definition.substring(start, i).strip());
                start = i + 1;
            }
        }
        return -1;
    }
}
