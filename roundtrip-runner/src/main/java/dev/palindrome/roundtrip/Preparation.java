package dev.palindrome.roundtrip;

import dev.palindrome.database.TestDatabase;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.SqlScript;
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
 * @param setupSql what the user gave
 * @param versionTable what the tool makes; empty when we run the history ourselves
 */
record Preparation(SetupSql setupSql, Optional<VersionTable> versionTable) {

    static Preparation of(RevisionHistory history, SetupSql setupSql) {
        return new Preparation(setupSql, history.versionTable());
    }

    /** Prepare a database for a schema that no history leads to. */
    static Preparation of(SetupSql setupSql) {
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
        if (setupSql.script().isPresent()) {
            runScript(database, setupSql.script().get());
        } else if (!setupSql.text().isEmpty()) {
            runStatements(database);
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

    private static void runScript(TestDatabase database, SqlScript script) throws SQLException {
        Optional<SqlFailure> refusal = new DirectionRunner(database).run(script).failure();
        if (refusal.isPresent()) {
            throw new SetupFailedException(
                    "%s: the setup SQL was refused: %s. It runs once, before the first revision%s"
                            .formatted(
                                    refusal.get().position(),
                                    refusal.get().headline(),
                                    refusal.get()
                                            .statement()
                                            .map(text -> "\n  " + text)
                                            .orElse("")));
        }
    }

    private void runStatements(TestDatabase database) throws SQLException {
        try (Connection session = new DirectionRunner(database).session();
                Statement statement = session.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(setupSql.text());
        } catch (SQLException e) {
            throw new SetupFailedException(
                    "The setup SQL was refused: %s. It runs once, before the first revision: %s"
                            .formatted(e.getMessage(), setupSql.shown()),
                    e);
        }
    }
}
