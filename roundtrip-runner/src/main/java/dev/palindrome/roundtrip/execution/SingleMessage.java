package dev.palindrome.roundtrip.execution;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.internal.sql.ClosedText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Sends a script, the transaction around it, and what goes before and after, as one message: for most scripts a message costs more
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

    /** In characters; longer ones do not gain by it. */
    private static final int LONGEST = 1_000_000;

    /** Change how the server reads what comes. */
    private static final Pattern READING =
            Pattern.compile("standard_conforming_strings|backslash_quote", Pattern.CASE_INSENSITIVE);

    /** Its data would end in the driver, while the server goes on to the end of the message. */
    private static final Pattern COPY = Pattern.compile("\\bcopy\\b", Pattern.CASE_INSENSITIVE);

    private static final String BEGIN = "BEGIN;\n";

    /** On a line of its own, since the script may end in a comment. */
    private static final String END = "\n;";

    /** Given the answer. */
    @FunctionalInterface
    public interface Answer {
        void of(ResultSet rows) throws SQLException;
    }

    /**
     * Tell whether a script can be sent so: it runs within one transaction, and no part of it that its tool sends by itself would be read otherwise
     * when the next one follows.
     */
    public static boolean fits(SqlScript script) {
        List<Batch> batches = script.batches();
        return script.transaction() == TransactionMode.SCRIPT
                && script.program().isEmpty()
                && script.conditions().isEmpty()
                && batches.stream()
                        .map(Batch::text)
                        .noneMatch(text -> COPY.matcher(text).find())
                && (batches.size() == 1 || areSeparate(batches));
    }

    private static boolean areSeparate(List<Batch> batches) {
        return batches.stream().mapToLong(batch -> batch.text().length()).sum() <= LONGEST
                && batches.stream()
                        .map(Batch::text)
                        .allMatch(text -> ClosedText.isClosed(text)
                                && !READING.matcher(text).find());
    }

    /**
     * Send a script.
     *
     * @param connection in autocommit and in simple query mode; after a failure it is of no more use
     * @param script {@linkplain #fits(SqlScript) fits}, and neither begins nor ends a transaction itself
     * @return the outcome; empty when the script failed: nothing of it was kept then, and run by itself in another session it tells why
     */
    public Optional<ScriptOutcome> send(Connection connection, SqlScript script, Answer answer) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            if (limit.isPresent()) {
                statement.setQueryTimeout((int) limit.get().toSeconds());
            }
            long began = System.nanoTime();
            try {
                statement.execute(text(script));
            } catch (SQLException e) {
                return failed(connection, script, e, Duration.ofNanos(System.nanoTime() - began));
            }
            // It is committed now: whatever fails here is no verdict on the script.
            find(statement, answer);
            return Optional.of(new ScriptOutcome.Completed());
        }
    }

    private String text(SqlScript script) {
        StringBuilder text = new StringBuilder(BEGIN);
        if (!before.isEmpty()) {
            text.append(before).append(";COMMIT;").append(BEGIN);
        }
        script.batches().forEach(batch -> text.append(batch.text()).append(END));
        return text.append(question).append(";COMMIT").toString();
    }

    /** The last of that name is ours. */
    private static void find(Statement statement, Answer answer) throws SQLException {
        @Nullable ResultSet asked = null;
        do {
            ResultSet rows = statement.getResultSet();
            if (rows != null && isNamed(rows.getMetaData())) {
                asked = rows;
            }
        } while (statement.getMoreResults(Statement.KEEP_CURRENT_RESULT) || statement.getUpdateCount() >= 0);
        if (asked != null) {
            answer.of(asked);
        }
    }

    private static boolean isNamed(ResultSetMetaData columns) throws SQLException {
        return columns.getColumnCount() > 0 && columns.getColumnLabel(1).equals(ASKED);
    }

    /** What was cancelled for its time would take as long again. */
    private Optional<ScriptOutcome> failed(Connection connection, SqlScript script, SQLException failure, Duration time)
            throws SQLException {
        if (connection.isClosed()) {
            return Optional.empty();
        }
        if (connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("ROLLBACK");
            }
        }
        // Which part took too long is known of a script with only one.
        if (limit.isEmpty()
                || time.compareTo(limit.get()) < 0
                || script.batches().size() > 1) {
            return Optional.empty();
        }
        SqlFailure found = ScriptRunner.failure(script, script.batches().get(0), 0, failure);
        return found.isCancelled() ? Optional.of(new ScriptOutcome.Failed(found)) : Optional.empty();
    }
}
