package dev.palindrome.database.internal.url;

import dev.palindrome.database.DatabaseConfigurationException;
import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.DatabaseSource;
import dev.palindrome.database.DatabaseUnavailableException;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.internal.JdbcTestServer;
import dev.palindrome.database.internal.RunDatabases;
import dev.palindrome.database.internal.ServerAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Uses a server that the user gave. Of its databases, only those that we made are ever changed or dropped. */
public final class UrlSource implements DatabaseSource {

    static final String NAME = "url";

    /**
     * Counts what a database holds besides what initdb and extensions put there. Objects of an extension depend on it
     * with type e: https://www.postgresql.org/docs/current/catalog-pg-depend.html
     */
    private static final String CONTENT = """
            WITH mine AS (
                SELECT oid FROM pg_namespace
                WHERE nspname NOT IN ('pg_catalog', 'information_schema') AND nspname !~ '^pg_(toast|temp)'
            ), found AS (
                SELECT 'pg_class'::regclass AS class, oid, relkind IN ('r', 'p', 'f') AS is_table
                FROM pg_class
                WHERE relnamespace IN (SELECT oid FROM mine) AND relkind IN ('r', 'p', 'f', 'v', 'm', 'S', 'c')
                UNION ALL
                SELECT 'pg_proc'::regclass, oid, false FROM pg_proc WHERE pronamespace IN (SELECT oid FROM mine)
                UNION ALL
                SELECT 'pg_type'::regclass, oid, false FROM pg_type
                WHERE typnamespace IN (SELECT oid FROM mine) AND typtype IN ('e', 'd', 'r')
            )
            SELECT count(*) FILTER (WHERE is_table), count(*) FILTER (WHERE NOT is_table)
            FROM found
            WHERE NOT EXISTS (
                SELECT FROM pg_depend WHERE classid = found.class AND objid = found.oid AND deptype = 'e')
            """;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public TestServer start(DatabaseOptions options) throws DatabaseUnavailableException {
        if (options.jdbcUrl() == null) {
            throw new DatabaseUnavailableException("no JDBC URL was given", "");
        }
        ServerAddress address = address(options.jdbcUrl(), options);
        try (Connection session = address.connect(address.adminDatabase())) {
            requireEmpty(session, address);
            requireCreateDatabase(session, address);
            RunDatabases.sweep(session, address);
            return JdbcTestServer.ofUsers(
                    NAME,
                    address,
                    version -> "PostgreSQL %s at %s used, as the URL says".formatted(version, address.hosts()));
        } catch (SQLException e) {
            throw refusal(address, e);
        }
    }

    @Override
    public List<String> sweep(DatabaseOptions options) {
        if (options.jdbcUrl() == null) {
            return List.of();
        }
        ServerAddress address = address(options.jdbcUrl(), options);
        try (Connection session = address.connect(address.adminDatabase())) {
            return RunDatabases.sweep(session, address).stream()
                    .map(database -> "database " + database)
                    .toList();
        } catch (SQLException e) {
            throw refusal(address, e);
        }
    }

    private static ServerAddress address(String url, DatabaseOptions options) {
        ServerUrl parsed = ServerUrl.parse(url, System::getenv);
        if (!options.allowRemote()) {
            parsed.requireLoopback();
        }
        return parsed.address();
    }

    private static void requireEmpty(Connection session, ServerAddress address) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet content = statement.executeQuery(CONTENT)) {
            content.next();
            int tables = content.getInt(1);
            int others = content.getInt(2);
            if (tables + others > 0) {
                throw new DatabaseConfigurationException(
                        "Database %s at %s is not empty: %s, %s. Palindrome works in databases of its own on that server, and needs the named one only to create them: name an empty one, such as postgres."
                                .formatted(
                                        address.adminDatabase(),
                                        address.hosts(),
                                        count(tables, "table"),
                                        count(others, "other object")));
            }
        }
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static void requireCreateDatabase(Connection session, ServerAddress address) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet role = statement.executeQuery(
                        "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")) {
            if (role.next() && !role.getBoolean(1)) {
                throw JdbcTestServer.mayNotCreateDatabases(address, null);
            }
        }
    }

    /** Tell the user what to do about a server that does not let us in. */
    static DatabaseConfigurationException refusal(ServerAddress address, SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return new DatabaseConfigurationException(
                "Cannot use the server at %s as role %s: %s %s"
                        .formatted(address.hosts(), address.user(), sentence(e.getMessage()), remedy(state, address)),
                e);
    }

    private static String remedy(String state, ServerAddress address) {
        // https://www.postgresql.org/docs/current/errcodes-appendix.html
        if (state.startsWith("28") || state.equals("08004")) {
            return "Check the user (in the URL, or PGUSER) and the password (in the URL, PGPASSWORD, or the file .pgpass).";
        }
        if (state.equals("3D000")) {
            return "Name a database that exists in place of %s, such as postgres.".formatted(address.adminDatabase());
        }
        if (state.startsWith("08")) {
            return "Check host and port of the URL, and that the server runs.";
        }
        return "Check the URL, or give none to let palindrome start a server.";
    }

    private static String sentence(@Nullable String message) {
        String text = message == null ? "no reason given" : message;
        return text.endsWith(".") ? text : text + ".";
    }
}
