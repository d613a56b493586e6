package dev.palindrome.roundtrip.execution;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.TransactionMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Sends a script of one batch, the transaction around it, and what goes before and after, as one message: for most scripts a message costs more
 * than what it makes the server do. The server carries out all of it as if it came one by one, but reads it as a whole first (manual,
 * "Multiple Statements in a Simple Query").
 *
 * @param before statements that are committed before the script begins; may be empty
 * @param question asked when the script is done, before its transaction is committed; the query's first column is called {@link #ASKED}. Without
 *     quotes or brackets that would end what the script has left open
 * @param limit what takes longer is cancelled
 */
public record SingleMessage(String before, String question, Optional<Duration> limit) {

    /** The name by which the answer is told from what the script itself asks. */
    public static final String ASKED = "palindrome_asked";

    private static final String BEGIN = "BEGIN;\n";

    /** On a line of its own, since the script may end in a comment. */
    private static final String END = "\n;";

    /** Given the answer. */
    @FunctionalInterface
    public interface Answer {
        void of(ResultSet rows) throws SQLException;
    }

    /** Tell whether a script can be sent so: its tool sends it as a whole, within one transaction. */
    public static boolean fits(SqlScript script) {
        return script.transaction() == TransactionMode.SCRIPT
                && script.batches().size() == 1
                && script.batches().get(0).copyData().isEmpty()
                && script.program().isEmpty()
                && script.conditions().isEmpty();
    }

    /**
     * Send a script.
     *
     * @param connection in autocommit and in simple query mode; after a failure it is of no more use
     * @param script {@linkplain #fits(SqlScript) fits}, and neither begins nor ends a transaction itself
     * @return the outcome; empty when the script failed: nothing of it was kept then, and run by itself in another session it tells why
     */
    public Optional<ScriptOutcome> send(Connection connection, SqlScript script, Answer answer) throws SQLException {
        Batch batch = script.batches().get(0);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            if (limit.isPresent()) {
                statement.setQueryTimeout((int) limit.get().toSeconds());
            }
            statement.execute(text(batch));
            find(statement, answer);
            return Optional.of(new ScriptOutcome.Completed());
        } catch (SQLException e) {
            return failed(connection, script, batch, e);
        }
    }

    private String text(Batch batch) {
        String begun = before.isEmpty() ? BEGIN : BEGIN + before + ";COMMIT;" + BEGIN;
        return begun + batch.text() + END + question + ";COMMIT";
    }

    /** The last of that name is ours. */
    private static void find(Statement statement, Answer answer) throws SQLException {
        @Nullable ResultSet asked = null;
        do {
            ResultSet rows = statement.getResultSet();
            if (rows != null && rows.getMetaData().getColumnLabel(1).equals(ASKED)) {
                asked = rows;
            }
        } while (statement.getMoreResults(Statement.KEEP_CURRENT_RESULT) || statement.getUpdateCount() >= 0);
        if (asked != null) {
            answer.of(asked);
        }
    }

    /** What was cancelled would take as long again. */
    private Optional<ScriptOutcome> failed(Connection connection, SqlScript script, Batch batch, SQLException failure)
            throws SQLException {
        if (connection.isClosed()) {
            return Optional.empty();
        }
        if (connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("ROLLBACK");
            }
        }
        SqlFailure found = ScriptRunner.failure(script, batch, 0, failure);
        return limit.isPresent() && found.isCancelled()
                ? Optional.of(new ScriptOutcome.Failed(found))
                : Optional.empty();
    }
}
