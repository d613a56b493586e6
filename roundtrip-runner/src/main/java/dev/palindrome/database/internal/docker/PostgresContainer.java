package dev.palindrome.database.internal.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.internal.JdbcTestServer;
import dev.palindrome.database.internal.ServerAddress;
import dev.palindrome.database.internal.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** One server in one container, which lasts as long as the server is used. */
final class PostgresContainer implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final long SHARED_MEMORY = 256L << 20;

    /** Migrations say {@code OWNER TO postgres}: the official image's default user has to exist. */
    private static final String ADMIN = "postgres";

    /** Away from the images' own volumes, which differ between major versions. */
    private static final String MEMORY = "/palindrome";

    /**
     * As on the embedded server. Nothing has to survive a crash, see
     * https://www.postgresql.org/docs/current/non-durability.html; a worker of autovacuum on a template would make CREATE
     * DATABASE wait.
     */
    private static final List<String> SETTINGS = List.of(
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "autovacuum=off",
            "checkpoint_timeout=1d",
            "max_connections=300",
            "max_wal_size=512MB",
            "wal_level=logical",
            "timezone=UTC",
            "log_timezone=UTC");

    private static final System.Logger LOG = System.getLogger(PostgresContainer.class.getName());

    private final DockerEngine engine;
    private final String name;
    private final boolean onLoopback;
    private final String password = randomPassword();
    private final PostgreSQLContainer container;
    private final Path record;

    private PostgresContainer(DockerEngine engine, DockerImageName image, boolean onLoopback) throws IOException {
        String run = Run.current().id();
        this.engine = engine;
        this.name = JdbcTestServer.PREFIX + run + "_" + Run.current().nextNumber();
        this.onLoopback = onLoopback;
        this.container = configured(image);
        this.record = Run.current().record(ContainerRemover.KIND, ContainerRemover.describe(name, run, engine.host()));
        Run.current().closeAtExit(this);
    }

    /**
     * Start a container and connect to its server. Closing the server removes the container, and closes the engine.
     *
     * @param onLoopback whether to publish the port on the loopback interface only
     */
    static TestServer start(DockerEngine engine, DockerImageName image, boolean onLoopback)
            throws IOException, SQLException {
        PostgresContainer started = new PostgresContainer(engine, image, onLoopback);
        try {
            started.container.start();
            return JdbcTestServer.ofOurs(
                    DockerSource.NAME,
                    started.address(),
                    version -> "Docker image %s used, PostgreSQL %s in container %s"
                            .formatted(image.asCanonicalNameString(), version, started.name),
                    started::close);
        } catch (SQLException | RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private PostgreSQLContainer configured(DockerImageName image) {
        PostgreSQLContainer configured = new PostgreSQLContainer(image)
                .withUsername(ADMIN)
                .withPassword(password)
                .withDatabaseName(ADMIN)
                .withLabel(DockerEngine.RUN_LABEL, Run.current().id())
                .withTmpFs(Map.of(MEMORY, "rw"))
                .withEnv("PGDATA", MEMORY + "/data")
                .withSharedMemorySize(SHARED_MEMORY)
                .withCommand(command())
                .withCreateContainerCmdModifier(this::modify);
        // SCRAM would cost a Java client 10 ms for each session. It hides the password on a network, and there is none.
        return onLoopback ? configured.withEnv("POSTGRES_HOST_AUTH_METHOD", "password") : configured;
    }

    private static String[] command() {
        return Stream.concat(Stream.of("postgres"), SETTINGS.stream().flatMap(setting -> Stream.of("-c", setting)))
                .toArray(String[]::new);
    }

    private void modify(CreateContainerCmd create) {
        create.withName(name);
        if (onLoopback) {
            Objects.requireNonNull(create.getHostConfig())
                    .withPortBindings(new PortBinding(
                            Ports.Binding.bindIp(LOOPBACK), ExposedPort.tcp(PostgreSQLContainer.POSTGRESQL_PORT)));
        }
    }

    private ServerAddress address() {
        String host = onLoopback ? LOOPBACK : container.getHost();
        int port = container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
        return new ServerAddress(host + ":" + port, ADMIN, ADMIN, password, Map.of("sslmode", "disable"));
    }

    /** Remove the container. Idempotent. */
    @Override
    public void close() {
        Run.current().notAtExit(this);
        // Not container.stop(): Testcontainers keeps to itself whether that worked.
        try (engine) {
            engine.remove(name, Run.current().id());
            Run.current().forget(record);
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> "Container %s stays on record".formatted(name), e);
        }
    }

    private static String randomPassword() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
