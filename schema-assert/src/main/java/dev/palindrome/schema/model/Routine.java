package dev.palindrome.schema.model;

import java.util.Optional;

/**
 * A function, a procedure or an aggregate.
 *
 * @param arguments the types of the arguments, comma-separated, as PostgreSQL writes them
 * @param returns what it returns; empty for a procedure
 */
public record Routine(Kind kind, String schema, String name, String arguments, Optional<String> returns) {

    /** What sort of routine it is. */
    public enum Kind {
        FUNCTION,
        PROCEDURE,
        AGGREGATE
    }
}
