package dev.palindrome.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A user's server, played by an embedded one of its own: roles belong to a whole server. */
@Tag("database")
@Timeout(120)
class UrlServerTest {

    private static final String DEAD_RUN = "palindrome_0123456789ab_";

    private static TestServer users;
    private static TestDatabase desk;

    private final List<TestServer> opened = new ArrayList<>();

    @TempDir
    private Path cache;

    @BeforeAll
    static void startUsersServer() throws SQLException {
        users = TestServers.start(new DatabaseOptions(null, null, true, null, false));
        desk = users.create();
        sql("CREATE ROLE boss LOGIN SUPERUSER PASSWORD 'geheim'");
        sql("CREATE ROLE maker LOGIN CREATEDB PASSWORD 'geheim'");
        sql("CREATE ROLE \"we\"\"ird\" LOGIN PASSWORD 'geheim'");
        sql("CREATE DATABASE shop");
    }

    @AfterAll
    static void endUsersServer() {
        users.close();
    }

    @AfterEach
    void closeServers() {
        opened.forEach(TestServer::close);
    }

    @BeforeEach
    void forgetDatabases() throws SQLException {
        for (String database : databasesLike(DEAD_RUN + "%")) {
            sql("DROP DATABASE IF EXISTS \"" + database.replace("\"", "\"\"") + '"');
        }
    }

    @Test
    void a_role_that_may_create_databases_is_enough() throws SQLException {
        TestServer server = start(url("maker", "postgres"));

        assertThat(server.source()).isEqualTo("url");
        assertThat(server.description()).isEqualTo("PostgreSQL 18.6 at 127.0.0.1:" + port() + " used, as the URL says");
        TestDatabase database = server.create();
        try (Connection forgotten = database.connect()) {
            forgotten.createStatement().execute("CREATE TABLE t AS SELECT 1 AS i");
            TestDatabase clone = server.cloneOf(database);
            assertThat(databasesLike("palindrome%")).contains(database.name(), clone.name());
            clone.close();
            assertThat(databasesLike("palindrome%")).contains(database.name()).doesNotContain(clone.name());
        }
    }

    @Test
    void closing_drops_what_is_left_and_nothing_else() throws SQLException {
        List<String> before = databasesLike("%");
        TestServer server = start(url("boss", "postgres"));
        server.create();
        server.create();
        assertThat(databasesLike("%")).hasSize(before.size() + 2);

        server.close();

        assertThat(databasesLike("%")).isEqualTo(before);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(server::create)
                .withMessageEndingWith("is closed.");
    }

    @Test
    void a_libpq_url_is_accepted() throws SQLException {
        TestServer server = start("postgresql://maker:geheim@127.0.0.1:" + port() + "/postgres?sslmode=disable");

        try (TestDatabase database = server.create();
                Connection session = database.connect()) {
            assertThat(session.getCatalog()).isEqualTo(database.name());
        }
    }

    @Test
    void only_databases_of_dead_runs_are_swept() throws SQLException {
        List<String> foreign = List.of(
                "palindrome",
                "palindrome_x",
                "palindrome_0123456789ab",
                "palindrome_0123456789ab_",
                "palindrome_0123456789ab_x",
                "palindrome_0123456789ab_1\"; --",
                "palindrome_0123456789AB_1",
                "xpalindrome_0123456789ab_1",
                "palindrome_0123456789ab_1_shop");
        for (String database : foreign) {
            sql("CREATE DATABASE \"" + database.replace("\"", "\"\"") + '"');
        }
        sql("CREATE DATABASE palindrome_0123456789ab_1");
        TestDatabase own = start(url("boss", "postgres")).create();
        sql("CREATE DATABASE palindrome_0123456789ab_2");

        assertThat(sweptDatabases("boss")).containsExactly("database palindrome_0123456789ab_2");

        assertThat(databasesLike("%palindrome%"))
                .contains(own.name())
                .containsAll(foreign)
                .doesNotContain("palindrome_0123456789ab_1", "palindrome_0123456789ab_2");
        for (String database : foreign) {
            sql("DROP DATABASE \"" + database.replace("\"", "\"\"") + '"');
        }
    }

    @Test
    void a_database_in_use_and_one_of_another_role_stay() throws SQLException {
        sql("CREATE DATABASE palindrome_0123456789ab_1 OWNER maker");
        sql("CREATE DATABASE palindrome_0123456789ab_2");
        try (Connection user = DriverManager.getConnection(url("maker", "palindrome_0123456789ab_1"))) {
            assertThat(user.isValid(5)).isTrue();
            assertThat(sweptDatabases("maker")).isEmpty();
        }
        assertThat(databasesLike(DEAD_RUN + "%")).hasSize(2);
    }

    @Test
    void databases_of_a_live_run_survive_and_those_of_a_killed_one_do_not() throws Exception {
        try (ChildJvm child = ChildJvm.start(cache, url("maker", "postgres"))) {
            String database = child.awaitDatabase();

            assertThat(sweptDatabases("boss")).isEmpty();
            start(url("boss", "postgres"));
            assertThat(databasesLike("palindrome%")).contains(database);

            child.signal("KILL");
            ChildJvm.eventually("the server to notice", () -> sessionsOf("maker") == 0);
            assertThat(sweptDatabases("boss")).containsExactly("database " + database);
            assertThat(databasesLike("palindrome%")).doesNotContain(database);
        }
    }

    @Test
    void a_database_with_something_in_it_is_refused() throws SQLException {
        try (Connection shop = DriverManager.getConnection(url("boss", "shop"));
                Statement statement = shop.createStatement()) {
            statement.execute("CREATE EXTENSION hstore");
            statement.execute("CREATE EXTENSION pg_stat_statements");
        }
        start(url("boss", "shop")).close();
        try (Connection shop = DriverManager.getConnection(url("boss", "shop"));
                Statement statement = shop.createStatement()) {
            statement.execute("CREATE SCHEMA s; CREATE TYPE s.mood AS ENUM ('good')");
            statement.execute("CREATE TABLE s.a (i int); CREATE TABLE b (h hstore)");
        }

        assertThatExceptionOfType(DatabaseConfigurationException.class)
                .isThrownBy(() -> start(url("boss", "shop")))
                .withMessage("Database shop at 127.0.0.1:" + port() + " is not empty: 2 tables, 1 other object."
                        + " Palindrome works in databases of its own on that server, and needs the named one only to"
                        + " create them: name an empty one, such as postgres.");
    }

    @Test
    void a_wrong_password_is_told_and_not_repeated() {
        String url = "jdbc:postgresql://127.0.0.1:" + port() + "/postgres?user=boss&password=verraten";

        assertThatExceptionOfType(DatabaseConfigurationException.class)
                .isThrownBy(() -> start(url))
                .withMessage("Cannot use the server at 127.0.0.1:" + port() + " as role boss: FATAL: password"
                        + " authentication failed for user \"boss\". Check the user (in the URL, or PGUSER) and the"
                        + " password (in the URL, PGPASSWORD, or the file .pgpass).")
                .satisfies(e -> assertThat(everyMessage(e)).noneMatch(message -> message.contains("verraten")));
    }

    @Test
    void a_role_without_the_right_is_told_which() {
        assertThatExceptionOfType(DatabaseConfigurationException.class)
                .isThrownBy(() -> start(url("we%22ird", "postgres")))
                .withMessage("Role we\"ird at 127.0.0.1:" + port() + " may not create databases. Give it the right with"
                        + " ALTER ROLE \"we\"\"ird\" CREATEDB, or name another role.");
    }

    @Test
    void a_missing_database_is_told() {
        assertThatExceptionOfType(DatabaseConfigurationException.class)
                .isThrownBy(() -> start(url("boss", "nosuch")))
                .withMessage(
                        "Cannot use the server at 127.0.0.1:" + port() + " as role boss: FATAL: database \"nosuch\""
                                + " does not exist. Name a database that exists in place of nosuch, such as postgres.");
    }

    @Test
    void a_server_that_is_not_there_is_told() throws IOException {
        int unused;
        try (ServerSocket socket = new ServerSocket(0)) {
            unused = socket.getLocalPort();
        }

        assertThatExceptionOfType(DatabaseConfigurationException.class)
                .isThrownBy(
                        () -> start("jdbc:postgresql://127.0.0.1:" + unused + "/postgres?user=boss&password=geheim"))
                .withMessage("Cannot use the server at 127.0.0.1:" + unused + " as role boss: Connection to 127.0.0.1:"
                        + unused + " refused. Check that the hostname and port are correct and that the postmaster is"
                        + " accepting TCP/IP connections. Check host and port of the URL, and that the server runs.");
    }

    @Test
    void another_machine_is_refused_before_it_is_asked() {
        assertThatExceptionOfType(DatabaseConfigurationException.class)
                .isThrownBy(() -> start("jdbc:postgresql://192.0.2.1/postgres?user=boss&password=geheim"))
                .withMessageStartingWith("Host 192.0.2.1 is another machine.");
        assertThatExceptionOfType(DatabaseConfigurationException.class)
                .isThrownBy(() -> Leftovers.sweep(new DatabaseOptions(
                        "jdbc:postgresql://192.0.2.1/postgres?user=boss", null, false, null, false)))
                .withMessageStartingWith("Host 192.0.2.1 is another machine.");
    }

    /** Without what a sweep finds outside of the server. */
    private static List<String> sweptDatabases(String role) {
        return Leftovers.sweep(new DatabaseOptions(url(role, "postgres"), null, false, null, false)).stream()
                .filter(line -> line.startsWith("database "))
                .toList();
    }

    private TestServer start(String url) {
        TestServer server = TestServers.start(new DatabaseOptions(url, null, false, null, false));
        opened.add(server);
        return server;
    }

    private static String url(String user, String database) {
        return "jdbc:postgresql://127.0.0.1:%s/%s?user=%s&password=geheim".formatted(port(), database, user);
    }

    private static String port() {
        return desk.jdbcUrl().replaceFirst(".*:(\\d+)/.*", "$1");
    }

    private static void sql(String sql) throws SQLException {
        try (Connection session = desk.connect();
                Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> databasesLike(String pattern) throws SQLException {
        try (Connection session = desk.connect();
                Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT datname FROM pg_database WHERE datname LIKE '" + pattern + "' ORDER BY datname")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private static int sessionsOf(String role) {
        try (Connection session = desk.connect();
                Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count(*) FROM pg_stat_activity WHERE usename = '" + role + "'")) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> everyMessage(Throwable thrown) {
        List<String> messages = new ArrayList<>();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            messages.add(String.valueOf(cause));
        }
        return messages;
    }
}
