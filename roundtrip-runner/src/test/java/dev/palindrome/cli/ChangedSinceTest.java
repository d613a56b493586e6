package dev.palindrome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.testing.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class ChangedSinceTest {

    @TempDir
    private Path directory;

    private HistoryBuilder history;

    @BeforeEach
    void start() {
        history = new HistoryBuilder(directory.resolve("db"))
                .file("1_a.up.sql", "CREATE TYPE a AS ENUM ('x');")
                .file("1_a.down.sql", "SELECT 1;");
        git("init", "-q", "-b", "main");
        commit();
        git("checkout", "-q", "-b", "feature");
    }

    private void git(String... arguments) {
        String[] command = new String[arguments.length + 5];
        System.arraycopy(
                new String[] {"git", "-c", "user.name=Jo", "-c", "user.email=jo@example.com"}, 0, command, 0, 5);
        System.arraycopy(arguments, 0, command, 5, arguments.length);
        Program.run(directory, command);
    }

    private void commit() {
        git("add", "-A");
        git("commit", "-q", "-m", "x");
    }

    private CommandRun verify(String since) {
        return CommandRun.of("verify", directory.resolve("db"), "--embedded", "--changed-since", since);
    }

    @Test
    void only_what_is_new_on_the_branch_is_judged() {
        assertThat(verify("main").exitCode()).isZero();

        history.file("2_b.up.sql", "CREATE TYPE b AS ENUM ('x');").file("2_b.down.sql", "SELECT 1;");
        assertThat(verify("main").out())
                .contains("Downgrade of revision 2 leaves a trace")
                .doesNotContain("revision 1 leaves");

        commit();
        assertThat(verify("main").out())
                .contains("Downgrade of revision 2 leaves a trace")
                .doesNotContain("revision 1 leaves");

        history.file("1_a.down.sql", "SELECT 2;");
        assertThat(verify("main").out()).contains("revision 1 leaves a trace").contains("revision 2 leaves a trace");
    }

    @Test
    void what_was_edited_removed_or_inserted_since_is_told() {
        git("checkout", "-q", "main");
        history.file("3_users.up.sql", "CREATE TABLE u (id int PRIMARY KEY);")
                .file("3_users.down.sql", "DROP TABLE u;");
        history.file("4_gone.up.sql", "CREATE TABLE g (id int PRIMARY KEY);").file("4_gone.down.sql", "DROP TABLE g;");
        commit();
        git("checkout", "-q", "feature");
        git("merge", "-q", "main");
        history.file("3_users.up.sql", "CREATE TABLE u (id bigint PRIMARY KEY);");
        history.file("2_between.up.sql", "-- palindrome:allow PAL-V10 *: nobody has 3 yet\nSELECT 1;")
                .file("2_between.down.sql", "SELECT 1;");
        git("rm", "-q", "db/4_gone.up.sql", "db/4_gone.down.sql");
        commit();

        CommandRun run = verify("main");

        assertThat(run.out())
                .contains(
                        "PAL-V10 warning: Revision 2 is new and below 3, which main has already: golang-migrate keeps the newest"
                                + " version only, and never runs it where a later one has run, allowed: nobody has 3 yet")
                .contains("PAL-V09 warning: Revision 3 was edited since main")
                .contains("PAL-V09 warning: Revision 4 \"gone\" was removed since main")
                .doesNotContain("not needed");
        assertThat(run.exitCode()).isZero();
        assertThat(CommandRun.of("verify", directory.resolve("db"), "--embedded", "--only", "2")
                        .out())
                .doesNotContain("not needed")
                .doesNotContain("PAL-V10");
    }

    @Test
    void folder_that_could_not_be_read_then_is_noted() {
        git("checkout", "-q", "main");
        history.file("1_b.up.sql", "SELECT 1;");
        commit();
        git("checkout", "-q", "-b", "mended");
        git("rm", "-q", "db/1_b.up.sql");
        commit();

        assertThat(verify("main").out())
                .contains(
                        "which revisions were edited since main is not told, since the folder could not be read then: ");
    }

    @Test
    void reference_that_git_does_not_know_is_an_error() {
        assertThat(verify("nowhere").exitCode()).isEqualTo(2);
        assertThat(verify("nowhere").err()).startsWith("error: --changed-since: git cannot say what changed: ");
    }
}
