package dev.palindrome.database.internal.url;

import dev.palindrome.database.Database;
import dev.palindrome.database.DatabaseConfigurationException;
import dev.palindrome.database.internal.ServerAddress;
import java.sql.Connection;
import java.sql.SQLException;

/** A database that a user names. It may be on any host. */
public final class GivenDatabase implements Database {

    private final ServerAddress address;

    private GivenDatabase(ServerAddress address) {
        this.address = address;
    }

    /**
     * Name a database; nothing is connected yet.
     *
     * @param url {@code jdbc:postgresql://…}, {@code postgresql://user:password@host/database} or {@code postgres://…}
     * @throws DatabaseConfigurationException when the URL cannot be read
     */
    public static GivenDatabase at(String url) {
        return new GivenDatabase(ServerUrl.parse(url, System::getenv).address());
    }

    @Override
    public String name() {
        return address.adminDatabase();
    }

    @Override
    public String jdbcUrl() {
        return address.jdbcUrl(name());
    }

    @Override
    public String libpqUri() {
        return address.libpqUri(name());
    }

    /** @throws DatabaseConfigurationException when the server refuses; says why, without the password */
    @Override
    public Connection connect() {
        try {
            return address.connect(name());
        } catch (SQLException e) {
            throw UrlSource.refusal(address, e);
        }
    }

    /**
     * Open a session in which the server refuses to change anything; the caller closes it.
     *
     * @param url {@code jdbc:postgresql://…}, {@code postgresql://user:password@host/database} or {@code postgres://…}
     * @throws DatabaseConfigurationException when the URL cannot be read, or the server refuses; says why, without the password
     */
    public static Connection read(String url) {
        GivenDatabase database = at(url);
        Connection connection = database.connect();
        try {
            connection.setReadOnly(true);
            return connection;
        } catch (SQLException e) {
            throw UrlSource.refusal(database.address, e);
        }
    }
}
