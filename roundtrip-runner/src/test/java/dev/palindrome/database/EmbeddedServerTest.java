package dev.palindrome.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("database")
@Timeout(120)
class EmbeddedServerTest {

    private static final DatabaseOptions EMBEDDED = new DatabaseOptions(null, null, true, null, false);

    private final TestServer server = TestServers.shared(EMBEDDED);

    @Test
    void the_server_of_equal_options_is_shared() {
        assertThat(TestServers.shared(new DatabaseOptions(null, null, true, null, false)))
                .isSameAs(server);
        assertThat(server.source()).isEqualTo("embedded");
        assertThat(server.version()).isEqualTo("18.6");
        assertThat(server.description()).startsWith("embedded PostgreSQL 18.6 used, data in /");
    }

    @Test
    void a_new_database_is_empty_and_goes_with_its_sessions() throws SQLException {
        TestDatabase database = server.create();
        assertThat(database.name()).matches("palindrome_[0-9a-f]{12}_\\d+");
        try (Connection session = database.connect()) {
            assertThat(rows(session, "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                    .isEmpty();
            assertThat(rows(session, "SHOW server_encoding")).containsExactly("UTF8");

            database.close();

            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> rows(session, "SELECT 1"));
        }
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(database::connect)
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("3D000"));
        assertThatCode(database::close).doesNotThrowAnyException();
    }

    @Test
    void a_clone_has_schema_and_rows_and_a_life_of_its_own() throws SQLException {
        try (TestDatabase database = server.create()) {
            execute(database, "CREATE TABLE t (i int); INSERT INTO t VALUES (1), (2)");
            try (TestDatabase clone = server.cloneOf(database)) {
                execute(clone, "DELETE FROM t WHERE i = 1");
                assertThat(rows(clone, "SELECT i FROM t")).containsExactly("2");
            }
            assertThat(rows(database, "SELECT i FROM t ORDER BY i")).containsExactly("1", "2");
        }
    }

    @Test
    void a_clone_has_the_settings_and_grants_of_its_template() throws SQLException {
        String state = """
                SELECT coalesce(datacl::text, '-') || ' ' || datconnlimit || ' ' || shobj_description(d.oid, 'pg_database')
                    || ' ' || (SELECT string_agg(setrole::regrole || ': ' || setconfig::text, '; ' ORDER BY setrole)
                        FROM pg_db_role_setting WHERE setdatabase = d.oid)
                FROM pg_database d WHERE datname = current_database()""";
        try (TestDatabase database = server.create()) {
            String name = '"' + database.name() + '"';
            execute(
                    database,
                    "ALTER DATABASE %1$s SET search_path = \"a b\", 'public'; ALTER DATABASE %1$s SET app.tenant = 'it''s';"
                                    .formatted(name)
                            + " ALTER ROLE postgres IN DATABASE %1$s SET work_mem = '5MB'; COMMENT ON DATABASE %1$s IS 'x';"
                                    .formatted(name)
                            + " REVOKE ALL ON DATABASE %1$s FROM PUBLIC; GRANT CREATE ON DATABASE %1$s TO pg_monitor WITH GRANT OPTION;"
                                    .formatted(name)
                            + " ALTER DATABASE %s CONNECTION LIMIT 90".formatted(name));
            try (TestDatabase clone = server.cloneOf(database)) {
                assertThat(rows(clone, state)).isEqualTo(rows(database, state)).hasSize(1);
            }
        }
    }

    @Test
    void a_database_with_a_subscription_can_be_dropped() throws SQLException {
        TestDatabase database = server.create();
        execute(
                database,
                "CREATE SUBSCRIPTION \"it's\" CONNECTION 'dbname=nowhere' PUBLICATION p WITH (connect = false)");

        database.close();

        assertThat(rows(server.create(), "SELECT datname FROM pg_database")).doesNotContain(database.name());
    }

    @Test
    void a_forgotten_session_does_not_keep_a_database_from_being_cloned() throws SQLException {
        try (TestDatabase database = server.create();
                Connection forgotten = database.connect()) {
            rows(forgotten, "SELECT 1");

            try (TestDatabase clone = server.cloneOf(database)) {
                assertThat(rows(clone, "SELECT 1")).containsExactly("1");
            }
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> rows(forgotten, "SELECT 1"));
        }
    }

    @Test
    void a_database_of_another_server_is_not_cloned() {
        TestDatabase stranger = new Stranger();

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> server.cloneOf(stranger))
                .withMessage("Expected a database made by this server, was stranger. Clone it where it was made.");
    }

    @Test
    void several_threads_create_clone_and_drop_at_once() throws Exception {
        try (TestDatabase template = server.create()) {
            execute(template, "CREATE TABLE t AS SELECT 1 AS i");
            Callable<String> work = () -> {
                try (TestDatabase empty = server.create();
                        TestDatabase clone = server.cloneOf(template)) {
                    execute(empty, "CREATE TABLE u (i int)");
                    execute(clone, "INSERT INTO t VALUES (2)");
                    return String.join(",", rows(clone, "SELECT i FROM t ORDER BY i"));
                }
            };
            ExecutorService threads = Executors.newFixedThreadPool(6);
            try {
                for (Future<String> result : threads.invokeAll(Collections.nCopies(24, work))) {
                    assertThat(result.get()).isEqualTo("1,2");
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void nobody_gets_in_without_the_password() throws SQLException {
        try (TestDatabase database = server.create()) {
            assertThat(database.jdbcUrl()).doesNotContain("password");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), "postgres", "postgres"))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        }
    }

    @Test
    void sessions_are_in_simple_query_mode_and_show_our_name() throws SQLException {
        try (TestDatabase database = server.create();
                Connection session = database.connect()) {
            // Two commands in one message: only the simple protocol allows it in a CREATE FUNCTION ... BEGIN ATOMIC
            // body.
            execute(database, "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END; SELECT f()");
            assertThat(rows(session, "SHOW application_name").get(0)).matches("palindrome [0-9a-f]{12}");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void migrations_find_what_they_need(int version) throws SQLException {
        TestServer wanted = TestServers.shared(new DatabaseOptions(null, null, false, version, false));
        assertThat(wanted.version()).startsWith(version + ".");
        try (TestDatabase database = wanted.create()) {
            for (String extension : List.of(
                    "pgcrypto",
                    "uuid-ossp",
                    "hstore",
                    "pg_trgm",
                    "citext",
                    "ltree",
                    "btree_gist",
                    "btree_gin",
                    "intarray",
                    "unaccent",
                    "tablefunc",
                    "fuzzystrmatch",
                    "cube",
                    "earthdistance",
                    "postgres_fdw",
                    "dblink",
                    "pg_stat_statements",
                    "xml2")) {
                execute(database, "CREATE EXTENSION \"" + extension + "\"");
            }
            assertThat(rows(database, "SELECT uuid_generate_v4() <> gen_random_uuid()"))
                    .containsExactly("t");
            assertThat(rows(database, "SELECT encode(digest('a', 'sha1'), 'hex')"))
                    .containsExactly("86f7e437faa5a7fce15d1ddcb9eaeaea377667b8");
            assertThat(rows(database, "SELECT lower('ÄÉ'), unaccent('ÄÉ')")).containsExactly("äé");
            execute(database, "CREATE COLLATION german (provider = icu, locale = 'de-DE')");
            assertThat(warnings(database, "CREATE PUBLICATION p FOR ALL TABLES"))
                    .isEmpty();
            assertThat(rows(database, "SELECT current_setting('default_text_search_config'), 1"))
                    .containsExactly("pg_catalog.english");
            execute(
                    database,
                    "CREATE SUBSCRIPTION s CONNECTION 'host=nowhere' PUBLICATION p WITH (connect = false, slot_name = NONE)");
            execute(database, "DROP SUBSCRIPTION s");
        }
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (Connection session = database.connect();
                Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> warnings(TestDatabase database, String sql) throws SQLException {
        try (Connection session = database.connect();
                Statement statement = session.createStatement()) {
            statement.execute(sql);
            return statement.getWarnings() == null
                    ? List.of()
                    : List.of(statement.getWarnings().getMessage());
        }
    }

    private static List<String> rows(TestDatabase database, String sql) throws SQLException {
        try (Connection session = database.connect()) {
            return rows(session, sql);
        }
    }

    private static List<String> rows(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> first = new ArrayList<>();
            while (rows.next()) {
                first.add(rows.getString(1));
            }
            return first;
        }
    }

    private record Stranger() implements TestDatabase {

        @Override
        public String name() {
            return "stranger";
        }

        @Override
        public String jdbcUrl() {
            return "jdbc:postgresql:stranger";
        }

        @Override
        public String libpqUri() {
            return "postgresql://elsewhere/postgres";
        }

        @Override
        public Connection connect() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
