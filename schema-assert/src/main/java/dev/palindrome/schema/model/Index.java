package dev.palindrome.schema.model;

import java.util.List;
import java.util.Optional;

/**
 * An index of a table; the one behind a primary key, a unique or an exclusion constraint, too.
 *
 * @param method the access method, such as {@code btree}
 * @param keys what is indexed, in order, as PostgreSQL writes it: a column or an expression, with its collation, operator
 *     class and direction where these are not the usual ones
 * @param included the columns that are only carried along, {@code INCLUDE}
 * @param predicate the condition of a partial index
 * @param nullsDistinct whether a unique index takes several NULLs, as it does unless told otherwise
 * @param immediate whether uniqueness is enforced at once; false for a deferrable constraint
 * @param valid false for what a failed {@code CREATE INDEX CONCURRENTLY} left, which no query uses
 * @param neededOtherwise whether it is the replica identity, what the table is clustered by, or part of a partitioned index
 * @param constraint the constraint that it enforces
 * @param definition the command that makes it
 */
public record Index(
        String name,
        String method,
        List<Key> keys,
        List<String> included,
        Optional<String> predicate,
        boolean unique,
        boolean nullsDistinct,
        boolean immediate,
        boolean valid,
        boolean neededOtherwise,
        Optional<Constraint> constraint,
        String definition) {

    public Index {
        keys = List.copyOf(keys);
        included = List.copyOf(included);
    }

    /**
     * One part of an index.
     *
     * @param text as PostgreSQL writes it
     * @param column the column, when a search for a value of it can use this part; empty for an expression, or a collation
     *     that is not the column's
     */
    public record Key(String text, Optional<String> column) {}

    /** A constraint that an index enforces. */
    public record Constraint(String name, Kind kind) {

        /** What it demands. */
        public enum Kind {
            PRIMARY_KEY,
            UNIQUE,
            EXCLUSION
        }
    }

    /** Return whether this is the index of a primary key. */
    public boolean isPrimaryKey() {
        return constraint
                .filter(enforced -> enforced.kind() == Constraint.Kind.PRIMARY_KEY)
                .isPresent();
    }

    /** Return the columns of {@link #keys()}, leaving out expressions. */
    public List<String> columns() {
        return keys.stream().flatMap(key -> key.column().stream()).toList();
    }
}
