package dev.palindrome.database;

import java.sql.SQLException;

/** A test database could not be created, cloned or dropped, although the server had answered before. */
public final class TestDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TestDatabaseException(String message, SQLException cause) {
        super(message, cause);
    }
}
