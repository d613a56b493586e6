package dev.palindrome.database;

import java.util.List;

/**
 * A way to come by a PostgreSQL server: an SPI, found by {@link java.util.ServiceLoader}.
 *
 * <p>A source of a user's own is asked before Docker and the embedded binaries.
 */
public interface DatabaseSource {

    /** Return the name shown to users: {@code url}, {@code docker}, {@code embedded}. */
    String name();

    /**
     * Start a server, or connect to one. A source that cannot serve says so within a few seconds; one that can may take
     * the time that it needs.
     *
     * @throws DatabaseUnavailableException when this source cannot serve; the next source is then asked
     * @throws DatabaseConfigurationException when what the user asked for is wrong; no other source is asked
     */
    TestServer start(DatabaseOptions options) throws DatabaseUnavailableException;

    /**
     * Remove what runs that were killed left on the server that the options name, and say what it was. Nothing by
     * default: what lies on this machine is found by {@link Leftovers#sweep()}.
     *
     * @throws DatabaseConfigurationException when that server cannot be used
     */
    default List<String> sweep(DatabaseOptions options) {
        return List.of();
    }
}
