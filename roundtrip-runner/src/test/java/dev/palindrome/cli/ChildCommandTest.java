package dev.palindrome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.HistoryBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only a process of its own shows: variables, signals, a reader that leaves, a machine without any server. */
@Timeout(180)
class ChildCommandTest {

    @TempDir
    private Path folder;

    private String directory = "";

    @BeforeEach
    void makeHistory() {
        directory = folder.resolve("migrations").toString();
        HistoryBuilder history = new HistoryBuilder(Path.of(directory));
        for (int number = 1; number <= 20; number++) {
            String slow = number == 1 ? "" : "SELECT pg_sleep(0.2);";
            history.file(number + "_step.up.sql", slow + "CREATE TABLE t" + number + " (id int)")
                    .file(number + "_step.down.sql", "DROP TABLE t" + number);
        }
    }

    @Test
    void unknown_variable_gets_a_suggestion() throws Exception {
        try (ChildCommand child =
                ChildCommand.start(folder, Map.of("PALINDROME_SEEED", "1"), true, "verify", directory, "--embedded")) {
            assertThat(child.exitCode()).isEqualTo(2);
            assertThat(child.err())
                    .isEqualToNormalizingNewlines(
                            "error: Unknown setting 'PALINDROME_SEEED'. Did you mean 'PALINDROME_SEED'?\n");
        }
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    @Test
    void no_database_at_all_numbers_the_attempts() throws Exception {
        Map<String, String> environment =
                Map.of("DOCKER_HOST", "unix://" + folder.resolve("no.sock"), "TESTCONTAINERS_RYUK_DISABLED", "true");
        try (ChildCommand child = ChildCommand.start(folder, environment, false, "verify", directory)) {
            assertThat(child.exitCode()).isEqualTo(3);
            assertThat(child.err())
                    .startsWith("error: No PostgreSQL server to make test databases on. Tried:")
                    .containsPattern("\\n {2}1\\. docker: .*no\\.sock.*\\n {5}\\S.*")
                    .containsPattern(
                            "\\n {2}2\\. embedded: no PostgreSQL binaries on the class path\\n {5}Add the dependency")
                    .contains("\nOr name a server of your own: --jdbc-url ")
                    .doesNotContain("\tat ");
        }
        assertThat(folder.resolve("cache/runs")).isEmptyDirectory();
    }

    @Tag("database")
    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void a_signal_during_a_walk_ends_it_at_once_and_quietly(String signal, int exitCode) throws Exception {
        try (ChildCommand child = embedded()) {
            child.awaitLine("ok            1 ");
            Path data = dataDirectory();
            assertThat(data).exists();
            long begin = System.nanoTime();

            child.signal(signal);

            assertThat(child.exitCode()).isEqualTo(exitCode);
            assertThat(System.nanoTime() - begin).as("nanoseconds").isLessThan(10_000_000_000L);
            assertThat(child.err()).isEmpty();
            assertThat(data).doesNotExist();
            assertThat(folder.resolve("cache/runs")).isEmptyDirectory();
        }
    }

    @Tag("database")
    @Test
    void a_signal_ends_a_walk_of_several_revisions_at_once() throws Exception {
        try (ChildCommand child = embedded("--jobs", "3")) {
            child.awaitLine("ok            1 ");
            Path data = dataDirectory();

            child.signal("INT");

            assertThat(child.exitCode()).isEqualTo(130);
            assertThat(child.err()).isEmpty();
            assertThat(data).doesNotExist();
            assertThat(folder.resolve("cache/runs")).isEmptyDirectory();
        }
    }

    @Tag("database")
    @Test
    void a_reader_that_leaves_ends_a_walk_of_several_revisions_at_once() throws Exception {
        try (ChildCommand child = embedded("--jobs", "3")) {
            child.awaitLine("ok            1 ");

            child.closeOut();

            assertThat(child.exitCode()).isEqualTo(141);
            assertThat(child.err()).isEmpty();
            assertThat(folder.resolve("cache/runs")).isEmptyDirectory();
        }
    }

    @Tag("database")
    @Test
    void a_reader_that_leaves_ends_the_walk_quietly() throws Exception {
        try (ChildCommand child = embedded()) {
            child.awaitLine("ok            1 ");

            child.closeOut();

            assertThat(child.exitCode()).isEqualTo(141);
            assertThat(child.err()).isEmpty();
            assertThat(folder.resolve("cache/runs")).isEmptyDirectory();
        }
    }

    private ChildCommand embedded(String... more) throws IOException {
        return ChildCommand.start(
                folder,
                Map.of(),
                true,
                Stream.concat(Stream.of("verify", directory, "--embedded"), Stream.of(more))
                        .toArray(String[]::new));
    }

    private Path dataDirectory() throws IOException {
        return Path.of(Files.readAllLines(onlyRecord()).stream()
                .filter(line -> line.startsWith("directory="))
                .findFirst()
                .orElseThrow()
                .substring("directory=".length()));
    }

    private Path onlyRecord() throws IOException {
        try (var files = Files.walk(folder.resolve("cache/runs"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("embedded-"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
