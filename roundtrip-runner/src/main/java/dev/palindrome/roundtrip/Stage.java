package dev.palindrome.roundtrip;

import dev.palindrome.database.TestDatabase;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.roundtrip.execution.DirectionRunner;
import dev.palindrome.roundtrip.execution.ScriptOutcome;
import dev.palindrome.schema.SchemaModels;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.SnapshotOptions;
import dev.palindrome.schema.SnapshotReader;
import dev.palindrome.schema.model.SchemaModel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A database that revisions are tried on. Each script gets a session of its own; snapshots are read by one that stays. */
final class Stage implements AutoCloseable {

    private final TestDatabase database;
    private final SnapshotOptions snapshotOptions;
    private @Nullable SnapshotReader reader;

    Stage(TestDatabase database, SnapshotOptions snapshotOptions) {
        this.database = database;
        this.snapshotOptions = snapshotOptions;
    }

    TestDatabase database() {
        return database;
    }

    /** Run a direction as its tool would: temporary tables and settings of one direction must not reach the next. */
    ScriptOutcome run(SqlScript script) throws SQLException {
        return new DirectionRunner(database).run(script);
    }

    /** As {@link #run(SqlScript)}, and pass on what the server says of its work, down to the first level of debugging. */
    ScriptOutcome run(SqlScript script, Consumer<String> notices) throws SQLException {
        return new DirectionRunner(database).run(script, notices);
    }

    /** As {@link #run(SqlScript)}, in a session with another time zone. */
    ScriptOutcome run(SqlScript script, String timeZone) throws SQLException {
        return new DirectionRunner(database, timeZone).run(script);
    }

    /** Open a session with the time zone pinned, since casts between timestamp types depend on it. */
    Connection session() throws SQLException {
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
        if (reader == null) {
            reader = new SnapshotReader(database.connect(), snapshotOptions);
        }
        return reader.read();
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

    /** End the session that reads, so that the database can serve as a template. */
    void release() throws SQLException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    @Override
    public void close() throws SQLException {
        release();
        database.close();
    }
}
