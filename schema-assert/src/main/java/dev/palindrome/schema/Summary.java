package dev.palindrome.schema;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An object's definition in a few words, and what belongs to a table in numbers. */
final class Summary {

    private static final int MAXIMUM_LENGTH = 160;

    /** The attributes whose value says by itself what it is. */
    private static final List<String> SPEAKING = List.of("type", "definition", "base type");

    private static final Map<ObjectKind, String> PLURALS = new EnumMap<>(Map.of(
            ObjectKind.INDEX, "indexes",
            ObjectKind.POLICY, "policies"));

    private Summary() {}

    static String of(SchemaObject object) {
        String words = object.attribute("enum").isPresent()
                ? "enum (" + object.attribute("enum").get() + ")"
                : object.attributes().stream()
                        .filter(Summary::isDefining)
                        .map(Summary::words)
                        .collect(Collectors.joining(", "));
        return abbreviate(prefix(object) + words.replaceAll("\\s+", " ").strip());
    }

    private static String prefix(SchemaObject object) {
        return object.name().kind() == ObjectKind.INDEX && object.parent() != null
                ? "on " + object.parent().qualifiedName() + " "
                : "";
    }

    private static boolean isDefining(Attribute attribute) {
        String name = attribute.name();
        return !name.equals("owner")
                && !name.startsWith("grant to ")
                && !name.endsWith("comment")
                && !name.equals("body")
                && !name.equals("sql body");
    }

    private static String words(Attribute attribute) {
        if (SPEAKING.contains(attribute.name())) {
            return attribute.value();
        }
        return attribute.isFlag() ? attribute.name() : attribute.name() + " " + attribute.value();
    }

    private static String abbreviate(String words) {
        return words.length() <= MAXIMUM_LENGTH ? words : words.substring(0, MAXIMUM_LENGTH - 4) + " ...";
    }

    /** Return the object's summary and what comes with it, such as {@code with 5 columns, 1 index}. */
    static String of(SchemaObject object, List<Difference> parts) {
        if (parts.isEmpty()) {
            return of(object);
        }
        Map<ObjectKind, Long> counts = parts.stream()
                .collect(Collectors.groupingBy(
                        part -> part.name().kind(), () -> new EnumMap<>(ObjectKind.class), Collectors.counting()));
        String words = of(object);
        return (words.isEmpty() ? "with " : words + ", with ")
                + counts.entrySet().stream()
                        .map(count -> count(count.getKey(), count.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String count(ObjectKind kind, long count) {
        return count + " " + (count == 1 ? kind.label() : PLURALS.getOrDefault(kind, kind.label() + "s"));
    }
}
