package dev.palindrome.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TestServersTest {

    private static final DatabaseOptions AUTOMATIC = DatabaseOptions.automatic();

    private final List<String> asked = new ArrayList<>();

    @Test
    void sources_are_asked_in_order_whatever_order_they_are_found_in() {
        start(AUTOMATIC, refusing("embedded"), serving("mine"), refusing("docker"), serving("url"));

        assertThat(asked).containsExactly("mine");
    }

    @Test
    void what_earlier_sources_said_stands_before_the_choice() {
        TestServer server = start(AUTOMATIC, serving("embedded"), refusing("docker"), serving("url"));

        assertThat(asked).containsExactly("docker", "embedded");
        assertThat(server.description()).isEqualTo("docker: it does not like us; embedded PostgreSQL 18.6 used");
        assertThat(server.source()).isEqualTo("embedded");
    }

    @Test
    void a_choice_asks_only_its_source() {
        List<DatabaseSource> all = List.of(serving("url"), serving("docker"), serving("embedded"));

        TestServers.start(new DatabaseOptions("jdbc:postgresql:x", null, false, null, false), all);
        TestServers.start(new DatabaseOptions(null, "postgres:17", false, null, false), all);
        TestServers.start(new DatabaseOptions(null, null, true, null, false), all);
        TestServers.start(new DatabaseOptions(null, null, false, 15, false), all);

        assertThat(asked).containsExactly("url", "docker", "embedded", "embedded");
    }

    @Test
    void without_any_server_each_attempt_is_numbered_with_reason_and_remedy() {
        assertThatExceptionOfType(NoDatabaseException.class)
                .isThrownBy(() -> start(AUTOMATIC, refusing("docker"), refusing("embedded")))
                .withMessage("""
                        No PostgreSQL server to make test databases on. Tried:
                          1. docker: it does not like us
                             Be nice to docker.
                             Then try again.
                          2. embedded: it does not like us
                             Be nice to embedded.
                             Then try again.
                        Or name a server of your own: --jdbc-url jdbc:postgresql://localhost/postgres?user=NAME \
                        (the password in PGPASSWORD); for tests, palindrome.jdbcUrl.""")
                .satisfies(e -> assertThat(e.attempts())
                        .extracting(NoDatabaseException.Attempt::source)
                        .containsExactly("docker", "embedded"));
    }

    @Test
    void a_wrong_configuration_is_not_passed_on_to_the_next_source() {
        DatabaseSource wrong = new Source("docker", null) {
            @Override
            public TestServer start(DatabaseOptions options) {
                throw new DatabaseConfigurationException("wrong");
            }
        };

        assertThatExceptionOfType(DatabaseConfigurationException.class)
                .isThrownBy(() -> start(AUTOMATIC, wrong, serving("embedded")))
                .withMessage("wrong");
        assertThat(asked).isEmpty();
    }

    @Test
    void our_own_sources_are_found() {
        assertThat(TestServers.sources()).extracting(DatabaseSource::name).contains("url", "embedded");
    }

    @Test
    void the_text_of_options_does_not_hold_the_url() {
        assertThat(new DatabaseOptions("jdbc:postgresql://h/d?password=geheim", "postgres:17", true, 17, true))
                .hasToString(
                        "DatabaseOptions[jdbcUrl=given, image=postgres:17, embedded=true, embeddedVersion=17, allowRemote=true]");
    }

    private static TestServer start(DatabaseOptions options, DatabaseSource... sources) {
        return TestServers.start(options, List.of(sources));
    }

    private DatabaseSource serving(String name) {
        return new Source(name, new NoServer(name));
    }

    private DatabaseSource refusing(String name) {
        return new Source(name, null);
    }

    private class Source implements DatabaseSource {

        private final String name;
        private final @Nullable TestServer server;

        Source(String name, @Nullable TestServer server) {
            this.name = name;
            this.server = server;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public TestServer start(DatabaseOptions options) throws DatabaseUnavailableException {
            asked.add(name);
            if (server == null) {
                throw new DatabaseUnavailableException(
                        "it does not like us", "Be nice to " + name + ".\nThen try again.");
            }
            return server;
        }
    }

    /** A server that was chosen, and is not used. */
    private record NoServer(String source) implements TestServer {

        @Override
        public String version() {
            return "18.6";
        }

        @Override
        public String description() {
            return source + " PostgreSQL 18.6 used";
        }

        @Override
        public TestDatabase create() {
            throw new UnsupportedOperationException();
        }

        @Override
        public TestDatabase cloneOf(TestDatabase template) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
