package dev.palindrome.revision.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.TransactionMode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqitchSourceTest {

    private static final String FORMAT = "sqitch";
    private static final String BY = " 2024-01-31T12:00:00Z Jo Doe <jo@example.com>";

    @TempDir
    private Path directory;

    private HistoryBuilder history;

    @BeforeEach
    void start() {
        history = new HistoryBuilder(directory);
    }

    private HistoryBuilder plan(String... lines) {
        return history.file(
                "sqitch.plan", "%syntax-version=1.0.0\n%project=shop\n\n" + String.join("\n", lines) + "\n");
    }

    private HistoryBuilder scripts(String... names) {
        for (String name : names) {
            history.file("deploy/" + name + ".sql", "BEGIN;\nSELECT 1;\nCOMMIT;\n")
                    .file("revert/" + name + ".sql", "SELECT 2;\n");
        }
        return history;
    }

    @Test
    void order_is_that_of_the_plan() {
        plan("users" + BY + " # add users", "", "# a comment", "views/list [users]" + BY, "@v1" + BY + " # first");
        scripts("users", "views/list");

        assertThat(history.ids(FORMAT)).containsExactly("users", "views/list");
        Revision users = history.revision(FORMAT, "users");
        assertThat(users.message()).isEqualTo("add users");
        assertThat(users.file()).isEqualTo(Path.of("deploy/users.sql"));
        assertThat(users.upgrade().transaction()).isEqualTo(TransactionMode.NONE);
        assertThat(users.upgrade().batches()).hasSize(3);
        assertThat(users.downgrade()).isInstanceOf(Downgrade.Script.class);
        assertThat(history.read("auto").notes().get(0)).isEqualTo("format sqitch, recognised by sqitch.plan");
    }

    @Test
    void reworked_change_keeps_its_scripts_under_a_tag() {
        plan("f" + BY, "@v1" + BY, "@v2" + BY, "f [f@v1]" + BY + " # better");
        scripts("f", "f@v2");

        assertThat(history.read(FORMAT).graph().inOrder())
                .extracting(revision ->
                        revision.id() + " " + revision.file().toString().replace('\\', '/'))
                .containsExactly("f@v1 deploy/f@v2.sql", "f deploy/f.sql");
    }

    @Test
    void configuration_says_where_the_files_are() {
        history.file(
                        "sqitch.conf",
                        "[core]\n\tengine = pg\n\ttop_dir = db\n\textension = pgsql\n[engine \"pg\"]\n\tdeploy_dir = \"up\" # here\n")
                .file("db/sqitch.plan", "%project=shop\na" + BY + "\n")
                .file("up/a.pgsql", "SELECT 1;")
                .file("db/revert/a.pgsql", "SELECT 1;");

        assertThat(history.read("auto").graph().inOrder())
                .extracting(Revision::file)
                .containsExactly(Path.of("up/a.pgsql"));
        assertThat(history.revision(FORMAT, "a").downgrade()).isInstanceOf(Downgrade.Script.class);
    }

    @Test
    void change_of_another_project_is_told_of() {
        plan("a [base:schema !old]" + BY);
        scripts("a");

        assertThat(history.read(FORMAT).notes())
                .containsExactly(
                        "sqitch.plan:4: 'a' requires base:schema of another project, which is not applied here;"
                                + " --setup-sql can make what it needs");
    }

    @Test
    void what_sqitch_refuses_is_named_with_its_line() {
        plan("a [c]" + BY, "b [!a]" + BY, "a" + BY, "c", "HEAD" + BY, "@t" + BY, "@t" + BY, "-b" + BY);
        scripts("a");

        assertThat(history.problems(FORMAT))
                .containsExactly(
                        "sqitch.plan:4: 'a' requires c, which does not stand above it in the plan",
                        "sqitch.plan:5: 'b' conflicts with a, which stands above it",
                        "sqitch.plan:6: the change 'a' stands in the plan twice, without a tag between: a change is reworked"
                                + " after a tag only",
                        "sqitch.plan:7: Sqitch expects NAME [dependencies] 2024-01-31T12:00:00Z Planner <email> # note, or @TAG in"
                                + " place of the name and dependencies",
                        "sqitch.plan:8: 'HEAD' is a name that Sqitch keeps for itself: choose another one",
                        "sqitch.plan:10: the tag @t stands in the plan twice",
                        "sqitch.plan:11: '-b' takes a change back within the plan, which is not read here: remove both lines",
                        "sqitch.plan:5: the deploy script of 'b' is missing: expected deploy/b.sql");
    }

    @Test
    void revert_script_may_be_missing() {
        plan("a" + BY).file("deploy/a.sql", "SELECT 1;");

        assertThat(history.revision(FORMAT, "a").downgrade()).isEqualTo(new Downgrade.Missing("revert/a.sql"));
    }
}
