package dev.palindrome.revision.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.Allowance;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.revision.TransactionMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PalindromeSourceTest {

    private static final String FORMAT = "palindrome";
    private static final String BASE = "-- first\n-- revision: a1\n-- down-revision: none\n\n-- upgrade\n";

    @TempDir
    private Path directory;

    private HistoryBuilder history;

    @BeforeEach
    void start() {
        history = new HistoryBuilder(directory);
    }

    private Revision revision(String content) {
        return history.file("a1.sql", content).revision(FORMAT, "a1");
    }

    private List<String> problems(String content) {
        return history.file("a1.sql", content).problems(FORMAT);
    }

    private static List<String> statements(Downgrade downgrade) {
        return downgrade instanceof Downgrade.Script script
                ? script.script().statements().stream().map(SqlStatement::text).toList()
                : List.of(downgrade.toString());
    }

    @Test
    void the_example_of_the_documentation_is_read() throws Exception {
        String documentation = Files.readString(Path.of("..", "docs", "formats", "palindrome.md"));
        Matcher example = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL).matcher(documentation);
        assertThat(example.find()).isTrue();
        history.file("20261122_1958_7c1f0a_add_order_status.sql", example.group(1))
                .file(
                        "20261120_0900_5b20e1_create_orders.sql",
                        "-- create orders\n-- revision: 5b20e1\n-- down-revision: none\n-- upgrade\nSELECT 1;");

        RevisionHistory read = history.read(FORMAT);
        Revision revision = read.graph().head();

        assertThat(read.notes()).isEmpty();
        assertThat(revision.id()).isEqualTo(new RevisionId("7c1f0a"));
        assertThat(revision.downRevisions()).containsExactly(new RevisionId("5b20e1"));
        assertThat(revision.message()).isEqualTo("add order status");
        assertThat(revision.created()).contains(Instant.parse("2026-11-22T19:58:00Z"));
        assertThat(revision.upgrade().transaction()).isEqualTo(TransactionMode.SCRIPT);
        assertThat(revision.upgrade().statements()).hasSize(2);
        assertThat(statements(revision.downgrade()))
                .containsExactly("ALTER TABLE orders DROP COLUMN status", "DROP TYPE order_status");
        assertThat(read.graph().get(new RevisionId("5b20e1")).downgrade())
                .isEqualTo(new Downgrade.Missing("a section '-- downgrade' in 20261120_0900_5b20e1_create_orders.sql"));
    }

    @Test
    void header_and_sections_are_read_kindly() {
        Revision revision = revision("\uFEFF" + """

                -- first: with a colon
                --REVISION:a1
                --  Down_Revision :  None\s
                -- branch-labels: x, y
                --
                -- see https://example.org/7 for why
                -- DOWNGRADE
                SELECT 2
                --- Upgrade transaction: NONE
                -- upgrade the rows
                SELECT 1;
                """.replace("\n", "\r\n"));

        assertThat(revision.message()).isEqualTo("first: with a colon");
        assertThat(revision.isBase()).isTrue();
        assertThat(revision.branchLabels()).containsExactlyInAnyOrder("x", "y");
        assertThat(revision.upgrade().transaction()).isEqualTo(TransactionMode.NONE);
        assertThat(revision.upgrade().statements())
                .extracting(SqlStatement::text)
                .containsExactly("SELECT 1");
        assertThat(revision.upgrade().statements().get(0).position().line()).isEqualTo(12);
        assertThat(statements(revision.downgrade())).containsExactly("SELECT 2");
    }

    @Test
    void section_lines_within_quotes_and_bodies_are_text() {
        Revision revision = revision(BASE + "SELECT $$\n-- downgrade\n$$;\nCOPY t FROM STDIN;\n-- downgrade\n\\.\n");

        assertThat(revision.upgrade().statements()).hasSize(2);
        assertThat(revision.upgrade().batches().get(1).copyData()).contains("-- downgrade\n");
        assertThat(revision.downgrade()).isInstanceOf(Downgrade.Missing.class);
    }

    @Test
    void merge_points_dependencies_and_labels_form_the_graph() {
        history.file("1.sql", BASE)
                .file("2.sql", "-- left\n-- revision: l1\n-- down-revision: a1\n-- branch-labels: left\n-- upgrade")
                .file("3.sql", "-- right\n-- revision: r1\n-- down-revision: a1\n-- depends-on: left\n-- upgrade")
                .file("4.sql", "-- merge\n-- revision: m1\n-- down-revision: l1, r1\n-- upgrade\n-- downgrade");

        assertThat(history.ids(FORMAT)).containsExactly("a1", "l1", "r1", "m1");
        assertThat(history.revision(FORMAT, "r1").dependsOn()).containsExactly(new RevisionId("l1"));
        assertThat(history.revision(FORMAT, "m1").isMergePoint()).isTrue();
    }

    @Test
    void problems_of_the_graph_name_the_header_line() {
        history.file("1.sql", "-- a\n-- revision: a1\n-- down-revision: c1\n-- upgrade")
                .file("2.sql", "-- b\n\n-- down-revision: a1\n-- revision: b1\n-- upgrade")
                .file("3.sql", "-- c\n-- revision: c1\n-- down-revision: b1\n-- depends-on: nobody\n-- upgrade")
                .file("4.sql", "-- d\n-- revision: b1\n-- down-revision: a1\n-- upgrade");

        assertThat(history.problems(FORMAT))
                .containsExactly(
                        "1.sql:3: cycle in the down revisions: a1 -> c1 -> b1 -> a1: one of them must not be below the next",
                        "3.sql:4: the dependency 'nobody' does not exist",
                        "4.sql:2: revision 'b1' is already declared in 2.sql:4: give one of them another id");
    }

    @Test
    void name_gives_time_and_message_and_must_agree_with_the_id() {
        history.file("20261122_1958_a_1_add_it.sql", "-- revision: a_1\n-- down-revision: none\n-- upgrade\n");

        assertThat(history.revision(FORMAT, "a_1").created()).contains(Instant.parse("2026-11-22T19:58:00Z"));

        history.file("20261122_1959_b1_more.sql", "-- revision: b2\n-- down-revision: a_1\n-- upgrade\n")
                .file("20261122_2000_c1_plain.sql", "SELECT 1;");
        assertThat(history.problems(FORMAT))
                .containsExactly(
                        "20261122_1959_b1_more.sql:1: the revision is 'b2', but the file's name says 'b1': make them the same",
                        "20261122_2000_c1_plain.sql:1: there is no header line '-- revision: …' among the comment lines at the"
                                + " top",
                        "20261122_2000_c1_plain.sql:1: a statement stands before the line '-- upgrade': put it below",
                        "20261122_2000_c1_plain.sql: missing up: there is no line '-- upgrade' with the statements below it");
    }

    @Test
    void one_revision_may_leave_out_what_is_below_and_is_the_base() {
        history.file("1.sql", "-- a\n-- revision: a1\n-- upgrade")
                .file("2.sql", "-- b\n-- revision: b1\n-- down-revision: a1\n-- upgrade");

        assertThat(history.revision(FORMAT, "a1").isBase()).isTrue();

        history.file("3.sql", "-- c\n-- revision: c1\n-- upgrade");
        assertThat(history.problems(FORMAT))
                .containsExactly(
                        "1.sql:1: there is no header line '-- down-revision: …', and 1 other file lacks it too: name the"
                                + " revision below, or write none for a base",
                        "3.sql:1: there is no header line '-- down-revision: …', and 1 other file lacks it too: name the"
                                + " revision below, or write none for a base");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22, 2026-11-22T00:00:00Z",
        "2026-11-22 19:58, 2026-11-22T19:58:00Z",
        "2026-11-22T19:58:30Z, 2026-11-22T19:58:30Z",
        "2026-11-22 19:58:30.25 +01:00, 2026-11-22T18:58:30.250Z",
        "2026-11-22T19:58:30+0200, 2026-11-22T17:58:30Z"
    })
    void created(String written, Instant expected) {
        assertThat(revision("-- m\n-- revision: a1\n-- down-revision: none\n-- created: " + written + "\n-- upgrade")
                        .created())
                .contains(expected);
    }

    @Test
    void header_with_slips_is_refused_with_advice() {
        assertThat(problems("""
                        -- m
                        -- revision: a@1
                        -- down-revisions: none
                        -- down-revision: b c,,head
                        -- created: yesterday
                        -- note: x
                        -- revision: a1
                        -- upgrade
                        """))
                .containsExactly(
                        "a1.sql:3: unknown header 'down-revisions'; did you mean 'down-revision'? Headers are revision,"
                                + " down-revision, branch-labels, depends-on, created; put remarks below an empty line",
                        "a1.sql:6: unknown header 'note'. Headers are revision, down-revision, branch-labels, depends-on,"
                                + " created; put remarks below an empty line",
                        "a1.sql:7: 'revision' is stated twice, first in line 2",
                        "a1.sql:2: 'revision' names 'a@1', which has the illegal character '@': @ - + : , and blanks have a"
                                + " meaning in targets",
                        "a1.sql:4: 'down-revision' names 'b c', which has the illegal character ' ': @ - + : , and blanks have"
                                + " a meaning in targets",
                        "a1.sql:4: 'down-revision' has an empty name: write names with commas between them",
                        "a1.sql:4: 'down-revision' names 'head', which is a target's word: choose another name",
                        "a1.sql:5: 'created' is no date and time: write it like 2026-11-22 19:58, in UTC");
    }

    @Test
    void sections_with_slips_are_refused() {
        String header = "-- m\n-- revision: a1\n-- down-revision: none\n";
        assertThat(problems(header + "SELECT 1;\nSELECT 2;\n-- downgrade\n"))
                .containsExactly(
                        "a1.sql:4: a statement stands before the line '-- upgrade': put it below",
                        "a1.sql: missing up: there is no line '-- upgrade' with the statements below it");
        assertThat(problems(header + "-- upgrade transaction none\n-- downgrade: \n-- upgrade mode: fast\n"))
                .containsExactly(
                        "a1.sql:4: 'transaction none' is no option of a section: write '-- upgrade' or '-- upgrade"
                                + " transaction: none'",
                        "a1.sql:5: ':' is no option of a section: write '-- downgrade' or '-- downgrade transaction: none'",
                        "a1.sql:6: 'mode: fast' is no option of a section: write '-- upgrade' or '-- upgrade transaction:"
                                + " none'",
                        "a1.sql:6: there are two sections '-- upgrade', the first in line 4");
        assertThat(problems(header + "-- upgrade\nCREATE TABLE t (\n-- downgrade\nDROP TABLE t;"))
                .containsExactly("a1.sql:5: the parenthesis is not closed before the line '-- downgrade'");
    }

    @Test
    void author_speaks_to_us_anywhere_in_the_file() {
        Revision revision = revision("""
                -- first
                -- palindrome:irreversible "the "old" values are gone"
                -- revision: a1
                -- down-revision: none

                -- upgrade
                ALTER TABLE t
                  -- palindrome:allow PAL-D01 "my: t".a: unused since 2020
                  DROP COLUMN a; /* palindrome:allow PAL-L02 *: small tables: all of them */
                -- downgrade
                """);

        assertThat(revision.message()).isEqualTo("first");
        assertThat(revision.downgrade()).isEqualTo(new Downgrade.Irreversible("the \"old\" values are gone"));
        assertThat(revision.allowances())
                .extracting(
                        Allowance::findingId,
                        Allowance::object,
                        Allowance::reason,
                        allowance -> allowance.position().line())
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("PAL-D01", "\"my: t\".a", "unused since 2020", 8),
                        org.assertj.core.api.Assertions.tuple("PAL-L02", "*", "small tables: all of them", 9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-- palindrome is a word", "-- see palindrome:", "SELECT '-- palindrome:allow';"})
    void other_comments_are_left_alone(String line) {
        assertThat(problems(BASE + line)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "irreversible|'palindrome:irreversible' wants its reason in double quotes: write '-- palindrome:irreversible \"why\"'",
                "irreversible why|'palindrome:irreversible' wants its reason in double quotes: write '-- palindrome:irreversible \"why\"'",
                "irreversible \" \"|'palindrome:irreversible' has an empty reason: write '-- palindrome:irreversible \"why\"'",
                "alow PAL-D01 x: y|unknown directive 'palindrome:alow'; did you mean 'palindrome:allow'?",
                "forgive|unknown directive 'palindrome:forgive'; there are 'palindrome:irreversible' and 'palindrome:allow'",
                "allow D01 x: y|'palindrome:allow' wants the id of a finding, such as PAL-D01, but found 'D01': "
                        + "write '-- palindrome:allow PAL-D01 users.nick: why it is intended'",
                "allow PAL-D01 users.nick|'palindrome:allow PAL-D01' gives no reason: "
                        + "write '-- palindrome:allow PAL-D01 users.nick: why it is intended'",
                "allow PAL-D01 users.nick:|'palindrome:allow PAL-D01' gives no reason: "
                        + "write '-- palindrome:allow PAL-D01 users.nick: why it is intended'",
                "allow PAL-D01: because|'palindrome:allow PAL-D01' names no object: name one, or * for all; "
                        + "write '-- palindrome:allow PAL-D01 users.nick: why it is intended'"
            },
            quoteCharacter = '§')
    void directives_with_slips_are_refused(String directive, String message) {
        assertThat(problems(BASE + "-- palindrome:" + directive)).containsExactly("a1.sql:6: " + message);
    }
}
