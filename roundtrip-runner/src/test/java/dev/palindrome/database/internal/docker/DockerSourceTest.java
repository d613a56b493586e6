package dev.palindrome.database.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import dev.palindrome.database.DatabaseConfigurationException;
import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.DatabaseUnavailableException;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.internal.run.Run;
import dev.palindrome.testing.RequiresTool;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

@Tag("database")
@RequiresTool(Docker.class)
class DockerSourceTest {

    @Nested
    class A_server {

        private static TestServer server;

        @BeforeAll
        static void start() throws DatabaseUnavailableException {
            server = new DockerSource().start(DatabaseOptions.automatic());
        }

        @AfterAll
        static void close() {
            server.close();
        }

        @Test
        void creates_and_clones_databases() throws SQLException {
            try (TestDatabase template = server.create()) {
                execute(template, "CREATE TABLE orders (id int); INSERT INTO orders VALUES (7)");
                try (TestDatabase clone = server.cloneOf(template)) {
                    assertThat(query(clone, "SELECT id FROM orders")).isEqualTo("7");
                }
            }
        }

        @Test
        void says_its_image_its_version_and_its_container() {
            assertThat(server.source()).isEqualTo("docker");
            assertThat(server.description())
                    .matches("Docker image \\S+ used, PostgreSQL %s in container palindrome_%s_\\d+"
                            .formatted(server.version(), Run.current().id()));
        }

        @Test
        void keeps_its_data_in_memory_and_does_not_wait_for_disks() throws SQLException {
            try (TestDatabase database = server.create()) {
                assertThat(query(database, "SHOW data_directory")).isEqualTo("/palindrome/data");
                assertThat(query(database, "SHOW fsync")).isEqualTo("off");
            }
            assertThat(container(server).getHostConfig().getTmpFs()).containsKey("/palindrome");
        }

        @Test
        void carries_the_label_of_this_run() {
            assertThat(container(server).getConfig().getLabels())
                    .containsEntry("dev.palindrome.run", Run.current().id());
        }

        @Test
        void can_be_reached_from_this_machine_only() {
            Map<ExposedPort, Ports.Binding[]> bindings =
                    container(server).getNetworkSettings().getPorts().getBindings();

            assertThat(bindings.get(ExposedPort.tcp(5432)))
                    .extracting(Ports.Binding::getHostIp)
                    .containsExactly("127.0.0.1");
        }

        @Test
        void keeps_its_password_to_itself() throws SQLException {
            try (TestDatabase database = server.create()) {
                assertThat(database.jdbcUrl()).doesNotContainIgnoringCase("password");
            }
        }
    }

    @Test
    void closing_a_server_removes_its_container() throws DatabaseUnavailableException {
        TestServer server = new DockerSource().start(DatabaseOptions.automatic());
        String container = container(server).getId();

        server.close();
        server.close();

        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> docker().inspectContainerCmd(container).exec());
    }

    @Test
    void an_image_that_cannot_be_had_is_refused_within_seconds() {
        UnaryOperator<@Nullable String> environment =
                name -> "PALINDROME_IMAGE".equals(name) ? "palindrome/no-such-image:1" : System.getenv(name);
        long start = System.nanoTime();

        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(() -> new DockerSource(System::getProperty, environment).start(DatabaseOptions.automatic()))
                .withMessageStartingWith("image palindrome/no-such-image:1 is not here and could not be pulled: ")
                .withMessageEndingWith(". Run \"docker pull palindrome/no-such-image:1\","
                        + " or name an image that is here with palindrome.image.");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void what_is_no_image_name_is_a_mistake_of_the_user() {
        DatabaseOptions options = new DatabaseOptions(null, "Postgres 18", false, null, false);

        assertThatExceptionOfType(DatabaseConfigurationException.class)
                .isThrownBy(() -> new DockerSource().start(options))
                .withMessage("Expected the name of a Docker image such as postgres:18-alpine, was \"Postgres 18\".");
    }

    private static InspectContainerResponse container(TestServer server) {
        String description = server.description();
        return docker().inspectContainerCmd(description.substring(description.lastIndexOf(' ') + 1))
                .exec();
    }

    private static DockerClient docker() {
        return DockerClientFactory.instance().client();
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (Connection session = database.connect();
                Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(TestDatabase database, String sql) throws SQLException {
        try (Connection session = database.connect();
                Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return Objects.requireNonNull(rows.getString(1));
        }
    }
}
