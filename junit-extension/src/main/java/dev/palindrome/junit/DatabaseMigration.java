package dev.palindrome.junit;

import dev.palindrome.database.TestDatabase;
import dev.palindrome.report.FailureText;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.roundtrip.execution.ScriptRunner;
import dev.palindrome.roundtrip.execution.SqlFailure;
import dev.palindrome.schema.SchemaSnapshot;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.util.PGobject;

/** A migration on a database of its own, which is dropped when JUnit closes the test's store. */
final class DatabaseMigration implements Migration, AutoCloseable {

    private final MigrationContext migrations;
    private final Revision revision;
    private final TestDatabase database;
    private final Connection connection;
    private boolean upgraded;

    private DatabaseMigration(
            MigrationContext migrations, Revision revision, TestDatabase database, Connection connection) {
        this.migrations = migrations;
        this.revision = revision;
        this.database = database;
        this.connection = connection;
    }

    static DatabaseMigration open(MigrationContext migrations, Revision revision) {
        try {
            TestDatabase database = migrations.states().before(revision.id());
            try {
                return new DatabaseMigration(migrations, revision, database, session(database));
            } catch (SQLException e) {
                database.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "No database just before revision %s: %s".formatted(revision.id(), e.getMessage()), e);
        }
    }

    /** The driver would set the time zone of the machine, on which the result of some casts depends. */
    private static Connection session(TestDatabase database) throws SQLException {
        Connection session = database.connect();
        try (Statement statement = session.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            return session;
        } catch (SQLException e) {
            session.close();
            throw e;
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
        try (Connection session = session(database)) {
            new ScriptRunner(session).run(script).failure().ifPresent(failure -> {
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
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(statements);
        } catch (SQLException e) {
            throw refused(statements, e);
        }
    }

    @Override
    public List<Row> rows(String query) {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet result = statement.executeQuery(query)) {
                List<Row> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(row(result));
                }
                return List.copyOf(rows);
            }
        } catch (SQLException e) {
            throw refused(query, e);
        }
    }

    private static Row row(ResultSet result) throws SQLException {
        @Nullable Object[] values = new Object[result.getMetaData().getColumnCount()];
        for (int column = 0; column < values.length; column++) {
            values[column] = value(result, column + 1);
        }
        return Row.row(values);
    }

    /** What Java has no type for is compared by its text. */
    private static @Nullable Object value(ResultSet result, int column) throws SQLException {
        Object value = result.getObject(column);
        boolean foreign = value instanceof PGobject || value instanceof java.sql.Array || value instanceof byte[];
        return foreign ? result.getString(column) : value;
    }

    @Override
    public SchemaSnapshot schema() {
        try {
            return SchemaSnapshot.of(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("The schema cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Connection connection() {
        return connection;
    }

    private static AssertionFailedError refused(String sql, SQLException e) {
        return new AssertionFailedError(
                "The server refuses this with %s: %s%n%s".formatted(e.getSQLState(), sql.strip(), e.getMessage()), e);
    }

    @Override
    public void close() throws SQLException {
        try (database) {
            connection.close();
        }
    }
}
