package dev.palindrome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.HistoryBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("database")
class BaselineTest {

    @TempDir
    private Path directory;

    private HistoryBuilder history;
    private Path file;

    @BeforeEach
    void start() {
        file = directory.resolve("known.txt");
        history = new HistoryBuilder(directory.resolve("db"))
                .file("1_odd_name.up.sql", "CREATE TYPE \"odd\tname\" AS ENUM ('x');")
                .file("1_odd_name.down.sql", "SELECT 1;")
                .file("2_broken_way_down.up.sql", "CREATE TYPE b AS ENUM ('x');")
                .file("2_broken_way_down.down.sql", "DROP TYPE wrong;");
    }

    private CommandRun verify(Object... more) {
        Object[] words = new Object[more.length + 5];
        Object[] first = {"verify", directory.resolve("db"), "--embedded", "--baseline", file};
        System.arraycopy(first, 0, words, 0, 5);
        System.arraycopy(more, 0, words, 5, more.length);
        return CommandRun.of(words);
    }

    private int recordFindings(String ci) throws IOException, InterruptedException {
        try (ChildCommand command = ChildCommand.start(
                directory,
                Map.of("CI", ci),
                true,
                "verify",
                directory.resolve("db").toString(),
                "--embedded",
                "--baseline",
                file.toString(),
                "--markdown",
                directory.resolve("r.md").toString(),
                "--junit-xml",
                directory.resolve("r.xml").toString(),
                "--json",
                directory.resolve("r.json").toString())) {
            if (ci.isEmpty()) {
                command.awaitLine("baseline: 2 findings are recorded in " + file);
            }
            return command.exitCode();
        }
    }

    private static String withoutDuration(Path json) throws IOException {
        return Files.readString(json).replaceAll("\"duration_ms\": \\d+", "");
    }

    @Test
    void what_is_known_does_not_fail_and_what_is_new_does() throws Exception {
        assertThat(recordFindings("")).isZero();
        assertThat(file).content().endsWith("""
                PAL-R01\t1\tpublic."odd\\\\tname"
                PAL-R03\t2\t*
                """);

        assertThat(directory.resolve("r.md"))
                .content()
                .startsWith("## Palindrome: passed\n")
                .contains(", 2 allowed.");
        assertThat(directory.resolve("r.xml"))
                .content()
                .contains("failures=\"0\"", "allowed: known in known.txt")
                .doesNotContain("<failure");
        Path later = directory.resolve("later.json");
        CommandRun known = verify("--json", later);
        assertThat(withoutDuration(later)).isEqualTo(withoutDuration(directory.resolve("r.json")));
        assertThat(known.exitCode()).isZero();
        assertThat(known.out()).contains(", allowed: known in known.txt").doesNotContain("note:");

        history.file("3_cases.up.sql", "CREATE TYPE c AS ENUM ('x');").file("3_cases.down.sql", "SELECT 1;");
        CommandRun fresh = verify();
        assertThat(fresh.exitCode()).isEqualTo(1);
        assertThat(fresh.out())
                .contains("Downgrade of revision 3 leaves a trace")
                .doesNotContain("revision   1 ");

        history.file("1_odd_name.up.sql", "CREATE TYPE \"odd\tname\" AS ENUM ('x'); CREATE TYPE also AS ENUM ('x');");
        assertThat(verify("--only", "1").out()).contains("public.also").contains("1 with errors");
    }

    @Test
    void new_revision_that_a_known_failing_upgrade_keeps_from_being_verified_fails() throws Exception {
        history.file("3_cases.up.sql", "CREATE TABLE c (id int REFERENCES nowhere (id));")
                .file("3_cases.down.sql", "DROP TABLE c;")
                .file("4_add_days.up.sql", "ALTER TABLE c ADD d int;")
                .file("4_add_days.down.sql", "ALTER TABLE c DROP d;");
        Files.writeString(file, """
                PAL-R01\t1\tpublic."odd\\\\tname"
                PAL-R03\t2\t*
                PAL-R08\t3\t*
                PAL-R08\t4\t*
                """);

        CommandRun known = verify();
        assertThat(known.exitCode()).isZero();
        assertThat(known.out())
                .contains("note: 1 revision was not verified, since the upgrade of revision 3 fails before it\n");

        history.file("5_add_ends.up.sql", "ALTER TABLE c ADD e int;")
                .file("5_add_ends.down.sql", "ALTER TABLE c DROP e;")
                .file("6_create_facts.up.sql", "CREATE TABLE f (id int);")
                .file("6_create_facts.down.sql", "DROP TABLE f;");
        CommandRun fresh = verify();
        assertThat(fresh.exitCode()).isEqualTo(1);
        assertThat(fresh.out())
                .contains("\nUpgrade of revision 5 fails: ERROR 42P01: relation \"c\" does not exist."
                        + " It was not verified: the upgrade of revision 3 fails before it\n")
                .doesNotContain("\nUpgrade of revision 4 fails")
                .contains("note: 2 revisions were not verified, since the upgrade of revision 3 fails before them\n")
                .contains("6 revisions: 3 ok, 1 with a failing upgrade, 2 skipped");
    }

    @Test
    void nothing_is_written_where_ci_is_set() throws Exception {
        assertThat(recordFindings("true")).isEqualTo(2);
        assertThat(Files.readString(directory.resolve("err.txt")))
                .startsWith("error: There is no baseline " + file + ", and none is written where CI is set: ");
        assertThat(file).doesNotExist();
    }

    @Test
    void lines_that_nothing_needs_are_told() throws Exception {
        Files.writeString(file, "\uFEFF# ours\r\n\r\nPAL-R01\t1\tpublic.gone\r\nPAL-R01\tnine\t*\r\n");

        assertThat(verify().out())
                .contains("note: " + file + ":3: the allowance of PAL-R01 for public.gone is not needed; remove it")
                .contains("note: " + file + ":4: there is no revision nine; remove the line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAL-R01 1 public.a", "PAL-R01\t1\t", "PAL-X99\t1\t*", "PAL-R01\t1\tpublic.\\q"})
    void line_that_is_none_of_a_baseline_is_named(String line) throws Exception {
        Files.writeString(file, "# ours\n" + line + "\n");

        CommandRun run = verify();
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("error: " + file + ":2: ").endsWith("mend or remove the line\n");
    }

    @Test
    void baseline_is_of_the_whole_history() {
        CommandRun run = verify("--only", "1");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("choose no revisions the first time");
    }
}
