package dev.palindrome.autogenerate;

import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.SchemaObject;
import dev.palindrome.schema.SchemaSnapshot;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** A snapshot, with what belongs to each object at hand. */
final class Schema {

    private final Map<ObjectName, SchemaObject> objects;
    private final Map<ObjectName, List<SchemaObject>> parts;

    private Schema(Map<ObjectName, SchemaObject> objects, Map<ObjectName, List<SchemaObject>> parts) {
        this.objects = objects;
        this.parts = parts;
    }

    static Schema of(SchemaSnapshot snapshot) {
        return new Schema(
                snapshot.objects(),
                snapshot.objects().values().stream()
                        .filter(object -> object.parent() != null)
                        .sorted(Comparator.comparingInt(SchemaObject::rank).thenComparing(SchemaObject::name))
                        .collect(Collectors.groupingBy(
                                object -> Objects.requireNonNull(object.parent()), HashMap::new, Collectors.toList())));
    }

    /** Return all objects, by name. */
    Map<ObjectName, SchemaObject> objects() {
        return objects;
    }

    Optional<SchemaObject> find(ObjectName name) {
        return Optional.ofNullable(objects.get(name));
    }

    /** Return what belongs to an object: columns in their order, then the others by name. */
    List<SchemaObject> parts(ObjectName parent) {
        return parts.getOrDefault(parent, List.of());
    }

    List<SchemaObject> parts(ObjectName parent, ObjectKind kind) {
        return parts(parent).stream().filter(part -> part.name().kind() == kind).toList();
    }

    /** Return whether a column is what it is because of the table that its own table is a partition of, or inherits from. */
    boolean follows(SchemaObject object) {
        return object.name().kind() == ObjectKind.COLUMN
                && (object.attribute("inherited").filter("yes"::equals).isPresent()
                        || Optional.ofNullable(object.parent())
                                .flatMap(this::find)
                                .flatMap(table -> table.attribute("partition of"))
                                .isPresent());
    }

    /** Return whether any definition speaks of this text. */
    boolean mentions(String text) {
        return objects.values().stream()
                .flatMap(object -> object.attributes().stream())
                .anyMatch(attribute -> attribute.value().contains(text));
    }
}
