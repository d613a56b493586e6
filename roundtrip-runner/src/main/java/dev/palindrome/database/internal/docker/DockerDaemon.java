package dev.palindrome.database.internal.docker;

import dev.palindrome.database.DatabaseUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether Docker answers where Testcontainers looks for it, found out in milliseconds. Testcontainers itself
 * would try every strategy for many seconds, log each failure as an error with its stack trace, and refuse for the rest
 * of the JVM's life.
 *
 * @see <a href="https://java.testcontainers.org/features/configuration/">Testcontainers: Docker host detection</a>
 */
final class DockerDaemon {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LONGEST_PING = Duration.ofSeconds(3);
    private static final int DOCKER_PORT = 2375;

    private static final String REMEDY =
            "Start Docker (\"docker info\" must answer), or set DOCKER_HOST to where it listens.";

    private final UnaryOperator<@Nullable String> properties;
    private final UnaryOperator<@Nullable String> environment;

    DockerDaemon(UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    /**
     * Return if a daemon seems to be there, or if we cannot tell.
     *
     * @throws DatabaseUnavailableException when nothing listens; it names the places
     */
    void requireReachable() throws DatabaseUnavailableException {
        String explicit = explicitHost();
        if (explicit != null) {
            Optional<String> refusal = refusalOf(explicit);
            if (refusal.isPresent()) {
                throw new DatabaseUnavailableException(
                        "Docker does not answer at %s (%s)".formatted(explicit, refusal.get()), REMEDY);
            }
        } else if (!isWindows()) {
            requireSocket();
        }
    }

    private void requireSocket() throws DatabaseUnavailableException {
        List<String> refusals = new ArrayList<>();
        List<Path> sockets = usualSockets();
        for (Path socket : sockets.stream().filter(Files::exists).toList()) {
            Optional<String> refusal = refusalOf(socket);
            if (refusal.isEmpty()) {
                return;
            }
            refusals.add("%s: %s".formatted(socket, refusal.get()));
        }
        throw new DatabaseUnavailableException(
                refusals.isEmpty()
                        ? "no Docker socket at " + sockets.get(0)
                        : "no Docker daemon answers (" + String.join("; ", refusals) + ")",
                REMEDY);
    }

    /** DOCKER_HOST, else what Testcontainers' file of the user says; null to look in the usual places. */
    private @Nullable String explicitHost() {
        String variable = environment.apply("DOCKER_HOST");
        if (variable != null && !variable.isBlank()) {
            return variable.strip();
        }
        Properties file = new Properties();
        try (InputStream in = Files.newInputStream(home().resolve(".testcontainers.properties"))) {
            file.load(in);
        } catch (IOException | IllegalArgumentException e) {
            return null; // most users have no such file
        }
        return Stream.of("tc.host", "docker.host")
                .map(file::getProperty)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Return where a daemon of this machine or of this user listens if nothing else is said, the likeliest first. */
    List<Path> usualSockets() {
        Path home = home();
        String runtimeDirectory = environment.apply("XDG_RUNTIME_DIR");
        return Stream.of(
                        Stream.of(Path.of("/var/run/docker.sock")),
                        Stream.ofNullable(runtimeDirectory).map(Path::of).map(path -> path.resolve("docker.sock")),
                        Stream.of(home.resolve(".docker/run/docker.sock"), home.resolve(".docker/desktop/docker.sock")),
                        userId(home).map(id -> Path.of("/run/user/" + id + "/docker.sock")).stream())
                .flatMap(paths -> paths)
                .toList();
    }

    /** The user's number, which Java shows only as the owner of a file. */
    private static Optional<Object> userId(Path home) {
        try {
            return Optional.ofNullable(Files.getAttribute(home, "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> refusalOf(String host) {
        try {
            URI uri = URI.create(host);
            return switch (Objects.requireNonNullElse(uri.getScheme(), "")) {
                case "unix" -> refusalOf(Path.of(uri.getPath()));
                case "tcp", "http", "https" -> refusalOf(uri.getHost(), uri.getPort());
                case "npipe" -> Optional.empty();
                default -> Optional.of("Testcontainers knows unix://, tcp:// and npipe:// only");
            };
        } catch (IllegalArgumentException e) {
            return Optional.of("not a URI");
        }
    }

    private static Optional<String> refusalOf(Path socket) {
        try {
            String answer = new Patience("an answer", LONGEST_PING).until(() -> ping(socket), late -> {});
            return answer.startsWith("HTTP/1.") ? Optional.empty() : Optional.of("something else does");
        } catch (TimeoutException e) {
            return Optional.of(reason(e));
        } catch (ExecutionException e) {
            return Optional.of(Files.exists(socket) ? reason(e.getCause()) : "no such socket");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /** See <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/System/operation/SystemPing">Ping</a>. */
    private static String ping(Path socket) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap("GET /_ping HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(64);
            channel.read(answer);
            return new String(answer.array(), StandardCharsets.US_ASCII);
        }
    }

    private static Optional<String> refusalOf(@Nullable String host, int port) {
        if (host == null) {
            return Optional.of("no host is named");
        }
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(host, port == -1 ? DOCKER_PORT : port), (int) CONNECT_TIMEOUT.toMillis());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(reason(e));
        }
    }

    private static String reason(Throwable e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }

    private Path home() {
        return Path.of(Objects.requireNonNull(properties.apply("user.home")));
    }

    private boolean isWindows() {
        return Objects.requireNonNull(properties.apply("os.name")).startsWith("Windows");
    }
}
