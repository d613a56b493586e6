package dev.palindrome.revision.internal.alembic;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A line of what is exchanged with {@code driver.py}: fields with a TAB between, and no TAB or line end within.
 *
 * @param fields the first says what the others are
 */
record Message(List<String> fields) {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    Message {
        fields = List.copyOf(fields);
    }

    static Message of(String... fields) {
        return new Message(List.of(fields));
    }

    static Message parse(String line) {
        return new Message(
                List.of(line.split("\t", -1)).stream().map(Message::unescaped).toList());
    }

    String name() {
        return fields.get(0);
    }

    /** Return a field behind the name, counted from 0. */
    String value(int index) {
        return fields.get(index + 1);
    }

    int number(int index) {
        return Integer.parseInt(value(index));
    }

    String line() {
        return fields.stream().map(Message::escaped).collect(Collectors.joining("\t"));
    }

    private static String escaped(String field) {
        return field.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String unescaped(String field) {
        return ESCAPE.matcher(field)
                .replaceAll(found -> Matcher.quoteReplacement(
                        switch (found.group(1)) {
                            case "t" -> "\t";
                            case "n" -> "\n";
                            case "r" -> "\r";
                            default -> found.group(1);
                        }));
    }
}
