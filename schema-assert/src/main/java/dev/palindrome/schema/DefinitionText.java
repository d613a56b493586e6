package dev.palindrome.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks through a definition that PostgreSQL wrote: words, and lists in parentheses. */
final class DefinitionText {

    private final String text;
    private int position;

    DefinitionText(String text) {
        this.text = text;
    }

    /** Pass over these words if they stand here. */
    boolean skip(String words) {
        if (text.startsWith(words, position)) {
            position += words.length();
            return true;
        }
        return false;
    }

    /** Return what stands before the next parenthesis outside of quotes, and go there. */
    String untilParenthesis() {
        int start = position;
        boolean quoted = false;
        while (position < text.length() && (quoted || text.charAt(position) != '(')) {
            quoted ^= text.charAt(position++) == '"';
        }
        return text.substring(start, position);
    }

    /** Return the items of the list in parentheses that begins here, and go behind it; empty where none begins. */
    List<String> list() {
        List<String> items = new ArrayList<>();
        if (position >= text.length() || text.charAt(position) != '(') {
            return items;
        }
        int depth = 0;
        int start = position + 1;
        char quote = 0;
        for (; position < text.length(); position++) {
            char character = text.charAt(position);
            if (quote != 0) {
                quote = character == quote ? 0 : quote;
            } else if (character == '"' || character == '\'') {
                quote = character;
            } else if (character == '(') {
                depth++;
            } else if (character == ',' && depth == 1) {
                items.add(text.substring(start, position).strip());
                start = position + 1;
            } else if (character == ')' && --depth == 0) {
                items.add(text.substring(start, position++).strip());
                break;
            }
        }
        return items;
    }

    String rest() {
        return text.substring(position);
    }

    /** Return the text without a pair of parentheses around the whole of it, however many there are. */
    static String withoutOuterParentheses(String expression) {
        String inner = expression.strip();
        @Nullable String stripped = inner;
        while (stripped != null) {
            inner = stripped;
            stripped = inside(inner);
        }
        return inner;
    }

    private static @Nullable String inside(String expression) {
        DefinitionText definition = new DefinitionText(expression);
        boolean whole = !definition.list().isEmpty() && definition.rest().isEmpty();
        return whole ? expression.substring(1, expression.length() - 1).strip() : null;
    }
}
