package dev.palindrome.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a snapshot from its text form, see {@link SnapshotFormat}. */
final class SnapshotParser {

    private final String[] lines;
    private int next;
    private final SortedMap<ObjectName, SchemaObject> objects = new TreeMap<>();
    private final Map<ObjectName, Integer> ranks = new HashMap<>();

    SnapshotParser(String text) {
        // a checkout on Windows may have changed the line ends; a carriage return of the schema itself is escaped
        this.lines = text.replace("\r\n", "\n").split("\n", -1);
    }

    SchemaSnapshot parse() {
        if (!lines[0].equals(SnapshotFormat.HEADER)) {
            throw new MalformedSnapshotException(
                    1,
                    "expected \"" + SnapshotFormat.HEADER + "\", found \"" + lines[0]
                            + "\". Write the snapshot again with this version of Palindrome.");
        }
        next = 1;
        while (next < lines.length) {
            if (lines[next].isEmpty()) {
                next++;
            } else {
                try {
                    object();
                } catch (MalformedSnapshotException e) {
                    throw e;
                } catch (IllegalArgumentException e) {
                    throw new MalformedSnapshotException(next, e);
                }
            }
        }
        return SchemaSnapshot.of(objects.values());
    }

    private void object() {
        ObjectName name = ObjectName.parse(lines[next++]);
        List<Attribute> attributes = new ArrayList<>();
        while (isAttribute(SnapshotFormat.INDENT) && !isChild()) {
            attributes.add(attribute(SnapshotFormat.INDENT));
        }
        add(new SchemaObject(name, null, 0, attributes));
        while (isChild()) {
            child(name);
        }
        if (next < lines.length && !lines[next].isEmpty()) {
            next++;
            throw new IllegalArgumentException(
                    "expected a part of " + name + ", indented by two spaces, or an empty line");
        }
    }

    private void add(SchemaObject object) {
        if (objects.put(object.name(), object) != null) {
            throw new IllegalArgumentException(object.name() + " stands here a second time");
        }
    }

    private boolean isChild() {
        if (!isAttribute(SnapshotFormat.INDENT)) {
            return false;
        }
        String line = lines[next].substring(SnapshotFormat.INDENT.length());
        for (ObjectKind kind : ObjectKind.values()) {
            if (kind.mayBelongToAnother() && line.startsWith(kind.label() + " ")) {
                return true;
            }
        }
        return false;
    }

    private boolean isAttribute(String indent) {
        return next < lines.length
                && lines[next].startsWith(indent)
                && lines[next].length() > indent.length()
                && lines[next].charAt(indent.length()) != ' ';
    }

    private void child(ObjectName parent) {
        String line = lines[next++];
        NameScanner scanner = new NameScanner(line.substring(SnapshotFormat.INDENT.length()));
        ObjectName name = parent.child(scanner.kind(), scanner.identifier());
        List<Attribute> attributes = new ArrayList<>();
        inline(scanner.rest(), attributes);
        String indent = SnapshotFormat.INDENT + SnapshotFormat.INDENT;
        while (isAttribute(indent)) {
            attributes.add(attribute(indent));
        }
        int rank = ColumnOrder.isKept(name, parent) ? ranks.merge(parent, 1, Integer::sum) : 0;
        add(new SchemaObject(name, parent, rank, attributes));
    }

    private static void inline(String rest, List<Attribute> attributes) {
        if (rest.isEmpty()) {
            return;
        }
        List<String> parts = split(rest, '|');
        if (!parts.get(0).isBlank()) {
            throw new IllegalArgumentException(
                    "expected \"" + SnapshotFormat.SEPARATOR + "\" behind a name, found: " + rest);
        }
        for (String part : parts.subList(1, parts.size())) {
            attributes.add(attributeOf(part));
        }
    }

    private Attribute attribute(String indent) {
        String line = lines[next++].substring(indent.length());
        Attribute attribute = attributeOf(line);
        @Nullable String block = block(indent + SnapshotFormat.INDENT);
        return block == null ? attribute : new Attribute(attribute.name(), block);
    }

    private @Nullable String block(String indent) {
        List<String> block = new ArrayList<>();
        while (next < lines.length && isBlockLine(lines[next], indent)) {
            String line = lines[next++].substring(indent.length());
            String content = line.length() > 1 ? line.substring(2) : "";
            block.add(line.charAt(0) == SnapshotFormat.ESCAPED ? Identifiers.unescape(content) : content);
        }
        return block.isEmpty() ? null : String.join("\n", block);
    }

    private static boolean isBlockLine(String line, String indent) {
        if (!line.startsWith(indent) || line.length() == indent.length()) {
            return false;
        }
        char mark = line.charAt(indent.length());
        return (mark == SnapshotFormat.RAW || mark == SnapshotFormat.ESCAPED)
                && (line.length() == indent.length() + 1 || line.charAt(indent.length() + 1) == ' ');
    }

    private static Attribute attributeOf(String text) {
        List<String> parts = split(text, ':');
        String name = Identifiers.unescape(withoutOuterSpaces(parts.get(0)));
        if (parts.size() == 1) {
            return new Attribute(name, Attribute.YES);
        }
        String value = text.substring(parts.get(0).length() + 1);
        return new Attribute(name, Identifiers.unescape(withoutOuterSpaces(value)));
    }

    /** Only the spaces that the form puts there: other white space belongs to the value. */
    private static String withoutOuterSpaces(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(start, end);
    }

    /** Split at a character, except behind a backslash. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == separator) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
