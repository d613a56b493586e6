package dev.palindrome.database.internal.embedded;

import dev.palindrome.database.DatabaseUnavailableException;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.internal.JdbcTestServer;
import dev.palindrome.database.internal.ServerAddress;
import dev.palindrome.database.internal.run.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A server process of ours with its data directory, under a watchdog that ends both when this JVM dies. */
final class EmbeddedServer {

    static final String RECORD_KIND = "embedded";
    static final String DIRECTORY_IN_RECORD = "directory";

    private static final int PORT_ATTEMPTS = 3;
    private static final long ENOUGH_MEMORY = 1L << 29;

    /**
     * Copies the data directory and becomes the server. Before that it leaves a process behind, under init, that waits
     * for the end of our pipe: however this JVM ends, the operating system closes it. The server is then told to stop at
     * once, if the process of that number still is the one that names our directory.
     */
    private static final String SCRIPT = """
            template=$1 directory=$2
            shift 2
            exec 3<&0 </dev/null
            server=$$
            ours() {
                if [ -r "/proc/$server/cmdline" ]; then tr '\\0' ' ' <"/proc/$server/cmdline"; else ps -o args= -p "$server"; fi |
                    grep -F -q "$directory"
            }
            (
                trap '' HUP INT TERM
                (
                    read -r nothing <&3
                    ours && kill -QUIT "$server"
                    tries=0
                    while ours && [ $tries -lt 100 ]; do tries=$((tries + 1)); sleep 0.1; done
                    ours && kill -KILL "$server"
                    while [ -e "$directory" ] && [ $tries -lt 200 ]; do tries=$((tries + 1)); rm -rf "$directory" || sleep 0.1; done
                ) &
            ) >/dev/null 2>&1
            exec 3<&-
            cp -R "$template" "$directory/data" && exec "$@"
            """;

    private final Process process;
    private final ServerLog log;
    private final Path directory;
    private final Path record;
    private final int port;

    private EmbeddedServer(Process process, ServerLog log, Path directory, Path record, int port) {
        this.process = process;
        this.log = log;
        this.directory = directory;
        this.record = record;
        this.port = port;
    }

    static TestServer start(Installation installation, Account account)
            throws DatabaseUnavailableException, IOException, InterruptedException {
        EmbeddedServer server = launchOnFreePort(installation, account);
        try {
            return JdbcTestServer.ofOurs(
                    EmbeddedSource.NAME,
                    server.address(server.renewPassword(installation.password())),
                    version -> server.describe(version, account),
                    server::stop);
        } catch (SQLException e) {
            server.stop();
            throw new DatabaseUnavailableException(
                    "the server started, but does not answer: " + e.getMessage(), server.log.lastWords(), e);
        }
    }

    /**
     * Change the password that came with the data directory. Sessions send it as it is, which is safe as long as it is
     * our server that listens: its log has just said so. Who takes the port after its end learns nothing of use.
     */
    private String renewPassword(String old) throws SQLException {
        String renewed = Installation.randomPassword();
        try (Connection session = address(old).connect("postgres");
                Statement statement = session.createStatement()) {
            // The text is random: it needs no iterations against guessing, which would slow down each session.
            statement.execute("SELECT set_config(name, '1', false) FROM pg_settings WHERE name = 'scram_iterations'");
            statement.execute("ALTER ROLE " + Installation.SUPERUSER + " PASSWORD '" + renewed + "'");
        }
        return renewed;
    }

    private ServerAddress address(String password) {
        return address(port, password);
    }

    private static ServerAddress address(int port, String password) {
        return new ServerAddress(
                "127.0.0.1:" + port, "postgres", Installation.SUPERUSER, password, Map.of("sslmode", "disable"));
    }

    /**
     * Load the driver in the background, by a session that is refused: nobody listens there. The first session of a JVM
     * otherwise takes longer than the start of a server.
     */
    static void warmUpDriver() throws IOException {
        ServerAddress nobody = address(freePort(), "");
        Thread thread = new Thread(
                () -> {
                    try {
                        nobody.connect("postgres").close();
                    } catch (SQLException e) {
                        // As expected; the next session is the one that counts.
                    }
                },
                "palindrome-driver");
        thread.setDaemon(true);
        thread.start();
    }

    private static EmbeddedServer launchOnFreePort(Installation installation, Account account)
            throws DatabaseUnavailableException, IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            EmbeddedServer server = launch(installation, account);
            if (server.isReady()) {
                return server;
            }
            server.stop();
            // Another process took the port between our looking for a free one and the server's start.
            if (attempt == PORT_ATTEMPTS || !server.log.lastWords().contains("could not create any TCP/IP sockets")) {
                throw new DatabaseUnavailableException(
                        "the server did not start", "It said:\n" + server.log.lastWords());
            }
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return log.awaitReady();
        } catch (InterruptedException e) {
            stop();
            throw e;
        }
    }

    private static EmbeddedServer launch(Installation installation, Account account) throws IOException {
        Run run = Run.current();
        Path directory = base().resolve("palindrome-%s-%d".formatted(run.id(), run.nextNumber()));
        Path record = run.record(RECORD_KIND, Map.of(DIRECTORY_IN_RECORD, directory.toString()));
        Files.createDirectory(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        account.own(directory);
        int port = freePort();
        List<String> command = new ArrayList<>(
                List.of("sh", "-c", SCRIPT, "palindrome", installation.cluster().toString(), directory.toString()));
        command.addAll(installation.serverCommand(directory.resolve("data"), port));
        Process process = Command.cleaned(new ProcessBuilder(account.command(command)))
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .start();
        return new EmbeddedServer(process, ServerLog.of(process), directory, record, port);
    }

    /** Return where memory backs files, if there is plenty of it (Docker gives a container 64 MB), else the usual place. */
    private static Path base() throws IOException {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory) && Files.getFileStore(memory).getUsableSpace() >= ENOUGH_MEMORY
                ? memory
                : Path.of(System.getProperty("java.io.tmpdir", "/tmp")).toAbsolutePath();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }

    private String describe(String version, Account account) {
        return "embedded PostgreSQL %s used, data in %s%s"
                .formatted(version, directory.getParent(), account.remark().isEmpty() ? "" : ", " + account.remark());
    }

    /** End the server at once, as the watchdog would, and remove its directory. */
    private void stop() {
        Optional<SharedMemory> memory = SharedMemory.of(directory.resolve("data"));
        try {
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
            if (memory.isPresent()) {
                memory.get().release();
            }
            CacheEntry.deleteTree(directory);
            Run.current().forget(record);
        } catch (IOException e) {
            System.getLogger(EmbeddedServer.class.getName())
                    .log(System.Logger.Level.DEBUG, "Left for the next sweep: " + directory, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the watchdog goes on without us
        }
    }
}
