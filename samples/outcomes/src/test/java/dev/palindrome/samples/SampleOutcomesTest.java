package dev.palindrome.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each sample holds what {@code palindrome verify} says of it, word for word. */
class SampleOutcomesTest {

    private static final Path SAMPLES = Path.of("samples");

    @Tag("database")
    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void verify_says_what_is_expected(String sample) throws IOException {
        boolean alembic = isAlembic(SAMPLES.resolve(sample));
        // Where nothing may be skipped, it fails for want of a Python.
        assumeTrue(!alembic || Boolean.parseBoolean(System.getenv("CI")) || Python.hasAlembic(), "needs Alembic");

        String text = CommandLine.run("verify", "samples/" + sample + (alembic ? "" : "/migrations"));

        new GoldenFile(
                        SAMPLES.resolve(sample).resolve("expected.txt"),
                        SAMPLES.resolve("outcomes/target/received").resolve(sample + ".txt"))
                .check(text);
    }

    @Tag("database")
    @Test
    void each_step_of_a_sample_is_read_in_both_ways() {
        assertThat(CommandLine.runAsItIs("verify", "samples/golang-migrate-blog/migrations"))
                .containsPattern(
                        "note: fast reading: compared with a reading of the whole [1-9]\\d* times, no difference");
    }

    @Tag("database")
    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void golden_file_of_the_quickstart_is_right_on_every_version(int version) {
        String file = "samples/quickstart/src/test/resources/schema-snapshots/head.txt";

        String text = CommandLine.run(
                "snapshot", "--migrations", "samples/quickstart/migrations", "--embedded=" + version, "--check", file);

        assertThat(text).isEqualTo(file + " is up to date\nexit code 0\n");
    }

    @Test
    void readme_shows_what_is_said_of_the_forgotten_type() throws IOException {
        String text = Files.readString(SAMPLES.resolve("forgotten-drop-type/expected.txt"));
        String failure = text.substring(text.indexOf("Downgrade of"), text.indexOf("\n2 revisions"));

        assertThat(Files.readString(Path.of("README.md"))).contains(failure);
    }

    @Test
    void how_to_of_alembic_shows_what_is_said_of_the_sample() throws IOException {
        String said = Page.read(Path.of("docs/how-to/alembic.md")).blocks().stream()
                .filter(block -> block.language().isEmpty())
                .map(Page.CodeBlock::code)
                .findFirst()
                .orElseThrow();

        assertThat(Files.readString(SAMPLES.resolve("alembic-shop/expected.txt")))
                .contains(CommandLine.steady(said));
    }

    @Test
    void every_expected_text_belongs_to_a_sample() throws IOException {
        assertThat(foldersWith("expected.txt")).isNotEmpty().isSubsetOf(samples());
    }

    static List<String> samples() throws IOException {
        return Stream.of("migrations", "alembic.ini")
                .flatMap(content -> foldersWith(content).stream())
                .sorted()
                .toList();
    }

    private static boolean isAlembic(Path sample) {
        return Files.exists(sample.resolve("alembic.ini"));
    }

    private static List<String> foldersWith(String content) {
        try (Stream<Path> folders = Files.list(SAMPLES)) {
            return folders.filter(folder -> Files.exists(folder.resolve(content)))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
