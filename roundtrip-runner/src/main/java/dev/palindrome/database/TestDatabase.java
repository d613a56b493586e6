package dev.palindrome.database;

import java.sql.Connection;
import java.sql.SQLException;

/** A database that we created and may change and drop. */
public interface TestDatabase extends AutoCloseable {

    /** Return its name on the server, which begins with {@code palindrome_}. */
    String name();

    /** Return a JDBC URL that holds no password. */
    String jdbcUrl();

    /**
     * Open a session of its own, in simple query mode, as migration tools send their scripts.
     *
     * @throws SQLException when the server refuses
     */
    Connection connect() throws SQLException;

    /** Drop the database, ending sessions that are still open. Idempotent. */
    @Override
    void close();
}
