package dev.palindrome.roundtrip;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.roundtrip.execution.DirectionRunner;
import dev.palindrome.roundtrip.execution.ScriptOutcome;
import dev.palindrome.roundtrip.execution.ScriptRunner;
import dev.palindrome.schema.SnapshotReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;

/** Runs scripts so that the reader of snapshots knows where to look afterwards. */
final class WatchedSession {

    private final ScriptSession sessions;
    private final SnapshotReader reader;
    private final Optional<Duration> limit;

    /**
     * Prepare.
     *
     * @param limit what takes longer is cancelled
     */
    WatchedSession(ScriptSession sessions, SnapshotReader reader, Optional<Duration> limit) {
        this.sessions = sessions;
        this.reader = reader;
        this.limit = limit;
    }

    /** As {@link DirectionRunner#run(SqlScript)}, for a script without a program. */
    ScriptOutcome run(SqlScript script) throws SQLException {
        Connection current = session();
        ScriptOutcome outcome = run(script, current);
        sessions.served(script, outcome.isCompleted());
        return outcome;
    }

    /**
     * Run each batch as a script of its own, all in one session, up to the first that fails.
     *
     * @param done told after each batch, when it is committed, and the reader knows where to look
     */
    ScriptOutcome runApart(SqlScript script, ScriptRunner.BatchListener done) throws SQLException {
        Connection current = session();
        ScriptOutcome outcome = new ScriptOutcome.Completed();
        for (Batch batch : script.batches()) {
            outcome = run(script.withBatches(List.of(batch), script.transaction()), current);
            if (!outcome.isCompleted()) {
                break;
            }
            done.accepted(batch);
        }
        sessions.served(script, outcome.isCompleted());
        return outcome;
    }

    private Connection session() throws SQLException {
        return sessions.clean(DirectionRunner.UTC, reader.changesNewSessions());
    }

    private ScriptOutcome run(SqlScript script, Connection current) throws SQLException {
        Optional<SqlScript> whole = OneTransaction.around(script).or(() -> OneTransaction.insteadOfOwn(script));
        ScriptRunner runner = new ScriptRunner(current);
        ScriptOutcome outcome = limit.map(runner::within).orElse(runner).run(whole.orElse(script), new Watch(current));
        // What a script has committed by itself holds no lock any more when it ends.
        if (whole.isEmpty() || !outcome.isCompleted()) {
            reader.unseen();
        }
        tellAccount(current);
        if (script.batches().stream().anyMatch(batch -> SnapshotReader.evadesAccount(batch.text()))) {
            reader.forget();
        }
        return outcome;
    }

    private final class Watch implements ScriptRunner.BatchListener {
        private final Connection watched;

        Watch(Connection watched) {
            this.watched = watched;
        }

        @Override
        public void accepted(Batch batch) {
            // the locks are kept until the end
        }

        @Override
        public void committing() throws SQLException {
            reader.witness(watched.unwrap(PGConnection.class).getBackendPID());
        }
    }

    /** The server would tell what was written within a second, and we look at once. */
    private void tellAccount(Connection current) throws SQLException {
        try {
            execute(current, "select pg_catalog.pg_stat_force_next_flush()");
        } catch (SQLException e) {
            // An older server, or a script that left the session in no state for this.
            reader.forget();
            sessions.close();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
