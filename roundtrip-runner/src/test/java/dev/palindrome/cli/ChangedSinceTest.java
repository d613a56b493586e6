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
    void reference_that_git_does_not_know_is_an_error() {
        assertThat(verify("nowhere").exitCode()).isEqualTo(2);
        assertThat(verify("nowhere").err()).startsWith("error: --changed-since: git cannot say what changed: ");
    }
}
