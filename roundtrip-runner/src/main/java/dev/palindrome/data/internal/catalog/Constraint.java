package dev.palindrome.data.internal.catalog;

import java.util.List;

/**
 * A constraint other than a foreign key, or a unique index.
 *
 * @param columns those it looks at
 * @param expression a CHECK's condition, or what an index computes, several separated by commas; empty for none
 * @param definition as PostgreSQL writes it
 */
public record Constraint(String name, Kind kind, List<String> columns, String expression, String definition) {

    /** What a constraint demands. */
    public enum Kind {
        CHECK,
        UNIQUE,
        EXCLUSION,
        /** An index that refuses no row by itself, but whose predicate or expressions tell what values matter. */
        INDEX
    }
}
