package dev.palindrome.roundtrip;

import dev.palindrome.database.TestDatabase;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.roundtrip.execution.CancellingWatch;
import dev.palindrome.roundtrip.execution.DirectionRunner;
import dev.palindrome.roundtrip.execution.ScriptOutcome;
import dev.palindrome.roundtrip.execution.ScriptRunner;
import dev.palindrome.roundtrip.execution.SingleMessage;
import dev.palindrome.schema.SchemaModels;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.SnapshotOptions;
import dev.palindrome.schema.SnapshotReader;
import dev.palindrome.schema.model.SchemaModel;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A database that revisions are tried on. Each script gets a session of its own, or one that is as good as new; snapshots are read by one that
 * stays.
 */
final class Stage implements AutoCloseable {

    /** After more scripts, to read the whole schema is as fast as to look at each of them. */
    private static final int FOLLOWED = 8;

    private final TestDatabase database;
    private final SnapshotOptions snapshotOptions;
    private final ScriptSession scripts;
    private @Nullable SnapshotReader reader;

    /** What is known without a reader. */
    private Optional<SnapshotReader.Known> known;

    /** Whether nobody has written to the database since the reader has read it, or could have. */
    private boolean isAsRead;

    private @Nullable SnapshotReader witness;
    private Optional<Duration> limit = Optional.empty();

    Stage(TestDatabase database, SnapshotOptions snapshotOptions) {
        this(database, snapshotOptions, Optional.empty());
    }

    /** Use a database of which something is known: the copy of another one. */
    Stage(TestDatabase database, SnapshotOptions snapshotOptions, Optional<SnapshotReader.Known> known) {
        this.database = database;
        this.known = known;
        this.snapshotOptions = snapshotOptions;
        this.scripts = new ScriptSession(database);
    }

    TestDatabase database() {
        return database;
    }

    /**
     * Cancel from now on what takes longer; it counts as failed then.
     *
     * @param time for each batch of a script, and for a program as a whole
     */
    Stage limitedTo(Duration time) {
        limit = Optional.of(time);
        return this;
    }

    /** Run a direction as its tool would: temporary tables and settings of one direction must not reach the next. */
    ScriptOutcome run(SqlScript script) throws SQLException {
        if (script.program().isPresent() || (reader == null && known.isEmpty())) {
            return run(script, DirectionRunner.UTC);
        }
        return watched().run(script);
    }

    /**
     * Run each batch of a script as a script of its own, but all in one session, up to the first that fails.
     *
     * @param script without a program
     * @param done told after each batch; may ask for a snapshot
     */
    ScriptOutcome runApart(SqlScript script, ScriptRunner.BatchListener done) throws SQLException {
        return watched().runApart(script, done);
    }

    private WatchedSession watched() throws SQLException {
        SnapshotReader watching = reader();
        isAsRead = false;
        return new WatchedSession(scripts, watching, limit);
    }

    private ScriptOutcome runProgram(SqlScript script, String timeZone) throws SQLException {
        scripts.servedElsewhere();
        DirectionRunner runner = new DirectionRunner(database, timeZone);
        if (limit.isEmpty()) {
            return runner.run(script);
        }
        CancellingWatch watch = CancellingWatch.over(database, limit.get());
        try {
            return runner.run(script);
        } finally {
            watch.close();
        }
    }

    private ScriptRunner runner(Connection session, Consumer<String> notices) {
        ScriptRunner runner = new ScriptRunner(session, notices);
        return limit.map(runner::within).orElse(runner);
    }

    /**
     * As {@link #run(SqlScript)}, for one of several scripts between two snapshots.
     *
     * @param among how many: what each of many writes is not looked at
     */
    ScriptOutcome run(SqlScript script, int among) throws SQLException {
        if (among <= FOLLOWED || script.program().isPresent()) {
            return run(script);
        }
        unwatched();
        Optional<SqlScript> whole = OneTransaction.whole(script).filter(SingleMessage::fits);
        Optional<ScriptOutcome> outcome = whole.isPresent() ? scripts.runAtOnce(whole.get(), limit) : Optional.empty();
        return outcome.isPresent() ? outcome.get() : run(script, scripts.clean(DirectionRunner.UTC));
    }

    /** As {@link #run(SqlScript)}, in a session with another time zone. */
    ScriptOutcome run(SqlScript script, String timeZone) throws SQLException {
        unwatched();
        if (script.program().isPresent()) {
            return runProgram(script, timeZone);
        }
        return run(script, scripts.clean(timeZone));
    }

    private ScriptOutcome run(SqlScript script, Connection session) throws SQLException {
        ScriptOutcome outcome = runner(session, notice -> {}).run(script);
        scripts.served(script, outcome.isCompleted());
        return outcome;
    }

    /** As {@link #run(SqlScript)}, and pass on what the server says of its work, down to the first level of debugging. */
    ScriptOutcome run(SqlScript script, Consumer<String> notices) throws SQLException {
        unwatched();
        if (script.program().isPresent()) {
            // Of its sessions nothing is heard.
            return runProgram(script, DirectionRunner.UTC);
        }
        Connection session = cleanSession();
        try (Statement statement = session.createStatement()) {
            statement.execute("SET client_min_messages = debug1");
        }
        ScriptOutcome outcome = runner(session, notices).run(script);
        scripts.served(script, outcome.isCompleted());
        return outcome;
    }

    /**
     * Return a session that is as good as new, with the time zone pinned. It is that of the scripts, and serves until the next is run or another
     * such session asked for: one that has learnt the catalogue answers sooner. The stage closes it.
     */
    Connection cleanSession() throws SQLException {
        unwatched();
        return scripts.clean(DirectionRunner.UTC);
    }

    /** Note that somebody has run a script in the clean session. */
    void served(SqlScript script, boolean completed) throws SQLException {
        scripts.served(script, completed);
    }

    /** Open a session for somebody who writes nothing to the database; the caller closes it. */
    Connection sessionBeside() throws SQLException {
        return new DirectionRunner(database).session();
    }

    /** Open a session with the time zone pinned, since casts between timestamp types depend on it. */
    Connection session() throws SQLException {
        unwatched();
        return new DirectionRunner(database).session();
    }

    /**
     * Do what comes before the first revision; when it fails, the database is dropped.
     *
     * @throws SetupFailedException when it is refused
     */
    void setUp(Preparation preparation) throws SQLException {
        try {
            preparation.run(database);
        } catch (SetupFailedException e) {
            close();
            throw e;
        }
    }

    SchemaSnapshot snapshot() throws SQLException {
        SchemaSnapshot snapshot = reader().readChanges();
        isAsRead = true;
        if (FastPath.isVerified() && wasReadFast()) {
            if (witness == null) {
                witness = new SnapshotReader(database::connect, snapshotOptions);
            }
            FastPath.verify(snapshot, witness);
        }
        return snapshot;
    }

    private SnapshotReader reader() throws SQLException {
        SnapshotReader open = reader;
        if (open == null) {
            open = known.isPresent()
                    ? new SnapshotReader(database::connect, snapshotOptions, known.get())
                    : new SnapshotReader(database::connect, snapshotOptions);
            reader = open;
            isAsRead = known.isPresent();
            known = Optional.empty();
        }
        return open;
    }

    /** Tell whether the last snapshot was put together from what was written, and not read as a whole. */
    boolean wasReadFast() {
        return reader != null && !reader.wasWhole();
    }

    /** Return what is known of the schema as it is now; a copy of the database can be told of it. Empty where it would have to be read. */
    Optional<SnapshotReader.Known> known() {
        return reader == null || !isAsRead ? known : reader.known();
    }

    private void unwatched() {
        known = Optional.empty();
        isAsRead = false;
        if (reader != null) {
            reader.forget();
        }
    }

    /** Read the schema as one session sees it, before that session has committed. */
    SchemaSnapshot snapshotOf(Connection session) throws SQLException {
        return SchemaSnapshot.of(session, snapshotOptions);
    }

    /** Describe the schema as a person looks at it, which costs many times what a snapshot does. */
    SchemaModel model() throws SQLException {
        try (Connection session = database.connect()) {
            return SchemaModels.of(session);
        }
    }

    /** End the sessions that stay, so that the database can serve as a template. */
    void release() throws SQLException {
        known = known();
        endSessions();
    }

    private void endSessions() throws SQLException {
        scripts.close();
        if (reader != null) {
            reader.close();
            reader = null;
        }
        if (witness != null) {
            witness.close();
            witness = null;
        }
    }

    @Override
    public void close() throws SQLException {
        endSessions();
        database.close();
    }
}
