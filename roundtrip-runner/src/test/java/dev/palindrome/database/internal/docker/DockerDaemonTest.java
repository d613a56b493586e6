package dev.palindrome.database.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palindrome.database.DatabaseUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerDaemonTest {

    private static final String REMEDY =
            ". Start Docker (\"docker info\" must answer), or set DOCKER_HOST to where it listens.";

    @TempDir
    private Path home;

    @Test
    void a_socket_where_docker_answers_is_enough() throws Exception {
        try (AnsweringSocket socket = AnsweringSocket.at(home.resolve("docker.sock"), "HTTP/1.0 200 OK\r\n\r\nOK")) {
            assertThatCode(daemon(socket.uri())::requireReachable).doesNotThrowAnyException();
        }
    }

    @Test
    void a_socket_where_something_else_answers_is_refused() throws Exception {
        try (AnsweringSocket socket = AnsweringSocket.at(home.resolve("docker.sock"), "220 mail.example ESMTP\r\n")) {
            assertThatExceptionOfType(DatabaseUnavailableException.class)
                    .isThrownBy(daemon(socket.uri())::requireReachable)
                    .withMessage("Docker does not answer at %s (something else does)".formatted(socket.uri()) + REMEDY);
        }
    }

    @Test
    void a_socket_that_stays_silent_is_refused() throws Exception {
        Path socket = home.resolve("docker.sock");
        try (ServerSocketChannel server = listen(socket)) {
            assertThat(server.isOpen()).isTrue();
            assertThatExceptionOfType(DatabaseUnavailableException.class)
                    .isThrownBy(daemon("unix://" + socket)::requireReachable)
                    .withMessage("Docker does not answer at unix://%s (waited 3 s for an answer)".formatted(socket)
                            + REMEDY);
        }
    }

    @Test
    void a_socket_that_nobody_serves_is_refused() throws Exception {
        Path socket = home.resolve("docker.sock");
        listen(socket).close();

        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(daemon("unix://" + socket)::requireReachable)
                .withMessage("Docker does not answer at unix://%s (Connection refused)".formatted(socket) + REMEDY);
    }

    @Test
    void a_socket_that_is_not_there_is_refused() {
        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(daemon("unix:///no/such.sock")::requireReachable)
                .withMessage("Docker does not answer at unix:///no/such.sock (no such socket)" + REMEDY);
    }

    @Test
    void a_port_that_listens_is_enough() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatCode(daemon("tcp://127.0.0.1:" + server.getLocalPort())::requireReachable)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void a_port_where_nobody_listens_is_refused() {
        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(daemon("tcp://127.0.0.1:1")::requireReachable)
                .withMessage("Docker does not answer at tcp://127.0.0.1:1 (Connection refused)" + REMEDY);
    }

    @Test
    void what_testcontainers_cannot_use_is_refused() {
        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(daemon("ssh://build.example")::requireReachable)
                .withMessage("Docker does not answer at ssh://build.example"
                        + " (Testcontainers knows unix://, tcp:// and npipe:// only)" + REMEDY);
        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(daemon("tcp:// docker")::requireReachable)
                .withMessage("Docker does not answer at tcp:// docker (not a URI)" + REMEDY);
        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(daemon("tcp:2375")::requireReachable)
                .withMessage("Docker does not answer at tcp:2375 (no host is named)" + REMEDY);
    }

    @Test
    void the_users_file_for_testcontainers_counts_when_the_variable_is_not_set() throws IOException {
        Files.writeString(home.resolve(".testcontainers.properties"), "docker.host=unix:///no/such.sock\n");

        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(daemon("")::requireReachable)
                .withMessageStartingWith("Docker does not answer at unix:///no/such.sock");
    }

    @Test
    void sockets_are_looked_for_where_testcontainers_does() {
        assertThat(daemon("").usualSockets())
                .startsWith(Path.of("/var/run/docker.sock"))
                .contains(home.resolve(".docker/run/docker.sock"), home.resolve(".docker/desktop/docker.sock"));
    }

    private DockerDaemon daemon(String dockerHost) {
        return new DockerDaemon(
                Map.of("user.home", home.toString(), "os.name", "Linux")::get, Map.of("DOCKER_HOST", dockerHost)::get);
    }

    private static ServerSocketChannel listen(Path socket) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
    }
}
