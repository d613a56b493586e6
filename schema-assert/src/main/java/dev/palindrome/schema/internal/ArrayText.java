package dev.palindrome.schema.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * The text form of a one-dimensional array, as in section 8.15.6 of PostgreSQL's manual. Needed where an array is an
 * element of another array, so that the driver gives its text only.
 */
public final class ArrayText {

    private final String text;
    private int position = 1;

    private ArrayText(String text) {
        this.text = text;
    }

    /** Return the elements of an array without null elements. */
    public static List<String> elements(String text) {
        if (!text.startsWith("{") || !text.endsWith("}")) {
            throw new IllegalArgumentException("Expected an array in braces, found " + text);
        }
        return text.length() == 2 ? List.of() : new ArrayText(text).elements();
    }

    private List<String> elements() {
        List<String> elements = new ArrayList<>();
        do {
            elements.add(element());
        } while (text.charAt(position++) == ',');
        return elements;
    }

    private String element() {
        StringBuilder element = new StringBuilder();
        boolean quoted = false;
        while (quoted || (text.charAt(position) != ',' && text.charAt(position) != '}')) {
            char character = text.charAt(position++);
            if (character == '"') {
                quoted = !quoted;
            } else {
                element.append(character == '\\' ? text.charAt(position++) : character);
            }
        }
        return element.toString();
    }
}
