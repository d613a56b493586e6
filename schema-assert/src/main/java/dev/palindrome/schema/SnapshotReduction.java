package dev.palindrome.schema;

import java.util.List;

/** Takes out of a snapshot what options leave out, as {@link SnapshotBuilder} does while it reads. */
final class SnapshotReduction {

    private SnapshotReduction() {}

    static SchemaSnapshot of(SchemaSnapshot snapshot, SnapshotOptions options) {
        return SchemaSnapshot.of(snapshot.objects().values().stream()
                .filter(object -> !options.ignores(object.name()) && !options.ignores(object.parent()))
                .filter(object -> options.includesOwnersAndGrants() || !isThereForItsGrants(object))
                .map(object -> options.includesOwnersAndGrants() ? object : withoutOwnersAndGrants(object))
                .toList());
    }

    /** Objects of the system, of extensions, and the columns of views count only for what was set on them. */
    private static boolean isThereForItsGrants(SchemaObject object) {
        return !object.attributes().isEmpty()
                && object.attributes().stream().allMatch(SnapshotReduction::isGrant)
                && (object.name().kind() != ObjectKind.SCHEMA
                        || object.name().simpleName().startsWith("pg_"));
    }

    private static SchemaObject withoutOwnersAndGrants(SchemaObject object) {
        List<Attribute> kept = object.attributes().stream()
                .filter(attribute -> !attribute.name().equals("owner") && !isGrant(attribute))
                .toList();
        return new SchemaObject(object.name(), object.parent(), object.rank(), kept);
    }

    /** Those of an identity column's sequence, and of a system table's column, stand under a longer name. */
    private static boolean isGrant(Attribute attribute) {
        String name = attribute.name();
        return name.startsWith(Grants.PREFIX)
                || (name.contains(" " + Grants.PREFIX)
                        && (name.startsWith("identity sequence ") || name.startsWith("of column ")));
    }
}
