package dev.palindrome.schema;

/**
 * The words and signs of the text form.
 *
 * <pre>
 * palindrome schema snapshot, format 1
 *
 * table public.orders
 *   owner: app
 *   column id | type: integer | not null
 *   rule keep
 *     definition:
 *       | CREATE RULE keep AS
 *       |     ON DELETE TO public.orders DO INSTEAD NOTHING;
 * </pre>
 *
 * An attribute without a colon is a flag. A value of several lines stands below its name, each line behind a bar, or
 * behind a backslash where it holds escapes.
 */
final class SnapshotFormat {

    static final String HEADER = "palindrome schema snapshot, format 1";
    static final String INDENT = "  ";
    static final String SEPARATOR = " | ";
    static final char RAW = '|';
    static final char ESCAPED = '\\';

    private SnapshotFormat() {}

    static String attribute(Attribute attribute) {
        String name = escape(attribute.name()).replace(":", "\\:");
        if (attribute.isFlag()) {
            return name;
        }
        return attribute.value().isEmpty() ? name + ":" : name + ": " + escape(attribute.value());
    }

    /** Escape for one line: also the bar, and spaces at the ends that an editor may cut off. */
    private static String escape(String text) {
        return escapeOuterSpaces(Identifiers.escape(text).replace("|", "\\|"));
    }

    static String blockLine(String line) {
        boolean plain = line.chars().noneMatch(c -> c != '\t' && Identifiers.isControl((char) c))
                && line.stripTrailing().length() == line.length();
        if (plain) {
            return line.isEmpty() ? String.valueOf(RAW) : RAW + " " + line;
        }
        return ESCAPED + " " + escapeLastSpace(Identifiers.escape(line));
    }

    private static String escapeOuterSpaces(String text) {
        return escapeLastSpace(text.startsWith(" ") ? "\\s" + text.substring(1) : text);
    }

    private static String escapeLastSpace(String text) {
        return text.endsWith(" ") ? text.substring(0, text.length() - 1) + "\\s" : text;
    }
}
