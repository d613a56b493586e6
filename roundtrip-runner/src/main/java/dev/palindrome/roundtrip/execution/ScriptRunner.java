package dev.palindrome.roundtrip.execution;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.RunConditions;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.revision.TransactionMode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Runs scripts in one session. BEGIN and COMMIT are sent as statements, as the tools do, so that a script's own COMMIT has
 * the effect that it has in production. Not safe for use by several threads, as the session is not.
 */
public final class ScriptRunner {

    /** Told after each batch that the server accepted, while its transaction is still open. */
    @FunctionalInterface
    public interface BatchListener {
        void accepted(Batch batch) throws SQLException;

        /** Told when all batches were accepted, before the transaction around them is committed; not where the script has none. */
        default void committing() throws SQLException {}
    }

    private final Connection connection;
    private final Consumer<String> notices;
    private final Optional<Duration> limit;

    /**
     * Use this session.
     *
     * @param connection in autocommit and in simple query mode; stays the caller's to close
     */
    public ScriptRunner(Connection connection) {
        this(connection, notice -> {});
    }

    /**
     * Use this session, and pass on what the server says beside its results.
     *
     * @param notices given the text of each notice and warning, down to the session's {@code client_min_messages}
     */
    public ScriptRunner(Connection connection, Consumer<String> notices) {
        this(connection, notices, Optional.empty());
    }

    private ScriptRunner(Connection connection, Consumer<String> notices, Optional<Duration> limit) {
        this.connection = connection;
        this.notices = notices;
        this.limit = limit;
    }

    /**
     * Return a runner in the same session that cancels what takes longer, which then counts as failed, whatever time the script allows itself.
     *
     * @param time for each batch, in whole seconds, at least one
     * @see SqlFailure#isCancelled()
     */
    public ScriptRunner within(Duration time) {
        return new ScriptRunner(connection, notices, Optional.of(time));
    }

    /**
     * Send a whole script.
     *
     * @throws SQLException when the session itself breaks, which says nothing about the script
     */
    public ScriptOutcome run(SqlScript script) throws SQLException {
        return run(script, batch -> {});
    }

    /** Send a whole script, telling the listener of each batch. */
    public ScriptOutcome run(SqlScript script, BatchListener listener) throws SQLException {
        if (script.conditions().isEmpty()) {
            return send(script, listener);
        }
        RunConditions conditions = script.conditions().get();
        Optional<ScriptOutcome> decided = new Preconditions(this, conditions).outcome(script);
        ScriptOutcome outcome = decided.isPresent() ? decided.get() : send(script, listener);
        return conditions.toleratesFailure()
                ? outcome.failure().map(ScriptRunner::tolerated).orElse(outcome)
                : outcome;
    }

    private static ScriptOutcome tolerated(SqlFailure failure) {
        return new ScriptOutcome.Skipped(
                "%s: %s, which failOnError:false passes over".formatted(failure.position(), failure.headline()), false);
    }

    private ScriptOutcome send(SqlScript script, BatchListener listener) throws SQLException {
        int statementsBefore = 0;
        Optional<SqlFailure> failure = control(script, "BEGIN");
        for (Batch batch : script.batches()) {
            if (failure.isPresent()) {
                break;
            }
            try {
                send(batch);
            } catch (SQLException e) {
                failure = Optional.of(failure(script, batch, statementsBefore, e));
                break;
            }
            listener.accepted(batch);
            statementsBefore += batch.statements().size();
        }
        if (failure.isEmpty()) {
            if (script.transaction() == TransactionMode.SCRIPT) {
                listener.committing();
            }
            failure = finish(script);
        }
        if (failure.isPresent()) {
            rollback();
            return new ScriptOutcome.Failed(failure.get());
        }
        return new ScriptOutcome.Completed();
    }

    /**
     * Send one batch as it is, in whatever transaction is open.
     *
     * @throws SQLException when the server refuses it
     */
    public void send(Batch batch) throws SQLException {
        if (batch.copyData().isPresent()) {
            try {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(batch.text(), new StringReader(batch.copyData().get()));
            } catch (IOException e) {
                throw new UncheckedIOException("COPY data could not be sent", e);
            }
        } else {
            execute(batch.text());
        }
    }

    /**
     * Ask for values, and leave nothing behind.
     *
     * @return those of the first column
     */
    List<@Nullable String> ask(String query) throws SQLException {
        List<@Nullable String> values = new ArrayList<>();
        execute("BEGIN");
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
        } finally {
            rollback();
        }
        return values;
    }

    void notice(String text) {
        notices.accept(text);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Braces belong to the script: JDBC escapes such as {fn …} must not be rewritten.
            statement.setEscapeProcessing(false);
            if (limit.isPresent()) {
                statement.setQueryTimeout((int) limit.get().toSeconds());
            }
            statement.execute(sql);
            for (SQLWarning notice = statement.getWarnings(); notice != null; notice = notice.getNextWarning()) {
                notices.accept(String.valueOf(notice.getMessage()));
            }
        }
    }

    private Optional<SqlFailure> control(SqlScript script, String command) throws SQLException {
        if (script.transaction() == TransactionMode.NONE) {
            return Optional.empty();
        }
        try {
            execute(command);
            return Optional.empty();
        } catch (SQLException e) {
            // A constraint that is deferred until COMMIT speaks up here, and no single statement is to blame.
            return Optional.of(failure(script, e, 0, Optional.empty(), lastPosition(script)));
        }
    }

    private Optional<SqlFailure> finish(SqlScript script) throws SQLException {
        if (script.transaction() == TransactionMode.SCRIPT) {
            return control(script, "COMMIT");
        }
        if (transactionState() == TransactionState.IDLE) {
            return Optional.empty();
        }
        return Optional.of(new SqlFailure(
                0,
                script.statements().size(),
                Optional.empty(),
                lastPosition(script),
                "25000",
                "the script ends inside a transaction that it began itself, so nothing after its BEGIN is kept",
                Optional.empty(),
                Optional.of("Add COMMIT at the end of the script."),
                Optional.empty(),
                SqlFailure.Subject.none()));
    }

    private void rollback() throws SQLException {
        if (!connection.isClosed() && transactionState() != TransactionState.IDLE) {
            execute("ROLLBACK");
        }
    }

    private TransactionState transactionState() throws SQLException {
        return connection.unwrap(BaseConnection.class).getTransactionState();
    }

    private static SourcePosition lastPosition(SqlScript script) {
        List<SqlStatement> statements = script.statements();
        return statements.isEmpty()
                ? new SourcePosition(script.file(), 1, 1)
                : statements.get(statements.size() - 1).position();
    }

    static SqlFailure failure(SqlScript script, Batch batch, int statementsBefore, SQLException e) throws SQLException {
        Optional<Integer> errorAt =
                serverMessage(e).map(ServerErrorMessage::getPosition).filter(position -> position > 0);
        Optional<SqlStatement> statement = errorAt.flatMap(batch::statementAt)
                .or(() -> batch.statements().size() == 1
                        ? Optional.of(batch.statements().get(0))
                        : Optional.empty());
        int number = statement
                .map(found -> statementsBefore + batch.statements().indexOf(found) + 1)
                .orElse(0);
        SourcePosition position = errorAt.map(batch::positionOf)
                .or(() -> statement.map(SqlStatement::position))
                .orElse(batch.start());
        return failure(script, e, number, statement.map(SqlStatement::text), position);
    }

    static SqlFailure failure(
            SqlScript script, SQLException e, int number, Optional<String> statement, SourcePosition position)
            throws SQLException {
        if (isConnectionFailure(e)) {
            throw e;
        }
        Optional<ServerErrorMessage> server = serverMessage(e);
        return new SqlFailure(
                number,
                script.statements().size(),
                statement,
                position,
                Optional.ofNullable(e.getSQLState()).orElse("XX000"),
                server.map(ServerErrorMessage::getMessage).orElse(String.valueOf(e.getMessage())),
                server.map(ServerErrorMessage::getDetail),
                server.map(ServerErrorMessage::getHint),
                server.map(ServerErrorMessage::getWhere),
                server.map(ScriptRunner::subject).orElseGet(SqlFailure.Subject::none));
    }

    private static SqlFailure.Subject subject(ServerErrorMessage message) {
        return new SqlFailure.Subject(
                Optional.ofNullable(message.getSchema()),
                Optional.ofNullable(message.getTable()),
                Optional.ofNullable(message.getColumn()),
                Optional.ofNullable(message.getConstraint()));
    }

    private static Optional<ServerErrorMessage> serverMessage(SQLException e) {
        return e instanceof PSQLException psql ? Optional.ofNullable(psql.getServerErrorMessage()) : Optional.empty();
    }

    /** Class 08 of SQLSTATE, and 57P01–57P03: the server went away, which is no verdict on a script. */
    private static boolean isConnectionFailure(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P0"));
    }
}
