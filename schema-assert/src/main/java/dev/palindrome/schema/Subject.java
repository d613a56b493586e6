package dev.palindrome.schema;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The object that claims are about. One that is missing has been reported; claims on it are passed over, so that soft
 * assertions tell of it once.
 */
record Subject(Scope scope, ObjectName name, @Nullable SchemaObject object) {

    void ifPresent(Consumer<SchemaObject> claim) {
        if (object != null) {
            claim.accept(object);
        }
    }

    boolean isMissing() {
        return object == null;
    }

    Subject describedBy(String description) {
        return new Subject(scope.describedBy(description), name, object);
    }

    /** Return a part of the object; a part that is missing is reported, unless the whole is missing. */
    Subject part(ObjectKind kind, String partName) {
        return part(name.child(kind, Names.simple(kind, partName)));
    }

    Subject part(ObjectName part) {
        if (isMissing()) {
            return missing(part);
        }
        Subject found = scope.find(part);
        if (found.object == null || name.equals(found.object.parent())) {
            return found;
        }
        scope.fail("Expected %s of %s, but it belongs to %s".formatted(part, name, found.object.parent()));
        return missing(part);
    }

    Subject missing(ObjectName part) {
        return new Subject(scope, part, null);
    }

    /** Return the parts of one kind: columns in their order, everything else by name. */
    Stream<SchemaObject> parts(ObjectKind kind) {
        return snapshot().objects().values().stream()
                .filter(candidate -> candidate.name().kind() == kind && name.equals(candidate.parent()))
                .sorted((left, right) -> Integer.compare(left.rank(), right.rank()));
    }

    List<String> partNames(ObjectKind kind) {
        return parts(kind)
                .map(part -> Identifiers.quote(part.name().simpleName()))
                .toList();
    }

    private SchemaSnapshot snapshot() {
        return Objects.requireNonNull(scope.snapshot());
    }

    /** Return the object that this one belongs to; null for one that stands alone. */
    @Nullable
    SchemaObject whole() {
        return object == null || object.parent() == null
                ? null
                : snapshot().objects().get(object.parent());
    }
}
