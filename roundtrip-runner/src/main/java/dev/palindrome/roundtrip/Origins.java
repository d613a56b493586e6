package dev.palindrome.roundtrip;

import dev.palindrome.revision.RevisionId;
import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.SchemaObject;
import dev.palindrome.schema.SchemaSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which revision brought each object of the schema. An object that a revision renames keeps its origin, where the
 * renaming can be told: the same definition is gone under one name and has come under one other.
 */
final class Origins {

    private final Map<ObjectName, Arrival> arrivals = new HashMap<>();
    private @Nullable SchemaSnapshot first;
    private @Nullable SchemaSnapshot known;
    private int moments;

    /**
     * When an object came, and by which revision.
     *
     * @param moment the larger, the later
     * @param revision empty when nobody watched: by the setup statements, or by a revision that was only upgraded through
     * @param type what it was then of, for a column
     * @param from its name in the first schema that was seen, when it was there already
     */
    private record Arrival(
            int moment, Optional<RevisionId> revision, Optional<String> type, Optional<ObjectName> from) {}

    /** Note what the upgrade of a revision changed. */
    void upgraded(RevisionId revision, SchemaSnapshot before, SchemaSnapshot after) {
        become(before, Optional.empty());
        become(after, Optional.of(revision));
    }

    /** Note what is there in the end, after revisions that nobody watched. */
    void ended(SchemaSnapshot head) {
        become(head, Optional.empty());
    }

    /** Go on with what was seen by others who began where this ends, or above. */
    void continueWith(Origins later) {
        if (later.first == null) {
            return;
        }
        become(later.first, Optional.empty());
        Map<ObjectName, Arrival> joined = new HashMap<>();
        later.arrivals.forEach((name, arrival) -> joined.put(
                name,
                arrival.from
                        .map(arrivals::get)
                        .orElseGet(() -> new Arrival(
                                moments + arrival.moment, arrival.revision, arrival.type, Optional.empty()))));
        arrivals.clear();
        arrivals.putAll(joined);
        known = later.known;
        moments += later.moments;
    }

    /** Return the revision that brought the last of the objects; empty when nobody watched it. */
    Optional<RevisionId> ofLast(Collection<ObjectName> objects) {
        return objects.stream()
                .map(arrivals::get)
                .filter(Objects::nonNull)
                .max(Comparator.comparing(Arrival::moment))
                .flatMap(Arrival::revision);
    }

    /** Return the type that a column had when it came; empty for anything else. */
    Optional<String> typeOnArrival(ObjectName column) {
        return Optional.ofNullable(arrivals.get(column)).flatMap(Arrival::type);
    }

    private static Optional<String> type(SchemaObject object) {
        return object.name().kind() == ObjectKind.COLUMN ? object.attribute("type") : Optional.empty();
    }

    private void become(SchemaSnapshot schema, Optional<RevisionId> revision) {
        if (schema.equals(known)) {
            return;
        }
        Map<ObjectName, SchemaObject> now = (known == null ? schema : schema.lessSharedWith(known)).objects();
        Map<ObjectName, SchemaObject> before =
                known == null ? Map.of() : known.lessSharedWith(schema).objects();
        moments++;
        Map<ObjectName, SchemaObject> come = without(now, before.keySet());
        Map<ObjectName, SchemaObject> gone = without(before, now.keySet());
        Map<ObjectName, ObjectName> formerTables = formerTables(come, gone);
        Map<ObjectName, Arrival> arrived = new HashMap<>();
        if (known == null) {
            first = schema;
            come.forEach((name, object) ->
                    arrived.put(name, new Arrival(moments, revision, type(object), Optional.of(name))));
            come = Map.of();
        }
        for (SchemaObject object : come.values()) {
            ObjectName former = former(object, formerTables, gone);
            Arrival arrival = new Arrival(moments, revision, type(object), Optional.empty());
            arrived.put(object.name(), former == null ? arrival : arrivals.getOrDefault(former, arrival));
        }
        arrivals.keySet().removeAll(gone.keySet());
        arrivals.putAll(arrived);
        known = schema;
    }

    private static Map<ObjectName, SchemaObject> without(Map<ObjectName, SchemaObject> objects, Set<ObjectName> names) {
        Map<ObjectName, SchemaObject> rest = new TreeMap<>(objects);
        rest.keySet().removeAll(new TreeSet<>(names));
        return rest;
    }

    private static @Nullable ObjectName former(
            SchemaObject object, Map<ObjectName, ObjectName> formerTables, Map<ObjectName, SchemaObject> gone) {
        if (formerTables.containsKey(object.name())) {
            return formerTables.get(object.name());
        }
        ObjectName parent = object.parent();
        ObjectName formerParent = parent == null ? null : formerTables.getOrDefault(parent, parent);
        return only(gone.values().stream()
                .filter(candidate -> candidate.name().kind() == object.name().kind())
                .filter(candidate -> formerParent != null && formerParent.equals(candidate.parent()))
                .filter(candidate -> candidate.attributes().equals(object.attributes()))
                .map(SchemaObject::name)
                .filter(candidate -> formerParent.equals(parent)
                        || candidate.simpleName().equals(object.name().simpleName()))
                .toList());
    }

    /** Return the former name of each table that has come while one with the same columns has gone. */
    private static Map<ObjectName, ObjectName> formerTables(
            Map<ObjectName, SchemaObject> come, Map<ObjectName, SchemaObject> gone) {
        Map<List<Object>, List<ObjectName>> newTables = byShape(come);
        Map<ObjectName, ObjectName> former = new HashMap<>();
        byShape(gone).forEach((shape, oldNames) -> {
            ObjectName newName = only(newTables.getOrDefault(shape, List.of()));
            ObjectName oldName = only(oldNames);
            if (newName != null && oldName != null) {
                former.put(newName, oldName);
            }
        });
        return former;
    }

    /** By columns and their types alone: defaults and NOT NULL may go by names that were made of the table's. */
    private static Map<List<Object>, List<ObjectName>> byShape(Map<ObjectName, SchemaObject> objects) {
        Map<ObjectName, List<Object>> shapes = new TreeMap<>();
        objects.values().stream()
                .filter(object -> object.name().kind() == ObjectKind.TABLE)
                .forEach(table -> shapes.put(table.name(), new ArrayList<>(List.of(table.attributes()))));
        objects.values().stream()
                .filter(object -> object.name().kind() == ObjectKind.COLUMN)
                .filter(column -> column.parent() != null && shapes.containsKey(column.parent()))
                .forEach(column ->
                        shapes.get(column.parent()).add(List.of(column.name().simpleName(), column.attribute("type"))));
        Map<List<Object>, List<ObjectName>> names = new HashMap<>();
        shapes.forEach((table, shape) ->
                names.computeIfAbsent(shape, any -> new ArrayList<>()).add(table));
        return names;
    }

    private static @Nullable ObjectName only(List<ObjectName> names) {
        return names.size() == 1 ? names.get(0) : null;
    }
}
