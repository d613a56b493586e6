package dev.palindrome.roundtrip;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.roundtrip.execution.ScriptRunner;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.schema.Attribute;
import dev.palindrome.schema.Difference;
import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.SchemaObject;
import dev.palindrome.schema.SchemaSnapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out where the differences that a downgrade leaves come from, by watching the schema after each statement, and what would
 * mend them, by trying it.
 *
 * @param differences each with the statement after which it was first seen
 * @param remedy statements that were seen to restore the schema
 */
record Diagnosis(List<Evidence.TracedDifference> differences, Optional<Evidence.Remedy> remedy) {

    /** A snapshot after each statement costs; a script longer than this is not watched. */
    private static final int WATCHED_STATEMENTS = 60;

    static Diagnosis of(Chain chain, Trial trial, List<Difference> differences) throws SQLException {
        SqlScript downgrade = ((Downgrade.Script) trial.revision().downgrade()).script();
        Map<ObjectName, SqlStatement> causes = new HashMap<>();
        try (Stage stage = chain.copy()) {
            SchemaSnapshot after = watch(stage, trial.revision().upgrade(), trial.before(), differences, causes);
            watch(stage, downgrade, after, differences, causes);
            List<Evidence.TracedDifference> traced = differences.stream()
                    .map(difference -> new Evidence.TracedDifference(
                            difference, Optional.ofNullable(causes.get(difference.name()))))
                    .toList();
            return new Diagnosis(traced, remedy(stage, trial.before(), differences));
        }
    }

    /** Run the script and note, for each difference, the first statement that changed its object. */
    private static SchemaSnapshot watch(
            Stage stage,
            SqlScript script,
            SchemaSnapshot before,
            List<Difference> differences,
            Map<ObjectName, SqlStatement> causes)
            throws SQLException {
        Optional<SqlScript> stepwise =
                script.statements().size() > WATCHED_STATEMENTS ? Optional.empty() : Stepwise.of(script);
        if (stepwise.isEmpty()) {
            stage.run(script);
            return stage.snapshot();
        }
        try (Connection session = stage.session()) {
            Watcher watcher = new Watcher(stage, session, before, differences, causes);
            new ScriptRunner(session).run(stepwise.get(), watcher);
        }
        return stage.snapshot();
    }

    private static Optional<Evidence.Remedy> remedy(Stage stage, SchemaSnapshot before, List<Difference> differences)
            throws SQLException {
        List<String> statements = Remedies.propose(before, stage.snapshot(), differences);
        if (statements.isEmpty()) {
            return Optional.empty();
        }
        try (Connection session = stage.session();
                Statement statement = session.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String proposed : statements) {
                statement.execute(proposed);
            }
        } catch (SQLException e) {
            // The proposal was only a guess, and the server has refuted it.
            return Optional.empty();
        }
        return before.compareWith(stage.snapshot()).real().isEmpty()
                ? Optional.of(new Evidence.Remedy(statements))
                : Optional.empty();
    }

    /** Compares the objects in question after each statement. */
    private static final class Watcher implements ScriptRunner.BatchListener {

        private final Stage stage;
        private final Connection session;
        private final List<Difference> differences;
        private final Map<ObjectName, SqlStatement> causes;
        private SchemaSnapshot previous;

        Watcher(
                Stage stage,
                Connection session,
                SchemaSnapshot before,
                List<Difference> differences,
                Map<ObjectName, SqlStatement> causes) {
            this.stage = stage;
            this.session = session;
            this.previous = before;
            this.differences = differences;
            this.causes = causes;
        }

        @Override
        public void accepted(Batch batch) throws SQLException {
            if (batch.statements().isEmpty()) {
                return;
            }
            SchemaSnapshot now = stage.snapshotOf(session);
            for (Difference difference : differences) {
                ObjectName name = difference.name();
                if (!definition(previous, name).equals(definition(now, name))) {
                    causes.putIfAbsent(name, batch.statements().get(0));
                }
            }
            previous = now;
        }

        /** Not the object as a whole: a column's rank changes when a neighbour goes. */
        private static Optional<List<Attribute>> definition(SchemaSnapshot snapshot, ObjectName name) {
            return Optional.ofNullable(snapshot.objects().get(name)).map(SchemaObject::attributes);
        }
    }
}
