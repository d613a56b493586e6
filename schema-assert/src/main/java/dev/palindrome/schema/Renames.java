package dev.palindrome.schema;

import dev.palindrome.schema.internal.DefinitionColumns;
import dev.palindrome.schema.internal.ServerMadeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Objects that came back under another name, which the server made up. A name that a person gave and that another
 * person's name replaced is not among them.
 */
final class Renames {

    /** Sequences first: a renamed one changes defaults; then indexes, to which other indexes are attached. */
    private static final List<ObjectKind> KINDS = List.of(ObjectKind.SEQUENCE, ObjectKind.INDEX, ObjectKind.CONSTRAINT);

    /** Attributes in which the server writes the name of such an object. */
    private static final Set<String> REFERRING = Set.of("default", "attached to", "index attached to");

    private final SortedMap<ObjectName, ObjectName> names = new TreeMap<>();

    private Renames() {}

    static Renames find(
            SortedMap<ObjectName, SchemaObject> missing,
            SortedMap<ObjectName, SchemaObject> added,
            SortedMap<ObjectName, SchemaObject> actual) {
        Renames renames = new Renames();
        for (ObjectKind kind : KINDS) {
            List<SchemaObject> candidates = new ArrayList<>(added.values());
            candidates.removeIf(object -> object.name().kind() != kind || !isServerMade(object, actual));
            for (SchemaObject object : missing.values()) {
                renames.match(object, candidates);
            }
        }
        return renames;
    }

    private void match(SchemaObject before, List<SchemaObject> candidates) {
        for (SchemaObject after : candidates) {
            if (before.name().kind() == after.name().kind()
                    && before.parent() != null
                    && before.parent().equals(after.parent())
                    && sameDefinition(before, after)) {
                names.put(before.name(), after.name());
                candidates.remove(after);
                return;
            }
        }
    }

    private boolean sameDefinition(SchemaObject before, SchemaObject after) {
        return before.attributes().size() == after.attributes().size()
                && before.attributes().stream()
                        .allMatch(attribute -> isSame(
                                attribute.name(),
                                attribute.value(),
                                after.attribute(attribute.name()).orElse(null)));
    }

    private boolean isSame(String attribute, String before, @Nullable String after) {
        return before.equals(after) || explain(new AttributeChange(attribute, before, after));
    }

    /** Return each old name with the new one. */
    SortedMap<ObjectName, ObjectName> names() {
        return names;
    }

    /** Return whether the change follows from these renames alone. */
    boolean explain(AttributeChange change) {
        if (change.before() == null || change.after() == null || !REFERRING.contains(change.attribute())) {
            return false;
        }
        String translated = change.before();
        for (Map.Entry<ObjectName, ObjectName> rename : names.entrySet()) {
            translated = mention(rename.getKey())
                    .matcher(translated)
                    .replaceAll(Matcher.quoteReplacement(rename.getValue().qualifiedName()));
        }
        return translated.equals(change.after());
    }

    private static Pattern mention(ObjectName name) {
        return Pattern.compile("(?<![\\w\"$.])" + Pattern.quote(name.qualifiedName()) + "(?![\\w\"$.])");
    }

    private static boolean isServerMade(SchemaObject object, SortedMap<ObjectName, SchemaObject> schema) {
        if (object.parent() == null) {
            return false;
        }
        String name = object.name().simpleName();
        String table = object.parent().simpleName();
        String definition = object.attribute("definition").orElse("");
        return switch (object.name().kind()) {
            case SEQUENCE ->
                columns(object.parent(), schema).stream()
                        .anyMatch(column -> ServerMadeNames.matches(name, table, column, "seq"));
            case INDEX -> isServerMade(name, table, definition, "idx");
            case CONSTRAINT -> isServerMadeConstraint(object, name, table, definition, schema);
            default -> false;
        };
    }

    private static boolean isServerMadeConstraint(
            SchemaObject object,
            String name,
            String table,
            String definition,
            SortedMap<ObjectName, SchemaObject> schema) {
        if (definition.startsWith("PRIMARY KEY")) {
            return ServerMadeNames.matches(name, table, null, "pkey");
        }
        if (definition.startsWith("UNIQUE")) {
            return isServerMade(name, table, definition, "key");
        }
        if (definition.startsWith("FOREIGN KEY")) {
            return isServerMade(name, table, definition, "fkey");
        }
        if (definition.startsWith("EXCLUDE")) {
            return isServerMade(name, table, definition, "excl");
        }
        return definition.startsWith("CHECK")
                && (ServerMadeNames.matches(name, table, null, "check")
                        || columns(Objects.requireNonNull(object.parent()), schema).stream()
                                .anyMatch(column -> ServerMadeNames.matches(name, table, column, "check")));
    }

    private static boolean isServerMade(String name, String table, String definition, String label) {
        return DefinitionColumns.nameParts(definition).stream()
                .anyMatch(columns -> ServerMadeNames.matches(name, table, columns, label));
    }

    private static List<String> columns(ObjectName table, SortedMap<ObjectName, SchemaObject> schema) {
        return schema.values().stream()
                .filter(object -> object.name().kind() == ObjectKind.COLUMN && table.equals(object.parent()))
                .map(object -> object.name().simpleName())
                .toList();
    }
}
