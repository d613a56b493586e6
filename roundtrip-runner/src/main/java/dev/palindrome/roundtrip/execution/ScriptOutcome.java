package dev.palindrome.roundtrip.execution;

import java.util.Optional;

/** How a script ended. */
public sealed interface ScriptOutcome {

    /** Every statement was accepted and committed. */
    record Completed() implements ScriptOutcome {}

    /** The server refused the script; what its transaction held was rolled back. */
    record Failed(SqlFailure reason) implements ScriptOutcome {}

    /**
     * The tool passed over the script, as its author wants it in a database like this one.
     *
     * @param reason in words, with file and line
     * @param isRecorded whether the tool writes down that the script ran
     */
    record Skipped(String reason, boolean isRecorded) implements ScriptOutcome {}

    /** Return why the script failed; empty when it did not. */
    default Optional<SqlFailure> failure() {
        return this instanceof Failed failed ? Optional.of(failed.reason()) : Optional.empty();
    }

    /** Tell whether every statement was accepted; neither a script that failed nor one that was passed over. */
    default boolean isCompleted() {
        return this instanceof Completed;
    }

    /** Return why the script was passed over; empty when it was not. */
    default Optional<Skipped> skipped() {
        return this instanceof Skipped skipped ? Optional.of(skipped) : Optional.empty();
    }
}
