package dev.palindrome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.testing.Alembic;
import dev.palindrome.testing.AlembicFiles;
import dev.palindrome.testing.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionCommandTest {

    private static final String NOTHING = "-- revision: %s\n-- down-revision: %s\n\n-- upgrade\n\n-- downgrade\n";

    @TempDir
    private Path directory;

    private HistoryBuilder history;

    @BeforeEach
    void start() {
        history = new HistoryBuilder(directory);
    }

    private CommandRun run(Object... arguments) {
        Object[] all = new Object[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--migrations";
        all[arguments.length + 1] = directory;
        return CommandRun.of(all);
    }

    private String made(Object... arguments) {
        CommandRun run = run(arguments);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return run.out().replace(directory + "/", "");
    }

    /** What is made is read back as the new head, on top of the old one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "golang-migrate|000009_a.up.sql|SELECT 1;|000010_add_the_order_s_status.up.sql",
                "golang-migrate|20240101000000_a.up.sql|SELECT 1;|\\d{14}_add_the_order_s_status.up.sql",
                "sqlx|20240101000000_a.sql|SELECT 1;|\\d{14}_add_the_order_s_status.sql",
                "sqlx|0001_a.sql|SELECT 1;|0002_add_the_order_s_status.sql",
                "diesel|2024-01-01-000000_a/up.sql|SELECT 1;|\\d{4}-\\d\\d-\\d\\d-\\d{6}_add_the_order_s_status/up.sql",
                "dbmate|20240101000000_a.sql|-- migrate:up;;-- migrate:down|\\d{14}_add_the_order_s_status.sql",
                "goose|00001_a.sql|-- +goose Up;;-- +goose Down|00002_add_the_order_s_status.sql",
                "goose|20240101000000_a.sql|-- +goose Up;;-- +goose Down|\\d{14}_add_the_order_s_status.sql",
                "sql-migrate|20240101000000-a.sql|-- +migrate Up;;-- +migrate Down|\\d{14}-add_the_order_s_status.sql",
                "node-pg-migrate|1600000000000_a.sql|-- Up Migration;;SELECT 1;|\\d{13}_add-the-order-s-status.sql",
                "flyway|V9__a.sql|SELECT 1;|V10__add_the_order_s_status.sql",
                "flyway|db/V20240101000000__a.sql|SELECT 1;|db/V\\d{14}__add_the_order_s_status.sql",
                "palindrome|1_a.sql|-- revision: a;;;;-- upgrade;;-- downgrade|\\d{8}_\\d{4}_[0-9a-f]{12}_add_the_order_s_status.sql"
            })
    void revision_is_made_as_the_tool_would(String format, String file, String content, String made) {
        history.file(file, content.replace(";;", "\n"));
        Revision old = history.read(format).graph().head();

        assertThat(made("revision", "-m", "Add the order's status!", "--format", format)
                        .lines()
                        .findFirst()
                        .orElseThrow())
                .matches("made " + made);

        RevisionHistory read = history.read(format);
        assertThat(read.graph().inOrder()).hasSize(2);
        assertThat(read.graph().head().downRevisions()).containsExactly(old.id());
        assertThat(read.graph().head().upgrade().statements()).isEmpty();
    }

    @Test
    void first_revision_of_an_empty_folder_needs_a_format() {
        assertThat(run("revision", "-m", "begin").err()).contains("is empty");

        assertThat(made("revision", "-m", "begin", "--format", "palindrome")).contains("_begin.sql");
        assertThat(history.read("palindrome").graph().head().isBase()).isTrue();
    }

    @Test
    void branches_are_spliced_labelled_and_merged() {
        history.file("1.sql", NOTHING.formatted("a", "none")).file("2.sql", NOTHING.formatted("b", "a"));

        assertThat(run("revision", "-m", "x", "--head", "a").err())
                .isEqualTo("error: Revision a is no head: --splice makes a branch there, which then needs a merge\n");
        made("revision", "-m", "branch off", "--head", "a", "--splice", "--branch-label", "audit", "--depends-on", "b");

        Revision branch =
                history.read("palindrome").graph().findByLabel("audit").orElseThrow();
        assertThat(branch.downRevisions()).containsExactly(new RevisionId("a"));
        assertThat(branch.dependsOn()).containsExactly(new RevisionId("b"));
        assertThat(run("revision", "-m", "x").err()).contains("Expected one head, found 2");
        assertThat(run("merge", "-m", "x", "b").err())
                .isEqualTo("error: A merge needs two revisions at least, found 1: b\n");

        made("merge", "-m", "bring together", "heads");

        assertThat(history.read("palindrome").graph().head().downRevisions())
                .isEqualTo(Set.of(new RevisionId("b"), branch.id()));
    }

    @Test
    void check_names_the_heads_with_their_files() {
        history.file("1.sql", NOTHING.formatted("a", "none"));
        assertThat(run("check")).isEqualTo(new CommandRun(0, "1 revision, head a\n", ""));

        history.file("2.sql", NOTHING.formatted("b", "a")).file("3.sql", NOTHING.formatted("c", "a"));
        CommandRun two = run("check");

        assertThat(two.exitCode()).isEqualTo(1);
        assertThat(two.out().replace(directory.toString(), "DIR")).isEqualTo("""
                        2 heads: two people have built on the same revision. Let one of them stand on the other, or: palindrome merge -m MESSAGE heads
                          b  DIR/2.sql  2
                          c  DIR/3.sql  3
                        """);

        history.file("4.sql", NOTHING.formatted("c", "b"));

        assertThat(run("check").exitCode()).isEqualTo(2);
        assertThat(run("check").err())
                .contains("4.sql:1: revision 'c' is already declared in ")
                .contains("3.sql:1");
    }

    @Test
    void formats_without_branches_say_so() {
        history.file("1_a.up.sql", "SELECT 1;");

        assertThat(run("revision", "-m", "x", "--branch-label", "y").err())
                .startsWith("error: The format golang-migrate has one line of revisions: ");
        assertThat(run("revision", "-m", " ").err())
                .isEqualTo("error: A revision needs a message of one line: -m \"add order status\"\n");
        assertThat(run("revision", "-m", "x", "--format", "sqitch").err()).contains("sqitch.plan");
    }

    @Test
    void long_message_makes_a_short_name() throws IOException {
        history.file("1_a.up.sql", "SELECT 1;");

        made("revision", "-m", "a message that goes on and on and on until nobody wants to read it any more");

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("2_a_message_that_goes_on_and_on_and_on.up.sql");
        }
    }

    @Test
    @RequiresTool(Alembic.class)
    void alembic_reads_what_we_make() {
        AlembicFiles files = new AlembicFiles(directory)
                .project(AlembicFiles.PLAIN_ENV)
                .revision("aa1", "pass", "pass")
                .revision("bb2", "pass", "pass");

        made("revision", "-m", "say \"hello\" to \\all", "--branch-label", "greeting");
        made("revision", "-m", "branch off", "--head", "aa1", "--splice");
        made("merge", "-m", "bring together", "heads");

        List<String> lines =
                Alembic.run(files.directory(), Map.of(), "history").lines().toList();
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).contains("(head) (mergepoint), bring together");
        assertThat(lines).anyMatch(line -> line.endsWith("say \"hello\" to \\all"));
    }
}
