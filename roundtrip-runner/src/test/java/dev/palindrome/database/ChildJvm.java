package dev.palindrome.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Another JVM with a test server and one database on it, to be ended in one way or another. */
public final class ChildJvm implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String READY = "ready ";

    private final Process process;
    private final Path cache;

    private ChildJvm(Process process, Path cache) {
        this.process = process;
        this.cache = cache;
    }

    /**
     * Run in the child: start a server, say the name of a database on it, and wait for a word on how to end.
     *
     * @param arguments a JDBC URL; none for an embedded server
     */
    public static void main(String[] arguments) throws IOException {
        DatabaseOptions options = arguments.length == 0
                ? new DatabaseOptions(null, null, true, null, false)
                : new DatabaseOptions(arguments[0], null, false, null, false);
        TestDatabase database = TestServers.shared(options).create();
        System.out.println(READY + database.name());
        int word = System.in.read();
        if (word == 't') {
            throw new IllegalStateException("as asked");
        }
        if (word == 'e') {
            System.exit(3);
        }
        // Otherwise the end of main, with a server that nobody closed.
    }

    static ChildJvm start(Path cache, String... arguments) throws IOException {
        // A build in the background of a shell ignores SIGINT, one under nohup SIGHUP, and so would all its children.
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT,HUP,TERM",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dpalindrome.cache=" + cache,
                "-cp",
                System.getProperty("java.class.path"),
                ChildJvm.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new ChildJvm(process, cache);
    }

    /** Wait for the child's database, and return its name. */
    String awaitDatabase() throws IOException {
        // The reader stays open: the process writes nothing more.
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        String line = reader.readLine();
        assertThat(line).as("what the child says").startsWith(READY);
        return line.substring(READY.length());
    }

    int end(char word) throws IOException, InterruptedException {
        process.getOutputStream().write(word);
        process.getOutputStream().flush();
        return exitCode();
    }

    int signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                .start()
                .waitFor();
        return exitCode();
    }

    private int exitCode() throws InterruptedException {
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as("ended")
                .isTrue();
        return process.exitValue();
    }

    /** Return the data directories that runs with this cache have on record. */
    List<Path> recordedDirectories() throws IOException {
        try (Stream<Path> files = Files.walk(cache.resolve("runs"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("embedded-"))
                    .map(ChildJvm::directory)
                    .toList();
        }
    }

    private static Path directory(Path record) {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(record)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Path.of(properties.getProperty("directory"));
    }

    /** Return the processes that have a directory among their arguments. */
    static List<ProcessHandle> processesOn(Path directory) {
        return ProcessHandle.allProcesses()
                .filter(process -> Stream.of(process.info().arguments().orElse(new String[0]))
                        .anyMatch(argument -> argument.startsWith(directory.toString())))
                .toList();
    }

    static void eventually(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("given up waiting: " + what).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
