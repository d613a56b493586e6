package dev.palindrome.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pairs what is missing with what was added. Careful: two objects that are merely alike, such as two text columns, are a
 * pair only when nothing else could be meant, or their names have a word in common.
 */
final class ProbableRenames {

    /** Of a table's columns so many must be the same, in name and definition. */
    private static final double SAME_COLUMNS = 0.75;

    /** What is said of an object, who owns it, and what else has a name of its own do not make it another one. */
    private static final Set<String> BESIDE_THE_POINT =
            Set.of("comment", "owner", "statistics", "not null constraint", "identity sequence");

    private final Collection<SchemaObject> missing;
    private final Collection<SchemaObject> added;
    private final SortedMap<ObjectName, SchemaObject> expected;
    private final SortedMap<ObjectName, SchemaObject> actual;

    private ProbableRenames(
            Collection<SchemaObject> missing,
            Collection<SchemaObject> added,
            SortedMap<ObjectName, SchemaObject> expected,
            SortedMap<ObjectName, SchemaObject> actual) {
        this.missing = missing;
        this.added = added;
        this.expected = expected;
        this.actual = actual;
    }

    static List<ProbableRename> find(
            SortedMap<ObjectName, SchemaObject> missing,
            SortedMap<ObjectName, SchemaObject> added,
            SortedMap<ObjectName, SchemaObject> expected,
            SortedMap<ObjectName, SchemaObject> actual) {
        if (missing.isEmpty() || added.isEmpty()) {
            return List.of();
        }
        return new ProbableRenames(standingAlone(missing), standingAlone(added), expected, actual).pairs();
    }

    /** What came or went with its table is told with the table. */
    private static List<SchemaObject> standingAlone(SortedMap<ObjectName, SchemaObject> objects) {
        return objects.values().stream()
                .filter(object -> object.parent() == null || !objects.containsKey(object.parent()))
                .toList();
    }

    private List<ProbableRename> pairs() {
        List<ProbableRename> pairs = new ArrayList<>();
        Set<ObjectName> taken = new HashSet<>();
        for (SchemaObject before : missing) {
            successor(before, taken).ifPresent(after -> {
                taken.add(after.name());
                pairs.add(new ProbableRename(before.name(), after.name()));
            });
        }
        return pairs;
    }

    private Optional<SchemaObject> successor(SchemaObject before, Set<ObjectName> taken) {
        List<SchemaObject> candidates = added.stream()
                .filter(after -> !taken.contains(after.name()) && isLike(before, after))
                .toList();
        if (candidates.size() == 1 && isAlone(before, candidates.get(0))) {
            return Optional.of(candidates.get(0));
        }
        return candidates.stream()
                .filter(after -> commonWords(before.name(), after.name()) > 0)
                .max(Comparator.comparingInt(after -> commonWords(before.name(), after.name())));
    }

    /** Return whether no other missing object could have become this one. */
    private boolean isAlone(SchemaObject before, SchemaObject after) {
        return missing.stream().filter(other -> isLike(other, after)).allMatch(before::equals);
    }

    private boolean isLike(SchemaObject before, SchemaObject after) {
        if (before.name().kind() != after.name().kind()
                || !Objects.equals(before.parent(), after.parent())
                || !before.name().arguments().equals(after.name().arguments())) {
            return false;
        }
        if (before.name().kind() == ObjectKind.TABLE) {
            return isNeighbour(before, after) && haveSameColumns(before, after);
        }
        return (before.parent() != null || isNeighbour(before, after))
                && essence(before).equals(essence(after));
    }

    /** Return whether the names differ in one part only: a rename, or a move to another schema. */
    private static boolean isNeighbour(SchemaObject before, SchemaObject after) {
        List<String> left = before.name().path();
        List<String> right = after.name().path();
        return left.size() == right.size()
                && Stream.iterate(0, i -> i < left.size(), i -> i + 1)
                                .filter(i -> !left.get(i).equals(right.get(i)))
                                .count()
                        == 1;
    }

    private static List<Attribute> essence(SchemaObject object) {
        return object.attributes().stream()
                .filter(attribute -> !BESIDE_THE_POINT.contains(attribute.name())
                        && !attribute.name().startsWith("grant to "))
                .toList();
    }

    private boolean haveSameColumns(SchemaObject before, SchemaObject after) {
        Map<String, List<Attribute>> left = columns(before, expected);
        Map<String, List<Attribute>> right = columns(after, actual);
        long same = left.entrySet().stream()
                .filter(column -> column.getValue().equals(right.get(column.getKey())))
                .count();
        return same > 0 && same >= SAME_COLUMNS * Math.max(left.size(), right.size());
    }

    private static Map<String, List<Attribute>> columns(
            SchemaObject table, SortedMap<ObjectName, SchemaObject> schema) {
        Predicate<SchemaObject> isColumn = object ->
                object.name().kind() == ObjectKind.COLUMN && table.name().equals(object.parent());
        return schema.values().stream()
                .filter(isColumn)
                .collect(Collectors.toMap(
                        column -> column.name().simpleName(),
                        // the name of the table stands in the default of a serial column
                        column -> essence(column).stream()
                                .filter(attribute -> !attribute.name().equals("default"))
                                .toList()));
    }

    /** Return how many words the last parts of two names have in common. */
    static int commonWords(ObjectName before, ObjectName after) {
        Set<String> words = words(before);
        words.retainAll(words(after));
        return words.size();
    }

    private static Set<String> words(ObjectName object) {
        return Stream.of(object.simpleName().split("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})"))
                .filter(word -> word.length() > 1)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
