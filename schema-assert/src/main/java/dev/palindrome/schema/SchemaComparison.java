package dev.palindrome.schema;

import dev.palindrome.schema.internal.SqlWhiteSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares an expected schema with an actual one. */
final class SchemaComparison {

    /** The pseudo attribute of an object that now belongs to another one. */
    private static final String BELONGS_TO = "belongs to";

    /** Attributes that hold a name, and are there only when it is not the server's own. */
    private static final Set<String> GIVEN_NAMES = Set.of("not null constraint", "identity sequence");

    private static final Set<String> TOKENIZED_LANGUAGES = Set.of("sql", "plpgsql");

    private final SortedMap<ObjectName, SchemaObject> missing;
    private final SortedMap<ObjectName, SchemaObject> added;
    private final SortedMap<ObjectName, SchemaObject> expected;
    private final SortedMap<ObjectName, SchemaObject> actual;
    private final Renames renames;
    private final List<Difference> differences = new ArrayList<>();

    SchemaComparison(SchemaSnapshot expectedSchema, SchemaSnapshot actualSchema) {
        expected = expectedSchema.objects();
        actual = actualSchema.objects();
        missing = onlyIn(expected, actual);
        added = onlyIn(actual, expected);
        renames = Renames.find(missing, added, actual);
    }

    private static SortedMap<ObjectName, SchemaObject> onlyIn(
            SortedMap<ObjectName, SchemaObject> objects, SortedMap<ObjectName, SchemaObject> others) {
        SortedMap<ObjectName, SchemaObject> only = new TreeMap<>(objects);
        only.keySet().removeAll(others.keySet());
        return only;
    }

    SchemaDiff diff() {
        if (expected.equals(actual)) {
            return new SchemaDiff(List.of());
        }
        renames.names().forEach(this::addRename);
        addFolded(missing, Difference::missing);
        addFolded(added, Difference::added);
        expected.forEach((name, object) -> {
            SchemaObject now = actual.get(name);
            if (now != null) {
                addAltered(object, now);
            }
        });
        addOrder();
        return new SchemaDiff(differences, ProbableRenames.find(missing, added, expected, actual));
    }

    private void addRename(ObjectName before, ObjectName after) {
        missing.remove(before);
        added.remove(after);
        differences.add(Difference.altered(
                before,
                Significance.NAME_ONLY,
                List.of(new AttributeChange("name", before.simpleName(), after.simpleName()))));
    }

    private interface OneSided {
        Difference of(SchemaObject object, String definition, List<Difference> parts);
    }

    private void addFolded(SortedMap<ObjectName, SchemaObject> objects, OneSided difference) {
        Map<ObjectName, List<Difference>> parts = objects.values().stream()
                .filter(object -> object.parent() != null && objects.containsKey(object.parent()))
                .collect(Collectors.groupingBy(
                        object -> Objects.requireNonNull(object.parent()),
                        Collectors.mapping(
                                object -> difference.of(object, object.summary(), List.of()), Collectors.toList())));
        objects.forEach((name, object) -> {
            if (object.parent() == null || !objects.containsKey(object.parent())) {
                List<Difference> own = parts.getOrDefault(name, List.of());
                differences.add(difference.of(object, Summary.of(object, own), own));
            }
        });
    }

    private void addAltered(SchemaObject before, SchemaObject after) {
        List<AttributeChange> changes = changes(before, after);
        if (!changes.isEmpty()) {
            Significance significance = changes.stream()
                    .map(change -> significance(change, before, after))
                    .reduce(BinaryOperator.minBy(Comparator.naturalOrder()))
                    .orElseThrow();
            differences.add(Difference.altered(before.name(), significance, changes));
        }
    }

    private static List<AttributeChange> changes(SchemaObject before, SchemaObject after) {
        Set<String> names = new LinkedHashSet<>();
        Stream.concat(before.attributes().stream(), after.attributes().stream())
                .forEach(attribute -> names.add(attribute.name()));
        List<AttributeChange> changes = new ArrayList<>();
        if (!Objects.equals(before.parent(), after.parent())) {
            changes.add(new AttributeChange(BELONGS_TO, text(before.parent()), text(after.parent())));
        }
        for (String name : names) {
            String was = before.attribute(name).orElse(null);
            String is = after.attribute(name).orElse(null);
            if (!Objects.equals(was, is)) {
                changes.add(new AttributeChange(name, was, is));
            }
        }
        return changes;
    }

    private static @Nullable String text(@Nullable ObjectName name) {
        return name == null ? null : name.toString();
    }

    private Significance significance(AttributeChange change, SchemaObject before, SchemaObject after) {
        if ((GIVEN_NAMES.contains(change.attribute()) && change.after() == null) || renames.explain(change)) {
            return Significance.NAME_ONLY;
        }
        if (change.attribute().equals("body")
                && change.before() != null
                && change.after() != null
                && TOKENIZED_LANGUAGES.contains(before.attribute("language").orElse(""))
                && before.attribute("language").equals(after.attribute("language"))
                && SqlWhiteSpace.isOnlyDifference(change.before(), change.after())) {
            return Significance.WHITESPACE_ONLY;
        }
        return Significance.REAL;
    }

    private void addOrder() {
        Map<ObjectName, List<String>> before = columns(expected, actual);
        Map<ObjectName, List<String>> after = columns(actual, expected);
        before.forEach((table, columns) -> {
            List<String> now = after.getOrDefault(table, List.of());
            if (!columns.equals(now)) {
                differences.add(Difference.altered(
                        table,
                        Significance.ORDER_ONLY,
                        List.of(new AttributeChange(
                                ColumnOrder.CHANGE, String.join(", ", columns), String.join(", ", now)))));
            }
        });
    }

    /** Return the columns, in order, that each table has in both schemas. */
    private static Map<ObjectName, List<String>> columns(
            SortedMap<ObjectName, SchemaObject> objects, SortedMap<ObjectName, SchemaObject> others) {
        return objects.values().stream()
                .filter(object -> object.rank() > 0 && others.containsKey(object.name()))
                .sorted(Comparator.comparingInt(SchemaObject::rank))
                .collect(Collectors.groupingBy(
                        object -> Objects.requireNonNull(object.parent()),
                        TreeMap::new,
                        Collectors.mapping(
                                object -> Identifiers.quote(object.name().simpleName()), Collectors.toList())));
    }
}
