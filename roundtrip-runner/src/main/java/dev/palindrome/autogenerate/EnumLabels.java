package dev.palindrome.autogenerate;

import dev.palindrome.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/** Reads the labels of an enum: a list with commas, in which odd ones stand as literals. */
final class EnumLabels {

    private final String text;
    private int position;

    private EnumLabels(String text) {
        this.text = text;
    }

    static List<String> of(SchemaObject type) {
        return new EnumLabels(type.attribute("enum").orElse("")).all();
    }

    private List<String> all() {
        List<String> labels = new ArrayList<>();
        while (position < text.length()) {
            labels.add(next());
            position += 2;
        }
        return labels;
    }

    private String next() {
        boolean escaped = text.startsWith("E'", position);
        if (!escaped && text.charAt(position) != '\'') {
            int end = text.indexOf(", ", position);
            String label = end < 0 ? text.substring(position) : text.substring(position, end);
            position += label.length();
            return label;
        }
        position += escaped ? 2 : 1;
        StringBuilder label = new StringBuilder();
        while (position < text.length()) {
            char character = text.charAt(position++);
            boolean doubled = position < text.length() && text.charAt(position) == character;
            if (character == '\'' && !doubled) {
                return label.toString();
            }
            if (character == '\'' || (escaped && character == '\\')) {
                position++;
            }
            label.append(character);
        }
        return label.toString();
    }
}
