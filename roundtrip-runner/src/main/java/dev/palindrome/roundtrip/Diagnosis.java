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

    /** A script longer than this is not watched. */
    private static final int WATCHED_STATEMENTS = 300;

    /** To read the whole schema after each statement costs ten times as much. */
    private static final int STATEMENTS_WATCHED_FROM_WITHIN = 60;

    static Diagnosis of(Chain chain, Trial trial, List<Difference> differences) throws SQLException {
        Optional<Diagnosis> apart = ofStatementsApart(chain, trial, differences);
        return apart.isPresent() ? apart.get() : ofStatementsTogether(chain, trial, differences);
    }

    /** Commit each statement by itself, so that only what it wrote has to be read. Empty where the scripts lead elsewhere then. */
    private static Optional<Diagnosis> ofStatementsApart(Chain chain, Trial trial, List<Difference> differences)
            throws SQLException {
        // So that the copy need not be read as a whole.
        chain.snapshot();
        try (Stage stage = chain.copy()) {
            Watcher watcher = new Watcher(trial.before(), differences);
            return leadsTo(trial.after(), stage, trial.revision().upgrade(), watcher)
                            && leadsTo(trial.restored(), stage, downgrade(trial), watcher)
                    ? Optional.of(new Diagnosis(watcher.traced(), remedy(stage, trial.before(), differences)))
                    : Optional.empty();
        }
    }

    private static boolean leadsTo(Optional<SchemaSnapshot> expected, Stage stage, SqlScript script, Watcher watcher)
            throws SQLException {
        Optional<SqlScript> stepwise = stepwise(script, WATCHED_STATEMENTS);
        if (stepwise.isEmpty()) {
            stage.run(script);
            watcher.sawNobody(stage.snapshot());
        } else {
            stage.runApart(stepwise.get(), batch -> watcher.saw(batch, stage.snapshot()));
        }
        return expected.filter(stage.snapshot()::equals).isPresent();
    }

    private static Diagnosis ofStatementsTogether(Chain chain, Trial trial, List<Difference> differences)
            throws SQLException {
        try (Stage stage = chain.copy()) {
            Watcher watcher = new Watcher(trial.before(), differences);
            watchFromWithin(stage, trial.revision().upgrade(), watcher);
            watchFromWithin(stage, downgrade(trial), watcher);
            return new Diagnosis(watcher.traced(), remedy(stage, trial.before(), differences));
        }
    }

    private static void watchFromWithin(Stage stage, SqlScript script, Watcher watcher) throws SQLException {
        Optional<SqlScript> stepwise = stepwise(script, STATEMENTS_WATCHED_FROM_WITHIN);
        if (stepwise.isEmpty()) {
            stage.run(script);
        } else {
            try (Connection session = stage.session()) {
                new ScriptRunner(session).run(stepwise.get(), batch -> watcher.saw(batch, stage.snapshotOf(session)));
            }
        }
        watcher.sawNobody(stage.snapshot());
    }

    private static SqlScript downgrade(Trial trial) {
        return ((Downgrade.Script) trial.revision().downgrade()).script();
    }

    private static Optional<SqlScript> stepwise(SqlScript script, int most) {
        return script.statements().size() > most ? Optional.empty() : Stepwise.of(script);
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

    /** Notes, for each difference, the first statement that changed its object. */
    private static final class Watcher {

        private final List<Difference> differences;
        private final Map<ObjectName, SqlStatement> causes = new HashMap<>();
        private SchemaSnapshot previous;

        Watcher(SchemaSnapshot before, List<Difference> differences) {
            this.previous = before;
            this.differences = differences;
        }

        void saw(Batch batch, SchemaSnapshot now) {
            if (batch.statements().isEmpty()) {
                return;
            }
            for (Difference difference : differences) {
                ObjectName name = difference.name();
                if (!definition(previous, name).equals(definition(now, name))) {
                    causes.putIfAbsent(name, batch.statements().get(0));
                }
            }
            previous = now;
        }

        /** Go on from a schema to which no statement that was seen has led. */
        void sawNobody(SchemaSnapshot now) {
            previous = now;
        }

        List<Evidence.TracedDifference> traced() {
            return differences.stream()
                    .map(difference -> new Evidence.TracedDifference(
                            difference, Optional.ofNullable(causes.get(difference.name()))))
                    .toList();
        }

        /** Not the object as a whole: a column's rank changes when a neighbour goes. */
        private static Optional<List<Attribute>> definition(SchemaSnapshot snapshot, ObjectName name) {
            return Optional.ofNullable(snapshot.objects().get(name)).map(SchemaObject::attributes);
        }
    }
}
