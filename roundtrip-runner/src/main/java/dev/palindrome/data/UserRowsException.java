package dev.palindrome.data;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** The user's own SQL for rows was refused by the server. */
public final class UserRowsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int line;

    UserRowsException(String sql, SQLException cause) {
        super("The SQL for rows of your own fails: ERROR " + cause.getSQLState() + ": " + cause.getMessage(), cause);
        this.line = line(sql, cause);
    }

    /** The server counts characters, from 1; 0 is no place. */
    private static int line(String sql, SQLException cause) {
        ServerErrorMessage message = cause instanceof PSQLException refusal ? refusal.getServerErrorMessage() : null;
        int position = message == null ? 0 : message.getPosition();
        return position == 0
                ? 1
                : 1
                        + (int) sql.codePoints()
                                .limit(position - 1L)
                                .filter(character -> character == '\n')
                                .count();
    }

    /** Return the line that the server names, or the first, counted from 1. */
    public int line() {
        return line;
    }

    /** Return what the server said. */
    public SQLException refusal() {
        return (SQLException) getCause();
    }
}
