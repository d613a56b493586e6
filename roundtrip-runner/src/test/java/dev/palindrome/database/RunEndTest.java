package dev.palindrome.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a JVM ends, nothing of it is left; whatever state the cache is in, a server starts. */
@Tag("database")
@Timeout(180)
class RunEndTest {

    /** Filled by the first test that uses it; each test leaves it without runs. */
    @TempDir
    private static Path cache;

    @TempDir
    private Path emptyCache;

    private final List<ChildJvm> children = new ArrayList<>();

    @AfterEach
    void endChildren() throws InterruptedException, IOException {
        List<Path> directories =
                children.isEmpty() ? List.of() : children.get(0).recordedDirectories();
        children.forEach(ChildJvm::close);
        for (Path directory : directories) {
            ChildJvm.eventually("the watchdog", () -> !Files.exists(directory));
        }
    }

    @ParameterizedTest
    @CsvSource({"n, 0", "t, 1", "e, 3"})
    void normal_end_exception_and_exit_leave_nothing(char word, int exitCode) throws Exception {
        ChildJvm child = child();
        child.awaitDatabase();
        Path directory = onlyDirectory(child);

        assertThat(child.end(word)).isEqualTo(exitCode);

        assertThat(directory).doesNotExist();
        assertThat(cache.resolve("runs")).isEmptyDirectory();
        ChildJvm.eventually("no process", () -> ChildJvm.processesOn(directory).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void a_signal_leaves_nothing(String signal, int exitCode) throws Exception {
        ChildJvm child = child();
        child.awaitDatabase();
        Path directory = onlyDirectory(child);

        assertThat(child.signal(signal)).isEqualTo(exitCode);

        assertThat(directory).doesNotExist();
        assertThat(cache.resolve("runs")).isEmptyDirectory();
        ChildJvm.eventually("no process", () -> ChildJvm.processesOn(directory).isEmpty());
    }

    @Test
    void after_kill_9_the_watchdog_ends_the_server_and_the_next_start_removes_the_record() throws Exception {
        ChildJvm child = child();
        child.awaitDatabase();
        Path directory = onlyDirectory(child);
        assertThat(ChildJvm.processesOn(directory)).isNotEmpty();

        child.signal("KILL");

        ChildJvm.eventually("no process", () -> ChildJvm.processesOn(directory).isEmpty());
        ChildJvm.eventually("no directory", () -> !Files.exists(directory));
        ChildJvm next = child();
        next.awaitDatabase();
        assertThat(next.recordedDirectories()).hasSize(1).doesNotContain(directory);
        next.end('n');
        assertThat(cache.resolve("runs")).isEmptyDirectory();
    }

    @Test
    void after_kill_9_of_jvm_and_watchdog_the_next_start_ends_the_server() throws Exception {
        ChildJvm child = child();
        child.awaitDatabase();
        Path directory = onlyDirectory(child);
        ChildJvm.processesOn(directory).stream()
                .filter(process -> process.info().command().orElse("").endsWith("sh"))
                .forEach(ProcessHandle::destroyForcibly);
        child.signal("KILL");
        assertThat(ChildJvm.processesOn(directory.resolve("data"))).hasSize(1);
        assertThat(directory).exists();

        ChildJvm next = child();
        next.awaitDatabase();

        assertThat(ChildJvm.processesOn(directory)).isEmpty();
        assertThat(directory).doesNotExist();
        next.end('n');
    }

    @Test
    void after_kill_9_of_jvm_watchdog_and_server_the_next_start_removes_directory_and_shared_memory() throws Exception {
        ChildJvm child = child();
        child.awaitDatabase();
        Path directory = onlyDirectory(child);
        String segment = Files.readAllLines(directory.resolve("data/postmaster.pid"))
                .get(6)
                .strip();
        assertThat(segments()).contains(segment.replaceAll(" +", " "));
        ChildJvm.processesOn(directory).forEach(ProcessHandle::destroyForcibly);
        child.signal("KILL");
        ChildJvm.eventually("no process", () -> ChildJvm.processesOn(directory).isEmpty());
        assertThat(directory).exists();

        ChildJvm next = child();
        next.awaitDatabase();

        assertThat(directory).doesNotExist();
        assertThat(segments()).doesNotContain(segment.replaceAll(" +", " "));
        next.end('n');
    }

    /** Return key and id of each System V segment. */
    private static List<String> segments() throws IOException {
        return Files.readAllLines(Path.of("/proc/sysvipc/shm")).stream()
                .map(line -> line.strip().replaceAll("^(\\S+) +(\\S+).*", "$1 $2"))
                .toList();
    }

    @Test
    void several_jvms_at_once_on_an_empty_cache_do_not_disturb_each_other() throws Exception {
        for (int i = 0; i < 4; i++) {
            child(emptyCache);
        }
        for (ChildJvm child : children) {
            child.awaitDatabase();
        }

        assertThat(children.get(0).recordedDirectories())
                .hasSize(4)
                .allSatisfy(directory -> assertThat(directory).exists());
        for (ChildJvm child : children) {
            assertThat(child.end('n')).isZero();
        }
        assertThat(emptyCache.resolve("runs")).isEmptyDirectory();
        try (Stream<Path> entries = Files.list(emptyCache.resolve("postgresql"))) {
            assertThat(entries.map(path -> path.getFileName().toString().replaceAll("-.*?(\\.lock)?$", "$1")))
                    .containsExactlyInAnyOrder("binaries", "binaries.lock", "cluster", "cluster.lock");
        }
    }

    @Test
    void a_half_written_cache_is_repaired() throws Exception {
        endedChild();
        truncate(entry("binaries").resolve("content/bin/postgres"));
        Files.delete(entry("binaries").resolve("content/share/postgresql/extension/hstore.control"));
        truncate(entry("cluster").resolve("content/data/global/pg_control"));

        endedChild();

        assertThat(entry("binaries").resolve("content/share/postgresql/extension/hstore.control"))
                .isNotEmptyFile();
        assertThat(entry("cluster").resolve("content/data/global/pg_control")).isNotEmptyFile();
    }

    private void endedChild() throws IOException, InterruptedException {
        ChildJvm child = child(emptyCache);
        child.awaitDatabase();
        assertThat(child.end('n')).isZero();
    }

    private Path entry(String kind) throws IOException {
        try (Stream<Path> entries = Files.list(emptyCache.resolve("postgresql"))) {
            return entries.filter(path -> path.getFileName().toString().startsWith(kind) && Files.isDirectory(path))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void truncate(Path file) throws IOException {
        assertThat(file).isNotEmptyFile();
        Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
    }

    private ChildJvm child() throws IOException {
        return child(cache);
    }

    private ChildJvm child(Path cache) throws IOException {
        ChildJvm child = ChildJvm.start(cache);
        children.add(child);
        return child;
    }

    private static Path onlyDirectory(ChildJvm child) throws IOException {
        assertThat(child.recordedDirectories()).hasSize(1);
        return child.recordedDirectories().get(0);
    }
}
