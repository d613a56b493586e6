package dev.palindrome.roundtrip;

import dev.palindrome.database.Database;
import dev.palindrome.database.TestServer;
import dev.palindrome.revision.Problem;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.internal.sql.ScriptRules;
import dev.palindrome.revision.internal.sql.ScriptSplitter;
import dev.palindrome.revision.internal.sql.SplitScript;
import dev.palindrome.revision.internal.sql.TextFiles;
import dev.palindrome.revision.internal.sql.UnreadableTextException;
import dev.palindrome.roundtrip.execution.SqlFailure;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.SnapshotOptions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Schemas that are created at once, by a script or a program, to compare with the one that migrations lead to. Each has a new
 * database, which is dropped when its schema was read. Safe for use by several threads.
 */
public final class SchemaCreation {

    /** Creates a schema in an empty database, such as an object-relational mapper does. */
    @FunctionalInterface
    public interface Creator {

        /**
         * Create the schema. Connections that are left open are ended afterwards.
         *
         * @param database in simple query mode and with the time zone UTC; pools nothing
         */
        void create(DataSource database) throws SQLException;
    }

    /** Creates a schema in an empty database by a process of its own, which needs to be told where the database is. */
    @FunctionalInterface
    public interface OutsideCreator {

        /** Create the schema. Sessions that are left open are ended afterwards. */
        void create(Database database) throws SQLException;
    }

    private final TestServer server;
    private final SetupSql setupSql;

    /**
     * Prepare to create schemas.
     *
     * @param server stays the caller's to close
     * @param setupSql what to run first in each database
     */
    public SchemaCreation(TestServer server, SetupSql setupSql) {
        this.server = server;
        this.setupSql = setupSql;
    }

    /**
     * Return the schema that a script creates. It is read and sent as psql does: a statement at a time, each in a transaction of
     * its own unless the script says BEGIN.
     *
     * @throws SchemaCreationException when the script cannot be read, or the server refuses it; names file and line
     * @throws SetupFailedException when the setup statements are refused
     */
    public SchemaSnapshot byScript(Path file) throws SQLException {
        SqlScript script = read(file);
        try (Stage stage = stage()) {
            SqlFailure failure = stage.run(script).failure().orElse(null);
            if (failure != null) {
                throw new SchemaCreationException("%s: the script fails: %s%s"
                        .formatted(
                                failure.position(),
                                failure.headline(),
                                failure.statement()
                                        .map(statement -> "\n  " + statement)
                                        .orElse("")));
            }
            return stage.snapshot();
        }
    }

    private static SqlScript read(Path file) {
        try {
            SplitScript split =
                    ScriptSplitter.split(TextFiles.read(Path.of(""), file).withoutByteOrderMark(), ScriptRules.PSQL);
            refuseIfMalformed(split.problems());
            return new SqlScript(file, split.batches(), TransactionMode.NONE);
        } catch (UnreadableTextException e) {
            throw new SchemaCreationException(e.problem().toString(), e);
        }
    }

    private static void refuseIfMalformed(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new SchemaCreationException(
                    problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
    }

    /**
     * Return the schema that a program creates.
     *
     * @throws SQLException as the program throws it, or when the server goes away
     * @throws SetupFailedException when the setup statements are refused
     */
    public SchemaSnapshot byProgram(Creator creator) throws SQLException {
        try (Stage stage = stage()) {
            creator.create(new StageDataSource(stage));
            return stage.snapshot();
        }
    }

    /**
     * Return the schema that a process creates.
     *
     * @throws SQLException as the creator throws it, or when the server goes away
     * @throws SetupFailedException when the setup statements are refused
     */
    public SchemaSnapshot byProcess(OutsideCreator creator) throws SQLException {
        try (Stage stage = stage()) {
            creator.create(stage.database());
            return stage.snapshot();
        }
    }

    private Stage stage() throws SQLException {
        Stage stage = new Stage(server.create(), SnapshotOptions.defaults());
        stage.setUp(Preparation.of(setupSql));
        return stage;
    }
}
