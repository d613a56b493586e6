package dev.palindrome.cli;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.TestServers;
import dev.palindrome.database.internal.url.GivenDatabase;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.roundtrip.RevisionStates;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.SnapshotOptions;
import java.sql.Connection;
import java.sql.SQLException;

/** Where a schema comes from. */
sealed interface SchemaOrigin {

    SchemaSnapshot read() throws SQLException;

    /** A database of the user's, which is only read. */
    record Database(String url, SnapshotOptions options) implements SchemaOrigin {

        @Override
        public SchemaSnapshot read() throws SQLException {
            try (Connection connection = GivenDatabase.read(url)) {
                return SchemaSnapshot.of(connection, options);
            }
        }
    }

    /** A history with all revisions applied, in a test database. */
    record Head(RevisionHistory history, DatabaseOptions server, String setupSql, SnapshotOptions options)
            implements SchemaOrigin {

        @Override
        public SchemaSnapshot read() throws SQLException {
            try (TestServer started = TestServers.start(server);
                    RevisionStates states = new RevisionStates(started, history, setupSql, options)) {
                return states.headSchema();
            }
        }
    }
}
