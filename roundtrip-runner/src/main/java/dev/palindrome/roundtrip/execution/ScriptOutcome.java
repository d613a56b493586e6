package dev.palindrome.roundtrip.execution;

import java.util.Optional;

/** How a script ended. */
public sealed interface ScriptOutcome {

    /** Every statement was accepted and committed. */
    record Completed() implements ScriptOutcome {}

    /** The server refused the script; what its transaction held was rolled back. */
    record Failed(SqlFailure reason) implements ScriptOutcome {}

    /** Return why the script failed; empty when it did not. */
    default Optional<SqlFailure> failure() {
        return this instanceof Failed failed ? Optional.of(failed.reason()) : Optional.empty();
    }

    default boolean isCompleted() {
        return this instanceof Completed;
    }
}
