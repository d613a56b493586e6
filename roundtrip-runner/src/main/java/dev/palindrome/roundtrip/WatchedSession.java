package dev.palindrome.roundtrip;

import dev.palindrome.database.Database;
import dev.palindrome.revision.Batch;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.roundtrip.execution.DirectionRunner;
import dev.palindrome.roundtrip.execution.ScriptOutcome;
import dev.palindrome.roundtrip.execution.ScriptRunner;
import dev.palindrome.schema.SnapshotReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Runs scripts so that the reader of snapshots knows where to look afterwards. A session that is as good as new after {@code DISCARD ALL} serves
 * the next script, too, since starting one costs more than most scripts.
 */
final class WatchedSession implements AutoCloseable {

    /** Leave something behind that {@code DISCARD ALL} does not take away. */
    private static final Pattern LASTING = Pattern.compile("\\b(role|authorization|load)\\b", Pattern.CASE_INSENSITIVE);

    private final Database database;
    private final SnapshotReader reader;
    private @Nullable Connection session;

    WatchedSession(Database database, SnapshotReader reader) {
        this.database = database;
        this.reader = reader;
    }

    /** As {@link DirectionRunner#run(SqlScript)}, for a script without a program. */
    ScriptOutcome run(SqlScript script) throws SQLException {
        if (session != null && reader.changesNewSessions()) {
            close();
        }
        Connection current = clean();
        Optional<SqlScript> whole = OneTransaction.around(script);
        ScriptOutcome outcome = new ScriptRunner(current).run(whole.orElse(script), new Watch(current));
        // What a script has committed by itself holds no lock any more when it ends.
        if (whole.isEmpty() || !outcome.isCompleted()) {
            reader.unseen();
        }
        tellAccount(current);
        if (script.batches().stream().anyMatch(batch -> SnapshotReader.stopsAccount(batch.text()))) {
            reader.forget();
        }
        if (!outcome.isCompleted() || isLasting(script)) {
            close();
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

    private Connection clean() throws SQLException {
        Connection current = session;
        if (current == null) {
            current = new DirectionRunner(database).session();
            session = current;
            return current;
        }
        execute(current, "DISCARD ALL");
        execute(current, "SET TimeZone = '" + DirectionRunner.UTC + "'");
        return current;
    }

    /** The server would tell what was written within a second, and we look at once. */
    private void tellAccount(Connection current) throws SQLException {
        try {
            execute(current, "select pg_catalog.pg_stat_force_next_flush()");
        } catch (SQLException e) {
            // An older server, or a script that left the session in no state for this.
            reader.forget();
            close();
        }
    }

    private static boolean isLasting(SqlScript script) {
        return script.batches().stream()
                .anyMatch(batch -> LASTING.matcher(batch.text()).find());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
