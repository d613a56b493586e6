package dev.palindrome.roundtrip;

import dev.palindrome.database.TestDatabase;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.VersionTable;
import dev.palindrome.roundtrip.execution.DirectionRunner;
import dev.palindrome.roundtrip.execution.SqlFailure;
import dev.palindrome.schema.SnapshotOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * What every database gets before the first revision.
 *
 * @param setupSql statements that the user gave; blank for none
 * @param versionTable what the tool makes; empty when we run the history ourselves
 */
record Preparation(String setupSql, Optional<VersionTable> versionTable) {

    static Preparation of(RevisionHistory history, String setupSql) {
        return new Preparation(setupSql, history.versionTable());
    }

    /** Prepare a database for a schema that no history leads to. */
    static Preparation of(String setupSql) {
        return new Preparation(setupSql, Optional.empty());
    }

    /** Return the options with the tool's own tables left out: they are no part of the schema that the revisions make. */
    SnapshotOptions leavingOut(SnapshotOptions options) {
        if (versionTable.isEmpty()) {
            return options;
        }
        VersionTable tool = versionTable.get();
        if (tool.hasOwnSchema()) {
            return options.withIgnoredSchema(tool.schema());
        }
        SnapshotOptions left = options;
        for (String name : tool.names()) {
            left = left.withIgnoredTable(quoted(tool.schema()) + "." + quoted(name));
        }
        return left;
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** @throws SetupFailedException when it is refused */
    void run(TestDatabase database) throws SQLException {
        if (!setupSql.isBlank()) {
            try (Connection session = new DirectionRunner(database).session();
                    Statement statement = session.createStatement()) {
                statement.setEscapeProcessing(false);
                statement.execute(setupSql);
            } catch (SQLException e) {
                throw new SetupFailedException(
                        "The setup SQL was refused: %s. It runs once, before the first revision: %s"
                                .formatted(e.getMessage(), setupSql.strip()),
                        e);
            }
        }
        if (versionTable.isPresent()) {
            Optional<SqlFailure> refusal = new DirectionRunner(database)
                    .run(versionTable.get().creation())
                    .failure();
            if (refusal.isPresent()) {
                throw new SetupFailedException("The database cannot be made ready for the first revision: %s (%s)"
                        .formatted(refusal.get().headline(), refusal.get().position()));
            }
        }
    }
}
