package dev.palindrome.schema;

import java.util.regex.Pattern;

/** Identifiers as they are shown: quoted where a bare one would be read in another way. */
final class Identifiers {

    private static final Pattern BARE = Pattern.compile("[a-z_][a-z0-9_$]*");

    private Identifiers() {}

    static String quote(String identifier) {
        return BARE.matcher(identifier).matches()
                ? identifier
                : "\"" + escape(identifier).replace("\"", "\"\"") + "\"";
    }

    /** Write control characters and line ends as escapes, so that the text stays on its line. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            escaped.append(escape(text.charAt(i)));
        }
        return escaped.toString();
    }

    private static String escape(char character) {
        return switch (character) {
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> isControl(character) ? String.format("\\u%04x", (int) character) : String.valueOf(character);
        };
    }

    /** Return whether a reader of the text may take the character for a line end, or not see it at all. */
    static boolean isControl(char character) {
        return Character.isISOControl(character) || character == '\u2028' || character == '\u2029';
    }

    /**
     * Undo {@link #escape(String)}; a backslash before any other character stands for that character.
     *
     * @throws IllegalArgumentException when an escape is cut short
     */
    static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '\\') {
                plain.append(text.charAt(i));
                continue;
            }
            if (++i == text.length()) {
                throw new IllegalArgumentException("a backslash with nothing behind it");
            }
            switch (text.charAt(i)) {
                case 'n' -> plain.append('\n');
                case 'r' -> plain.append('\r');
                case 't' -> plain.append('\t');
                case 's' -> plain.append(' ');
                case 'u' -> {
                    plain.append(codeUnit(text, i + 1));
                    i += 4;
                }
                default -> plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }

    private static char codeUnit(String text, int start) {
        if (start + 4 > text.length()) {
            throw new IllegalArgumentException("\\u with less than four digits behind it");
        }
        return (char) Integer.parseInt(text.substring(start, start + 4), 16);
    }
}
