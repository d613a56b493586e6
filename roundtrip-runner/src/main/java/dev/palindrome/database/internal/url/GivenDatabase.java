package dev.palindrome.database.internal.url;

import dev.palindrome.database.DatabaseConfigurationException;
import dev.palindrome.database.internal.ServerAddress;
import java.sql.Connection;
import java.sql.SQLException;

/** A database that a user names, to be read and never changed. It may be on any host. */
public final class GivenDatabase {

    private GivenDatabase() {}

    /**
     * Open a session in which the server refuses to change anything; the caller closes it.
     *
     * @param url {@code jdbc:postgresql://…}, {@code postgresql://user:password@host/database} or {@code postgres://…}
     * @throws DatabaseConfigurationException when the URL cannot be read, or the server refuses; says why, without the password
     */
    public static Connection read(String url) {
        ServerAddress address = ServerUrl.parse(url, System::getenv).address();
        try {
            Connection connection = address.connect(address.adminDatabase());
            connection.setReadOnly(true);
            return connection;
        } catch (SQLException e) {
            throw UrlSource.refusal(address, e);
        }
    }
}
