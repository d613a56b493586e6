package dev.palindrome.data;

import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Why the server did not take a row, with the fields that say what it is about; null where it names none.
 *
 * @param sqlState empty when it was no error, but the row was not kept
 */
record Refusal(
        String sqlState,
        String message,
        @Nullable String schema,
        @Nullable String table,
        @Nullable String column,
        @Nullable String dataType,
        @Nullable String constraint,
        boolean inFunction) {

    /** The state of an assumption that a row does not satisfy; the name of the constraint is the condition. */
    static final String ASSUMPTION = "assumption";

    /**
     * Read an error.
     *
     * @throws SQLException the error itself, when it is about the session and not about a row
     */
    static Refusal of(SQLException error) throws SQLException {
        String state = Objects.requireNonNullElse(error.getSQLState(), "");
        ServerErrorMessage server = error instanceof PSQLException reported ? reported.getServerErrorMessage() : null;
        if (server == null || state.startsWith("08") || state.startsWith("57P")) {
            throw error;
        }
        return new Refusal(
                state,
                Objects.requireNonNullElse(server.getMessage(), ""),
                server.getSchema(),
                server.getTable(),
                server.getColumn(),
                server.getDatatype(),
                server.getConstraint(),
                server.getWhere() != null && server.getWhere().contains("function"));
    }

    static Refusal discarded() {
        return new Refusal("", "a trigger or a rule discards the row", null, null, null, null, null, true);
    }

    static Refusal unassumed(String condition) {
        return new Refusal(
                ASSUMPTION, "the row does not satisfy the assumption", null, null, null, null, condition, false);
    }

    /** The row went into another partition than the one it was made for. */
    static Refusal astray() {
        return new Refusal("23514", "the row belongs into another partition", null, null, null, null, null, false);
    }

    static Refusal impossible(String message) {
        return new Refusal("", message, null, null, null, null, null, false);
    }

    boolean is(String state) {
        return sqlState.equals(state);
    }
}
