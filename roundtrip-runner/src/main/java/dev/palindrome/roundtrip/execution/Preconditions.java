package dev.palindrome.roundtrip.execution;

import dev.palindrome.revision.RunConditions;
import dev.palindrome.revision.RunConditions.Precondition;
import dev.palindrome.revision.RunConditions.Reaction;
import dev.palindrome.revision.SqlScript;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks a database whether a script is to be run there. */
final class Preconditions {

    private final ScriptRunner runner;
    private final RunConditions conditions;

    Preconditions(ScriptRunner runner, RunConditions conditions) {
        this.runner = runner;
        this.conditions = conditions;
    }

    /** Return how the script ends without being sent; empty when it is to be sent. */
    Optional<ScriptOutcome> outcome(SqlScript script) throws SQLException {
        for (Precondition precondition : conditions.preconditions()) {
            Optional<String> found;
            try {
                List<@Nullable String> values = runner.ask(precondition.query());
                if (values.size() != 1) {
                    return unanswered(
                            script,
                            precondition,
                            "it needs one row, and its query returns " + (values.isEmpty() ? "none" : values.size()));
                }
                found = Optional.ofNullable(values.get(0));
            } catch (SQLException e) {
                SqlFailure failure = ScriptRunner.failure(script, e, 0, Optional.empty(), precondition.position());
                return unanswered(script, precondition, failure.headline());
            }
            if (!found.equals(Optional.of(precondition.expected()))) {
                return decide(
                        script,
                        precondition,
                        conditions.onFail(),
                        "onFail",
                        "the precondition '%s' is not met: expected %s, but found %s"
                                .formatted(precondition.text(), precondition.expected(), found.orElse("null")));
            }
        }
        return Optional.empty();
    }

    private Optional<ScriptOutcome> unanswered(SqlScript script, Precondition precondition, String why) {
        return decide(
                script,
                precondition,
                conditions.onError(),
                "onError",
                "the precondition '%s' cannot be asked: %s".formatted(precondition.text(), why));
    }

    private Optional<ScriptOutcome> decide(
            SqlScript script, Precondition precondition, Reaction reaction, String attribute, String why) {
        String reason = "%s: %s (%s:%s)".formatted(precondition.position(), why, attribute, reaction);
        return switch (reaction) {
            case HALT -> Optional.of(new ScriptOutcome.Failed(halt(script, precondition, why)));
            case CONTINUE -> Optional.of(new ScriptOutcome.Skipped(reason, false));
            case MARK_RAN -> Optional.of(new ScriptOutcome.Skipped(reason, true));
            case WARN -> {
                runner.notice(reason);
                yield Optional.empty();
            }
        };
    }

    /** The server is not to blame, so that there is no code. */
    private static SqlFailure halt(SqlScript script, Precondition precondition, String why) {
        return new SqlFailure(
                0,
                script.statements().size(),
                Optional.empty(),
                precondition.position(),
                "",
                why,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                SqlFailure.Subject.none());
    }
}
