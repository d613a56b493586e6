package dev.palindrome.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON, RFC 8259: maps, lists, strings, {@code Long} and {@code Double}, booleans and null. */
final class JsonReader {

    private static final int DEEPEST = 100;
    private static final int HEX = 16;

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * Read one value; objects keep their order.
     *
     * @throws UnreadableReportException saying in which line what was expected
     */
    static @Nullable Object read(String text) {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value();
        reader.skipBlanks();
        if (reader.at < text.length()) {
            throw reader.expected("the end of the file");
        }
        return value;
    }

    private @Nullable Object value() {
        skipBlanks();
        if (at == text.length()) {
            throw expected("a value");
        }
        return switch (text.charAt(at)) {
            case '{' -> nested(this::object);
            case '[' -> nested(this::array);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    /** A part of a value. */
    private interface Part {
        Object read();
    }

    private Object nested(Part part) {
        depth++;
        if (depth > DEEPEST) {
            throw expected("no more than " + DEEPEST + " levels");
        }
        at++;
        Object value = part.read();
        depth--;
        return value;
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (isNext('}')) {
            return map;
        }
        do {
            skipBlanks();
            String key = string();
            if (!isNext(':')) {
                throw expected("':'");
            }
            map.put(key, value());
        } while (isNext(','));
        if (!isNext('}')) {
            throw expected("',' or '}'");
        }
        return map;
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> list = new ArrayList<>();
        if (isNext(']')) {
            return list;
        }
        do {
            list.add(value());
        } while (isNext(','));
        if (!isNext(']')) {
            throw expected("',' or ']'");
        }
        return list;
    }

    private String string() {
        if (at == text.length() || text.charAt(at) != '"') {
            throw expected("a string");
        }
        at++;
        StringBuilder string = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char character = text.charAt(at);
            if (character < ' ') {
                throw expected("an escape for a control character");
            }
            at++;
            string.append(character == '\\' ? escape() : character);
        }
        if (at == text.length()) {
            throw expected("'\"'");
        }
        at++;
        return string.toString();
    }

    private char escape() {
        if (at == text.length()) {
            throw expected("an escape");
        }
        char letter = text.charAt(at);
        at++;
        return switch (letter) {
            case '"', '\\', '/' -> letter;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw expected("an escape");
        };
    }

    private char unicode() {
        int end = at + 4;
        if (end > text.length() || !text.substring(at, end).matches("[0-9a-fA-F]{4}")) {
            throw expected("four hexadecimal digits");
        }
        char character = (char) Integer.parseInt(text.substring(at, end), HEX);
        at = end;
        return character;
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw expected("a value");
        }
        at += word.length();
        return value;
    }

    private Object number() {
        int begin = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(begin, at);
        if (!number.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?")) {
            at = begin;
            throw expected("a value");
        }
        try {
            return Long.valueOf(number);
        } catch (NumberFormatException e) {
            return Double.valueOf(number);
        }
    }

    private boolean isNext(char character) {
        skipBlanks();
        boolean next = at < text.length() && text.charAt(at) == character;
        at += next ? 1 : 0;
        return next;
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private UnreadableReportException expected(String what) {
        long line = 1
                + text.substring(0, at)
                        .chars()
                        .filter(character -> character == '\n')
                        .count();
        return new UnreadableReportException("line %d: expected %s".formatted(line, what));
    }
}
