package dev.palindrome.data;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tries statements under savepoints, within the transaction that is open. */
final class Server {

    private static final String SAVEPOINT = "palindrome_row";

    private final Connection connection;

    /** What has to be done about savepoints goes with the next message: most messages are about one row. */
    private final List<String> pending = new ArrayList<>();

    Server(Connection connection) {
        this.connection = connection;
    }

    /**
     * Run INSERT statements, all or none.
     *
     * @param assumptions for each statement the conditions that it returns, in their order
     * @return what stood in the way; empty when every row is there
     */
    Optional<Refusal> insert(List<String> statements, List<List<String>> assumptions) throws SQLException {
        try (Statement statement = statement()) {
            send(statement, "SAVEPOINT " + SAVEPOINT + "; " + String.join("; ", statements));
            Optional<Refusal> refusal = readOutcomes(statement, assumptions);
            if (refusal.isPresent()) {
                rollBack();
            } else {
                pending.add("RELEASE SAVEPOINT " + SAVEPOINT);
            }
            return refusal;
        } catch (SQLException e) {
            Refusal refusal = Refusal.of(e);
            rollBack();
            return Optional.of(refusal);
        }
    }

    /** Send a message, and stand at its own first result. */
    private void send(Statement statement, String sql) throws SQLException {
        List<String> all = new ArrayList<>(pending);
        pending.clear();
        int before = all.size();
        all.add(sql);
        statement.execute(String.join("; ", all));
        for (int i = 0; i < before; i++) {
            statement.getMoreResults();
        }
    }

    /** The first result is the savepoint's. */
    private static Optional<Refusal> readOutcomes(Statement statement, List<List<String>> assumptions)
            throws SQLException {
        Optional<Refusal> refusal = Optional.empty();
        for (List<String> conditions : assumptions) {
            statement.getMoreResults();
            try (ResultSet row = statement.getResultSet()) {
                Optional<Refusal> found = row == null ? notInserted(statement) : unassumed(row, conditions);
                refusal = refusal.isPresent() ? refusal : found;
            }
        }
        return refusal;
    }

    private static Optional<Refusal> notInserted(Statement statement) throws SQLException {
        return statement.getUpdateCount() == 0 ? Optional.of(Refusal.discarded()) : Optional.empty();
    }

    private static Optional<Refusal> unassumed(ResultSet row, List<String> conditions) throws SQLException {
        if (!row.next()) {
            return Optional.of(Refusal.discarded());
        }
        for (int i = 0; i < conditions.size(); i++) {
            if (!row.getBoolean(i + 1)) {
                return Optional.of(
                        conditions.get(i).startsWith(Draft.ROUTED)
                                ? Refusal.astray()
                                : Refusal.unassumed(conditions.get(i)));
            }
        }
        return Optional.empty();
    }

    /** Run a query; empty when the server refuses it. */
    Optional<List<List<@Nullable String>>> query(String sql) throws SQLException {
        // On its own: a syntax error would keep the savepoint from being set too.
        execute("SAVEPOINT " + SAVEPOINT);
        try {
            List<List<@Nullable String>> rows = read(sql);
            pending.add("RELEASE SAVEPOINT " + SAVEPOINT);
            return Optional.of(rows);
        } catch (SQLException e) {
            Refusal.of(e);
            rollBack();
            return Optional.empty();
        }
    }

    /** Run a query that the server does not refuse. */
    List<List<@Nullable String>> read(String sql) throws SQLException {
        return readAll(List.of(sql)).get(0);
    }

    /** Run queries that the server does not refuse, in one message; returns the rows of each. */
    List<List<List<@Nullable String>>> readAll(List<String> queries) throws SQLException {
        List<List<List<@Nullable String>>> all = new ArrayList<>();
        if (queries.isEmpty()) {
            return all;
        }
        try (Statement statement = statement()) {
            send(statement, String.join("; ", queries));
            for (int i = 0; i < queries.size(); i++) {
                try (ResultSet result = statement.getResultSet()) {
                    all.add(rows(result));
                }
                statement.getMoreResults();
            }
        }
        return all;
    }

    private static List<List<@Nullable String>> rows(ResultSet result) throws SQLException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
            List<@Nullable String> row = new ArrayList<>(columns);
            for (int i = 1; i <= columns; i++) {
                row.add(result.getString(i));
            }
            rows.add(row);
        }
        return rows;
    }

    private Statement statement() throws SQLException {
        Statement statement = connection.createStatement();
        // Braces belong to values: JDBC escapes such as {fn …} must not be rewritten.
        statement.setEscapeProcessing(false);
        return statement;
    }

    /** Run statements that return nothing. */
    void execute(String sql) throws SQLException {
        try (Statement statement = statement()) {
            send(statement, sql);
        }
    }

    /** Do what is still to be done, so that others may use the connection. */
    void settle() throws SQLException {
        if (!pending.isEmpty()) {
            execute(pending.remove(pending.size() - 1));
        }
    }

    private void rollBack() {
        pending.add("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
        pending.add("RELEASE SAVEPOINT " + SAVEPOINT);
    }

    /** Run work and undo what it did, whatever comes of it. */
    <T> T undone(Work<T> work) throws SQLException {
        pending.add("SAVEPOINT palindrome_undo");
        T result = work.run();
        pending.add("ROLLBACK TO SAVEPOINT palindrome_undo");
        pending.add("RELEASE SAVEPOINT palindrome_undo");
        return result;
    }

    /** Work on the server. */
    interface Work<T> {
        T run() throws SQLException;
    }
}
