package dev.palindrome.roundtrip;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.roundtrip.execution.DirectionRunner;
import dev.palindrome.roundtrip.execution.ScriptOutcome;
import dev.palindrome.roundtrip.execution.ScriptRunner;
import dev.palindrome.roundtrip.execution.SingleMessage;
import dev.palindrome.schema.SnapshotReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;

/** Runs scripts so that the reader of snapshots knows where to look afterwards. */
final class WatchedSession {

    /** The server would tell what was written within a second, and we look at once. */
    private static final String TELL_ACCOUNT = "select pg_catalog.pg_stat_force_next_flush()";

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
        boolean changesNewSessions = reader.changesNewSessions();
        Optional<SqlScript> whole = OneTransaction.whole(script).filter(SingleMessage::fits);
        if (whole.isPresent() && reader.canBeTold()) {
            Optional<ScriptOutcome> outcome =
                    sessions.runAtOnce(whole.get(), changesNewSessions, limit, new Locks(script));
            if (outcome.isEmpty() || !outcome.get().isCompleted()) {
                // Nothing of it is there, but what the server counts of it comes when the session has ended.
                reader.forget();
            }
            if (outcome.isPresent()) {
                forgetWhereEvaded(script);
                return outcome.get();
            }
        }
        Connection current = sessions.clean(DirectionRunner.UTC, changesNewSessions);
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
        Connection current = sessions.clean(DirectionRunner.UTC, reader.changesNewSessions());
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

    private ScriptOutcome run(SqlScript script, Connection current) throws SQLException {
        Optional<SqlScript> whole = OneTransaction.whole(script);
        ScriptRunner runner = new ScriptRunner(current);
        ScriptOutcome outcome =
                limit.map(runner::within).orElse(runner).run(whole.orElse(script), new Watch(current, script));
        // What a script has committed by itself holds no lock any more when it ends.
        if (whole.isEmpty() || !outcome.isCompleted()) {
            reader.unseen();
        }
        tellAccount(current);
        forgetWhereEvaded(script);
        return outcome;
    }

    private void forgetWhereEvaded(SqlScript script) {
        if (script.batches().stream().anyMatch(batch -> SnapshotReader.evadesAccount(batch.text()))) {
            reader.forget();
        }
    }

    /** Of the transaction in which a script runs. */
    private final class Locks implements ScriptSession.Question {
        private final SqlScript script;

        Locks(SqlScript script) {
            this.script = script;
        }

        @Override
        public String text() {
            return TELL_ACCOUNT + ";" + SnapshotReader.LOCKS;
        }

        @Override
        public void answered(Connection session, ResultSet rows) throws SQLException {
            reader.witness(backend(session), rows, grants(script));
        }
    }

    private final class Watch implements ScriptRunner.BatchListener {
        private final Connection watched;
        private final SqlScript script;

        Watch(Connection watched, SqlScript script) {
            this.watched = watched;
            this.script = script;
        }

        @Override
        public void accepted(Batch batch) {
            // the locks are kept until the end
        }

        @Override
        public void committing() throws SQLException {
            reader.witness(backend(watched), grants(script));
        }
    }

    private static boolean grants(SqlScript script) {
        return script.batches().stream().anyMatch(batch -> SnapshotReader.grants(batch.text()));
    }

    private static int backend(Connection session) throws SQLException {
        return session.unwrap(PGConnection.class).getBackendPID();
    }

    private void tellAccount(Connection current) throws SQLException {
        try {
            execute(current, TELL_ACCOUNT);
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
