package dev.palindrome.database;

import java.sql.Connection;
import java.sql.SQLException;

/** A database on a PostgreSQL server. Safe for use by several threads. */
public interface Database {

    /** Return its name on the server. */
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
}
