package dev.palindrome.schema;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a snapshot leaves out. Immutable. */
public final class SnapshotOptions {

    private static final SnapshotOptions DEFAULTS = new SnapshotOptions(new TreeSet<>(), new TreeSet<>(), true);

    private final Set<ObjectName> ignoredTables;
    private final Set<String> ignoredSchemas;
    private final boolean ownersAndGrants;

    private SnapshotOptions(Set<ObjectName> ignoredTables, Set<String> ignoredSchemas, boolean ownersAndGrants) {
        this.ignoredTables = ignoredTables;
        this.ignoredSchemas = ignoredSchemas;
        this.ownersAndGrants = ownersAndGrants;
    }

    /** Return options that leave nothing out. */
    public static SnapshotOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Leave out a table with everything that belongs to it: columns, constraints, indexes, triggers, sequences. Meant for
     * the table in which a migration tool keeps its state.
     *
     * @param qualifiedName schema and table, such as {@code public.schema_migrations}; a part that is not plain lower case
     *     stands in double quotes; a table that is not there is no error
     * @throws IllegalArgumentException when the name is not of this form
     */
    public SnapshotOptions withIgnoredTable(String qualifiedName) {
        Set<ObjectName> more = new TreeSet<>(ignoredTables);
        more.add(tableName(qualifiedName));
        return new SnapshotOptions(more, ignoredSchemas, ownersAndGrants);
    }

    /**
     * Leave out a schema with everything in it. Meant for the schema in which a migration tool keeps its state.
     *
     * @param name as the catalogue has it, without quotes; a schema that is not there is no error
     */
    public SnapshotOptions withIgnoredSchema(String name) {
        Set<String> more = new TreeSet<>(ignoredSchemas);
        more.add(name);
        return new SnapshotOptions(ignoredTables, more, ownersAndGrants);
    }

    private static ObjectName tableName(String qualifiedName) {
        try {
            ObjectName name = ObjectName.parse(ObjectKind.TABLE.label() + " " + qualifiedName);
            if (name.path().size() == 2) {
                return name;
            }
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(expectation(qualifiedName), malformed);
        }
        throw new IllegalArgumentException(expectation(qualifiedName));
    }

    private static String expectation(String qualifiedName) {
        return "ignoredTable must be a schema and a table, such as public.schema_migrations, was " + qualifiedName;
    }

    /** Leave out owners and grants, to compare databases whose servers have other roles. */
    public SnapshotOptions withoutOwnersAndGrants() {
        return new SnapshotOptions(ignoredTables, ignoredSchemas, false);
    }

    /** Tell whether a snapshot with these options has all that there is. */
    public boolean leavesNothingOut() {
        return ownersAndGrants && ignoredTables.isEmpty() && ignoredSchemas.isEmpty();
    }

    /** Return the tables that are left out, sorted. */
    public List<ObjectName> ignoredTables() {
        return List.copyOf(ignoredTables);
    }

    boolean ignores(@Nullable ObjectName name) {
        return name != null && (ignoredTables.contains(name) || isInIgnoredSchema(name));
    }

    private boolean isInIgnoredSchema(ObjectName name) {
        return (name.kind() == ObjectKind.SCHEMA || name.path().size() > 1)
                && ignoredSchemas.contains(name.path().get(0));
    }

    boolean includesOwnersAndGrants() {
        return ownersAndGrants;
    }
}
