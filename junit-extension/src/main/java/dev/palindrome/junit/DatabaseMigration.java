package dev.palindrome.junit;

import dev.palindrome.data.TableName;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.report.FailureText;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.roundtrip.execution.DirectionRunner;
import dev.palindrome.roundtrip.execution.SqlFailure;
import dev.palindrome.schema.SchemaSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import org.opentest4j.AssertionFailedError;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** A migration on a database of its own, which is dropped when JUnit closes the test's store. */
final class DatabaseMigration implements Migration, AutoCloseable {

    private final MigrationContext migrations;
    private final Revision revision;
    private final TestDatabase database;
    private final Connection connection;
    private final RowAccess access;
    private boolean upgraded;

    private DatabaseMigration(
            MigrationContext migrations, Revision revision, TestDatabase database, Connection connection) {
        this.migrations = migrations;
        this.revision = revision;
        this.database = database;
        this.connection = connection;
        this.access = new RowAccess(connection, versionTables(migrations));
    }

    /** Where the tool keeps what it has run is no matter of the test's. */
    private static Set<TableName> versionTables(MigrationContext migrations) {
        return migrations
                .history()
                .versionTable()
                .map(table -> Set.of(new TableName(table.schema(), table.name())))
                .orElse(Set.of());
    }

    static DatabaseMigration open(MigrationContext migrations, Revision revision) {
        try {
            TestDatabase database = migrations.states().before(revision.id());
            try {
                return new DatabaseMigration(migrations, revision, database, new DirectionRunner(database).session());
            } catch (SQLException e) {
                database.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "No database just before revision %s: %s".formatted(revision.id(), e.getMessage()), e);
        }
    }

    @Override
    public Revision revision() {
        return revision;
    }

    @Override
    public void upgrade() {
        if (upgraded) {
            throw new IllegalStateException("Revision " + revision.id() + " is applied already: downgrade it first");
        }
        run("Upgrade", revision.upgrade());
        upgraded = true;
    }

    @Override
    public void downgrade() {
        if (!upgraded) {
            throw new IllegalStateException("Revision " + revision.id() + " is not applied: upgrade it first");
        }
        if (revision.downgrade() instanceof Downgrade.Irreversible irreversible) {
            throw new AssertionFailedError("Revision %s has no downgrade, by its author's word: %s"
                    .formatted(revision.id(), irreversible.reason()));
        }
        if (revision.downgrade() instanceof Downgrade.Missing missing) {
            throw new AssertionFailedError(
                    "Revision %s has no downgrade: expected %s".formatted(revision.id(), missing.expected()));
        }
        run("Downgrade", ((Downgrade.Script) revision.downgrade()).script());
        upgraded = false;
    }

    private void run(String direction, SqlScript script) {
        requireNoTransaction(direction);
        try {
            new DirectionRunner(database).run(script).failure().ifPresent(failure -> {
                throw refused(direction, failure);
            });
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "%s of revision %s cannot be run: %s".formatted(direction, revision.id(), e.getMessage()), e);
        }
    }

    private AssertionFailedError refused(String direction, SqlFailure failure) {
        return new AssertionFailedError("%s of revision %s fails: %s%n%n%s"
                .formatted(
                        direction,
                        revision.id(),
                        failure.headline(),
                        FailureText.refusal(migrations.history(), failure)));
    }

    /** The script has a session of its own, and would wait for the locks of the test's session for ever. */
    private void requireNoTransaction(String direction) {
        try {
            if (connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE) {
                throw new IllegalStateException(
                        "%s of revision %s would wait for the transaction that the test has open: commit it or roll it back first"
                                .formatted(direction, revision.id()));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The test's session is not PostgreSQL's: " + e.getMessage(), e);
        }
    }

    @Override
    public void sql(String statements) {
        access.sql(statements);
    }

    @Override
    public RowInserter insertInto(String table, String... columns) {
        return new RowInserter(access, table, Arrays.asList(columns));
    }

    @Override
    public void insertCsv(String table, String file) {
        Path found = ProjectPath.first(Path.of(file), Files::isRegularFile)
                .orElseThrow(() -> new IllegalArgumentException(
                        "No file of rows for table " + table + ": looked for " + ProjectPath.lookedFor(Path.of(file))));
        access.insertCsv(table, found);
    }

    @Override
    public Rows rows(String query) {
        return access.rows(query);
    }

    @Override
    public Rows table(String table) {
        return access.table(table);
    }

    @Override
    public Moment mark() {
        return new Moment(access.contents());
    }

    @Override
    public Changes changesSince(Moment moment) {
        return Changes.between(moment.contents(), access.contents());
    }

    @Override
    public void verifyRows(String folder) {
        DataFiles.in(folder).verify(this, access);
    }

    @Override
    public SchemaSnapshot schema() {
        try {
            return SchemaSnapshot.of(connection, migrations.states().snapshotOptions());
        } catch (SQLException e) {
            throw new IllegalStateException("The schema cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        try (database) {
            connection.close();
        }
    }
}
