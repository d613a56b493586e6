package dev.palindrome.roundtrip;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.roundtrip.execution.SqlFailure;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Sends scripts a statement at a time that their tool sends as a whole, to see what a single statement does. */
final class Stepwise {

    private Stepwise() {}

    /** Return the script with one statement in each message, if it can be sent so and has the same effect. */
    static Optional<SqlScript> of(SqlScript script) {
        if (!script.isForeseen()) {
            return Optional.empty();
        }
        if (isStepwise(script)) {
            return Optional.of(script.withoutProgram());
        }
        if (hasNoCopyData(script) && OneTransaction.insteadOfOwn(script).isPresent()) {
            return Optional.of(split(
                    script, script.statements().subList(1, script.statements().size() - 1)));
        }
        return CommitPoints.isOneImplicitTransaction(script)
                ? Optional.of(split(script, script.statements()))
                : Optional.empty();
    }

    private static boolean isStepwise(SqlScript script) {
        return script.batches().stream().allMatch(batch -> batch.statements().size() <= 1);
    }

    /** Lines for COPY are no part of its statement. */
    private static boolean hasNoCopyData(SqlScript script) {
        return script.batches().stream().allMatch(batch -> batch.copyData().isEmpty());
    }

    private static SqlScript split(SqlScript script, List<SqlStatement> statements) {
        List<Batch> batches = statements.stream()
                .map(statement ->
                        new Batch(statement.text(), statement.position(), List.of(statement), Optional.empty()))
                .toList();
        return script.withBatches(batches, TransactionMode.SCRIPT);
    }

    /**
     * Find the statement that a failure came from. The server names a place only in some errors, and a file that is sent as a whole
     * then has no single statement to blame.
     *
     * @param before the scripts that led to the state in which the script failed
     * @return the same failure with its statement; as it was, when sending one statement at a time fails otherwise or not at all
     */
    static SqlFailure locate(Chain chain, List<SqlScript> before, SqlScript script, SqlFailure failure)
            throws SQLException {
        if (failure.number() > 0 || isStepwise(script) || script.program().isPresent()) {
            return failure;
        }
        boolean implicit = CommitPoints.isOneImplicitTransaction(script);
        try (Stage stage = chain.copy()) {
            for (SqlScript earlier : before) {
                stage.run(earlier);
            }
            SqlScript stepwise = split(script, script.statements());
            return stage.run(implicit ? stepwise : stepwise.withBatches(stepwise.batches(), TransactionMode.NONE))
                    .failure()
                    .filter(found -> found.headline().equals(failure.headline()))
                    .orElse(failure);
        }
    }
}
