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
     * Return libpq's connection URI for programs that are not Java's (PostgreSQL manual, "Connection Strings"). It holds the password,
     * if there is one: never print it.
     */
    String libpqUri();

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
