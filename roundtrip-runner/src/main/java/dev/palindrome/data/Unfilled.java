package dev.palindrome.data;

import java.util.List;
import java.util.Optional;

/**
 * Why a table, or a column's NULL, could not be had: the last word of the server.
 *
 * @param sqlState five characters, PostgreSQL manual appendix A; empty when the server had no objection of its own
 * @param message the server's primary message, or ours
 * @param constraint the constraint or index that stood in the way
 * @param definition what that constraint says, such as {@code CHECK ((a + b) = c)}
 * @param columns the columns it is about
 */
public record Unfilled(
        String sqlState,
        String message,
        Optional<String> constraint,
        Optional<String> definition,
        List<String> columns) {

    public Unfilled {
        columns = List.copyOf(columns);
    }

    /** Return a reason that is not an error of the server's. */
    public static Unfilled because(String message) {
        return new Unfilled("", message, Optional.empty(), Optional.empty(), List.of());
    }

    /** Return {@code 23514 x_check on (a, b, c): CHECK (((a + b) = c))}, or the server's message when it names no constraint. */
    public String reason() {
        String state = sqlState.isEmpty() ? "" : sqlState + " ";
        if (constraint.isEmpty()) {
            return state + message;
        }
        String on = columns.isEmpty() ? "" : " on (" + String.join(", ", columns) + ")";
        return state + constraint.get() + on + ": " + definition.orElse(message);
    }
}
