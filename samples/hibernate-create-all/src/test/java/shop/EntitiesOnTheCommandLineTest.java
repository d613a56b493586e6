package shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.cli.Palindrome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that docs/command-line.md shows, with the persistence unit of this project. */
@Tag("database")
class EntitiesOnTheCommandLineTest {

    private static final Path MIGRATIONS = Path.of("migrations");

    @TempDir
    private Path folder;

    private static String run(Object... arguments) {
        StringWriter text = new StringWriter();
        PrintWriter stream = new PrintWriter(text);
        int exitCode = Palindrome.run(
                stream, stream, Stream.of(arguments).map(Object::toString).toArray(String[]::new));
        return text.toString().replace(System.lineSeparator(), "\n") + "exit code " + exitCode;
    }

    private void copyMigrationsWithoutNames() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(MIGRATIONS)) {
            files = all.toList();
        }
        for (Path file : files) {
            List<String> lines = Files.readAllLines(file).stream()
                    .filter(line -> !line.contains("full_name"))
                    .toList();
            Files.write(folder.resolve(file.getFileName()), lines);
        }
    }

    @Test
    void migrationsLeadToTheEntities() {
        assertThat(run("check", "--target", "hibernate:shop")).isEqualTo("""
                        3 revisions, head c1a003
                        The schema at the head is that of hibernate:shop
                        exit code 0""");
    }

    @Test
    void missingColumnIsSeenAndWritten() throws IOException {
        copyMigrationsWithoutNames();

        assertThat(run("check", "--migrations", folder, "--target", "hibernate:shop"))
                .contains("1 difference", "+ column public.customers.full_name")
                .endsWith("exit code 1");

        assertThat(run(
                        "revision",
                        "-m",
                        "catch up",
                        "--autogenerate",
                        "--migrations",
                        folder,
                        "--target",
                        "hibernate:shop"))
                .endsWith("The schema at the head is now that of hibernate:shop\nexit code 0");
        assertThat(run("check", "--migrations", folder, "--target", "hibernate:shop"))
                .endsWith("exit code 0");
    }

    @Test
    void unitThatIsNotThereBringsTheOnesThatAre() {
        assertThat(run("check", "--target", "hibernate:store", "--classpath", "target/classes:@target/classpath.txt"))
                .contains("There is no persistence unit 'store'. Units on the class path: shop (target/classes)")
                .endsWith("exit code 2");
    }
}
