package dev.palindrome.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Reads object names, one after the other, from one line. */
final class NameScanner {

    /** Longest label first: {@code foreign table} before any kind that it begins with. */
    private static final List<ObjectKind> KINDS = Stream.of(ObjectKind.values())
            .sorted(Comparator.comparing((ObjectKind kind) -> kind.label().length())
                    .reversed())
            .toList();

    private final String text;
    private int position;

    NameScanner(String text) {
        this.text = text;
    }

    ObjectName objectName() {
        ObjectKind kind = kind();
        List<String> path = new ArrayList<>(List.of(identifier()));
        while (skip('.')) {
            path.add(kind == ObjectKind.OPERATOR && path.size() == 1 ? operator() : identifier());
        }
        return new ObjectName(kind, path, kind.takesArguments() ? arguments() : "");
    }

    ObjectKind kind() {
        for (ObjectKind kind : KINDS) {
            if (text.startsWith(kind.label() + " ", position)) {
                position += kind.label().length() + 1;
                return kind;
            }
        }
        throw new IllegalArgumentException("expected a kind of object, such as \"table\", found: " + rest());
    }

    String identifier() {
        return skip('"') ? quotedIdentifier() : bareIdentifier();
    }

    private String bareIdentifier() {
        int start = position;
        while (position < text.length() && isBare(text.charAt(position))) {
            position++;
        }
        if (start == position) {
            throw new IllegalArgumentException("expected a name, found: " + rest());
        }
        return text.substring(start, position);
    }

    private static boolean isBare(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= '0' && character <= '9')
                || character == '_'
                || character == '$';
    }

    private String operator() {
        int start = position;
        while (position < text.length() && text.charAt(position) != '(') {
            position++;
        }
        return text.substring(start, position);
    }

    private String quotedIdentifier() {
        StringBuilder name = new StringBuilder();
        while (position < text.length()) {
            if (skip('"')) {
                if (!skip('"')) {
                    return Identifiers.unescape(name.toString());
                }
                name.append('"');
            } else {
                name.append(text.charAt(position++));
            }
        }
        throw new IllegalArgumentException("a quoted name does not end: " + text);
    }

    private String arguments() {
        int end = text.lastIndexOf(')');
        if (!skip('(') || end < position) {
            throw new IllegalArgumentException("expected arguments in parentheses, found: " + rest());
        }
        String arguments = Identifiers.unescape(text.substring(position, end));
        position = end + 1;
        return arguments;
    }

    String rest() {
        return text.substring(position);
    }

    void expectEnd() {
        if (position < text.length()) {
            throw new IllegalArgumentException("unexpected text behind a name: " + rest());
        }
    }

    private boolean skip(char character) {
        if (position < text.length() && text.charAt(position) == character) {
            position++;
            return true;
        }
        return false;
    }
}
