package dev.palindrome.schema.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text form of a one-dimensional array, as in section 8.15.6 of PostgreSQL's manual. Needed where an array is an
 * element of another array, so that the driver gives its text only; and where the driver's own reading takes too long.
 */
public final class ArrayText {

    private final String text;
    private int position = 1;

    private ArrayText(String text) {
        if (!text.startsWith("{") || !text.endsWith("}")) {
            throw new IllegalArgumentException("Expected an array in braces, found " + text);
        }
        this.text = text;
    }

    /** Return the elements of an array without null elements. */
    public static List<String> elements(String text) {
        List<String> elements = new ArrayList<>();
        ArrayText array = new ArrayText(text);
        while (array.hasNext()) {
            String element = array.next();
            if (element == null) {
                throw new IllegalArgumentException("Expected an array without nulls, found " + text);
            }
            elements.add(element);
        }
        return elements;
    }

    /** Return the elements of an array of names and values in turn, without the pairs whose value is null. */
    public static List<String> pairs(String text) {
        List<String> pairs = new ArrayList<>();
        ArrayText array = new ArrayText(text);
        while (array.hasNext()) {
            String name = array.next();
            String value = array.next();
            if (name != null && value != null) {
                pairs.add(name);
                pairs.add(value);
            }
        }
        return pairs;
    }

    private boolean hasNext() {
        return position < text.length() - 1;
    }

    /** Read an element, and the comma or brace behind it. */
    private @Nullable String next() {
        boolean quoted = text.charAt(position) == '"';
        String element = quoted ? quoted() : bare();
        position++;
        return quoted || !element.equalsIgnoreCase("NULL") ? element : null;
    }

    private String bare() {
        int start = position;
        int comma = text.indexOf(',', start);
        position = comma < 0 ? text.length() - 1 : comma;
        return text.substring(start, position);
    }

    private String quoted() {
        int start = ++position;
        StringBuilder unescaped = null;
        while (text.charAt(position) != '"') {
            if (text.charAt(position) == '\\') {
                if (unescaped == null) {
                    unescaped = new StringBuilder();
                }
                unescaped.append(text, start, position);
                start = ++position;
            }
            position++;
        }
        String rest = text.substring(start, position++);
        return unescaped == null ? rest : unescaped.append(rest).toString();
    }
}
