package dev.palindrome.database.internal;

import dev.palindrome.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A database of ours.
 *
 * @param server made it
 * @param name needs no quotes: it is made of lower-case letters, digits and underscores
 */
record JdbcTestDatabase(JdbcTestServer server, String name) implements TestDatabase {

    @Override
    public String jdbcUrl() {
        return server.address().jdbcUrl(name);
    }

    @Override
    public String libpqUri() {
        return server.address().libpqUri(name);
    }

    @Override
    public Connection connect() throws SQLException {
        return server.address().connect(name);
    }

    @Override
    public void close() {
        server.drop(this);
    }

    @Override
    public String toString() {
        return name;
    }
}
