package dev.palindrome.data;

import java.sql.SQLException;

/** The user's own SQL for rows was refused by the server. */
public final class UserRowsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UserRowsException(SQLException cause) {
        super("The SQL for rows of your own fails: ERROR " + cause.getSQLState() + ": " + cause.getMessage(), cause);
    }

    /** Return what the server said. */
    public SQLException refusal() {
        return (SQLException) getCause();
    }
}
