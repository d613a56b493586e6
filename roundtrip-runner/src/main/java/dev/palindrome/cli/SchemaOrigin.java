package dev.palindrome.cli;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.TestServers;
import dev.palindrome.database.internal.url.GivenDatabase;
import dev.palindrome.jpa.UnitSchema;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.Target;
import dev.palindrome.roundtrip.RevisionStates;
import dev.palindrome.roundtrip.SchemaCreation;
import dev.palindrome.roundtrip.SetupSql;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.SnapshotOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Where a schema comes from. */
sealed interface SchemaOrigin {

    /** Also what is no URL of PostgreSQL: the message for those does not repeat it, password and all. */
    Pattern URL = Pattern.compile("(jdbc:|postgres(ql)?:|[^/]+://).*", Pattern.DOTALL);

    static boolean isUrl(String where) {
        return URL.matcher(where).matches();
    }

    SchemaSnapshot read() throws SQLException;

    /** A file that {@code palindrome snapshot} has written. */
    record File(SchemaSnapshot read) implements SchemaOrigin {}

    /** A database of the user's, which is only read. */
    record Database(String url, SnapshotOptions options) implements SchemaOrigin {

        @Override
        public SchemaSnapshot read() throws SQLException {
            try (Connection connection = GivenDatabase.read(url)) {
                return SchemaSnapshot.of(connection, options);
            }
        }
    }

    /** A script that creates a schema at once, run in a test database. */
    record Script(Path file, DatabaseOptions server, SetupSql setupSql) implements SchemaOrigin {

        @Override
        public SchemaSnapshot read() throws SQLException {
            return new SchemaCreation(TestServers.shared(server), setupSql).byScript(file);
        }
    }

    /** A persistence unit, whose provider creates the schema in a test database. */
    record Entities(UnitSchema unit, DatabaseOptions server, SetupSql setupSql) implements SchemaOrigin {

        @Override
        public SchemaSnapshot read() throws SQLException {
            return new SchemaCreation(TestServers.shared(server), setupSql).byProcess(unit::create);
        }
    }

    /**
     * A history taken to one of its revisions, in a test database.
     *
     * @param tops the revisions on top; none for the schema before the first one
     */
    record AtRevision(
            RevisionHistory history,
            Set<RevisionId> tops,
            DatabaseOptions server,
            SetupSql setupSql,
            SnapshotOptions options)
            implements SchemaOrigin {

        /**
         * Find the revision before any server is started.
         *
         * @throws UsageException when the target names none
         */
        static AtRevision of(
                RevisionHistory history,
                Target target,
                DatabaseOptions server,
                SetupSql setupSql,
                SnapshotOptions options) {
            List<RevisionId> heads =
                    history.graph().heads().stream().map(Revision::id).toList();
            return new AtRevision(history, target.resolve(history.graph(), heads), server, setupSql, options);
        }

        @Override
        public SchemaSnapshot read() throws SQLException {
            // Shared, since both sides of a comparison may want it.
            TestServer started = TestServers.shared(server);
            try (RevisionStates states = new RevisionStates(started, history, setupSql, options)) {
                return states.schemaAt(tops);
            }
        }
    }
}
