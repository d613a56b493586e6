package dev.palindrome.roundtrip;

import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.roundtrip.execution.ScriptOutcome;
import dev.palindrome.roundtrip.execution.SqlFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a script may take on the few rows that we make. One that counts up to the largest number there is would fill the disk before it
 * comes to an end.
 *
 * @param time for each message to the server
 * @param isLast whether nothing else is tried where a script takes longer, so that this is how it fails
 */
record TimeLimit(Duration time, boolean isLast) {

    /** Rows and a busy machine make a script slower, but not so much. */
    private static final int TIMES_SLOWER = 20;

    /** A script took too long. */
    static final class ExceededException extends SQLException {
        private static final long serialVersionUID = 1L;

        private final transient SqlFailure failure;
        private final Duration after;

        private ExceededException(SqlFailure failure, Duration after) {
            super(failure.message());
            this.failure = failure;
            this.after = after;
        }

        /** Return what a user should know of the attempt. */
        String note(Revision revision) {
            return "revision %s was tried on rows without the largest numbers and the farthest dates: with them, %s was cancelled after %d s"
                    .formatted(revision.id(), failure.position(), after.toSeconds());
        }
    }

    /** Return the limit for the last attempt, which is longer where a revision takes its time even where no rows are. */
    TimeLimit forLastAttempt(Stage withoutRows, Revision revision) throws SQLException {
        long began = System.nanoTime();
        withoutRows.run(revision.upgrade());
        if (revision.downgrade() instanceof Downgrade.Script down) {
            withoutRows.run(down.script());
        }
        Duration slower = Duration.ofNanos(System.nanoTime() - began).multipliedBy(TIMES_SLOWER);
        return new TimeLimit(slower.compareTo(time) > 0 ? slower : time, true);
    }

    /**
     * Run a script.
     *
     * @throws ExceededException where it is cancelled, by this limit or by one that it sets itself, and this is not the last attempt
     */
    ScriptOutcome run(SqlScript script, Run how) throws SQLException {
        long began = System.nanoTime();
        ScriptOutcome outcome = how.run(script);
        Optional<SqlFailure> cancelled = outcome.failure().filter(SqlFailure::isCancelled);
        if (cancelled.isEmpty()) {
            return outcome;
        }
        Duration after = Duration.ofNanos(System.nanoTime() - began);
        if (!isLast) {
            throw new ExceededException(cancelled.get(), after);
        }
        return after.compareTo(time) < 0
                ? outcome
                : new ScriptOutcome.Failed(cancelled
                        .get()
                        .withMessage("it had not ended after %d s, and was cancelled".formatted(time.toSeconds())));
    }

    /** How a script is run. */
    @FunctionalInterface
    interface Run {
        ScriptOutcome run(SqlScript script) throws SQLException;
    }
}
