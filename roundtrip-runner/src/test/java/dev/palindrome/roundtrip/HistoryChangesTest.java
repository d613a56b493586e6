package dev.palindrome.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.revision.Revision;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a history that has become another one since databases began to follow it. */
class HistoryChangesTest {

    @TempDir
    private Path folder;

    private HistoryBuilder earlier;
    private HistoryBuilder now;

    @BeforeEach
    void folders() {
        earlier = new HistoryBuilder(folder.resolve("earlier"));
        now = new HistoryBuilder(folder.resolve("now"));
    }

    private void both(String name, String content) {
        earlier.file(name, content);
        now.file(name, content);
    }

    private List<String> told(String format) {
        HistoryChanges changes = changes(format);
        return now.read(format).graph().inOrder().stream()
                .flatMap(revision -> changes.findings(revision).stream().map(finding -> line(revision, finding)))
                .toList();
    }

    private HistoryChanges changes(String format) {
        return HistoryChanges.between("main", earlier.read(format), now.read(format));
    }

    private static String line(Revision revision, Finding finding) {
        return "%s: %s %s %s".formatted(revision.id(), finding.type().id(), finding.severity(), finding.position());
    }

    private List<String> facts(String format) {
        return changes(format).findings().values().stream()
                .flatMap(List::stream)
                .flatMap(finding -> ((Evidence.Review) finding.evidence()).facts().stream())
                .toList();
    }

    @Test
    void statement_that_was_edited_is_shown_as_it_was_and_is() {
        earlier.file("1_a.up.sql", "CREATE TABLE a (id int);\nCREATE TABLE \"b;c\" (id int);");
        now.file("1_a.up.sql", "CREATE TABLE a (id int);\nCREATE TABLE \"b;c\" (id bigint);");
        both("1_a.down.sql", "DROP TABLE a;");

        assertThat(told("golang-migrate")).containsExactly("1: PAL-V09 warning 1_a.up.sql:2");
        assertThat(facts("golang-migrate"))
                .containsExactly(
                        "- CREATE TABLE \"b;c\" (id int)",
                        "+ CREATE TABLE \"b;c\" (id bigint)",
                        "golang-migrate does not notice, and never runs it again where it has run");
    }

    @Test
    void line_ends_white_space_and_directives_do_not_count() {
        earlier.file("1_a.up.sql", "CREATE TABLE a (id int);\nINSERT INTO a\n  VALUES (1);\n");
        now.file(
                "1_a.up.sql",
                "-- palindrome:allow PAL-V04 a: a log\r\nCREATE TABLE a (id int);\r\n\r\nINSERT INTO a VALUES (1);\r\n");
        both("1_a.down.sql", "DROP TABLE a;");

        assertThat(told("golang-migrate")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE TABLE a (id int); -- why | DROP TABLE a;                     | Comments of revision 1 were edited since main, which changes nothing where it has run
            CREATE TABLE a (id int);        | DROP TABLE IF EXISTS a;           | The downgrade of revision 1 was edited since main, which changes nothing where it has run
            """)
    void what_changes_nothing_where_it_has_run_is_information(String upgrade, String downgrade, String message) {
        earlier.file("1_a.up.sql", "CREATE TABLE a (id int);").file("1_a.down.sql", "DROP TABLE a;");
        now.file("1_a.up.sql", upgrade).file("1_a.down.sql", downgrade);

        assertThat(changes("golang-migrate").findings().values())
                .singleElement()
                .satisfies(findings -> assertThat(findings)
                        .extracting(finding -> finding.severity() + " " + finding.message())
                        .containsExactly("info " + message));
    }

    @ParameterizedTest
    @CsvSource({"flyway,V1__a.sql", "sqlx,1_a.sql"})
    void comment_is_told_where_the_tool_compares_checksums(String format, String file) {
        earlier.file(file, "CREATE TABLE a (id int);\n");
        now.file(file, "CREATE TABLE a (id int); -- why\n");

        assertThat(told(format)).containsExactly("1: PAL-V09 warning " + file + ":1");
        assertThat(facts(format)).hasSize(2).first().asString().matches("checksum  \\S+ at main, \\S+ now");
    }

    @Test
    void script_that_is_run_again_may_be_edited_and_stands_in_nobodys_way() {
        both("V1__a.sql", "CREATE TABLE a (id int);");
        earlier.file("R__views.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS b;");
        now.file("R__views.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS c;")
                .file("V2__b.sql", "CREATE TABLE b (id int);");

        assertThat(told("flyway")).isEmpty();
    }

    @Test
    void change_sets_of_one_file_are_told_apart() {
        String head = "--liquibase formatted sql\n";
        String first = "--changeset jo:1\nCREATE TABLE a (id int);\n--rollback DROP TABLE a;\n";
        String second = "--changeset jo:2\nCREATE TABLE b (id int);\n--rollback DROP TABLE b;\n";
        earlier.file("a.sql", head + first + second);
        now.file("a.sql", head + first + second.replace("b (id int)", "b (id bigint)") + first.replace(":1", ":3"));

        assertThat(told("liquibase")).containsExactly("2: PAL-V09 warning a.sql:6");
        assertThat(facts("liquibase"))
                .anyMatch(fact -> fact.matches("checksum  9:[0-9a-f]{32} at main, 9:[0-9a-f]{32} now"));
    }

    @Test
    void transaction_that_is_switched_off_is_an_edit_though_it_is_a_comment() {
        earlier.file("1_a.sql", "-- +goose Up\nCREATE TABLE a (id int);\n");
        now.file("1_a.sql", "-- +goose NO TRANSACTION\n-- +goose Up\nCREATE TABLE a (id int);\n");

        assertThat(facts("goose")).contains("it runs without a transaction now");
    }

    @Test
    void removed_revision_is_told_of_what_stood_on_it_and_the_last_of_what_it_stood_on() {
        for (int number = 1; number <= 3; number++) {
            earlier.file(number + "_a.sql", "-- migrate:up\nCREATE TABLE a" + number + " (id int);\n-- migrate:down\n");
        }
        now.file("2_a.sql", "-- migrate:up\nCREATE TABLE a2 (id int);\n-- migrate:down\n");

        assertThat(told("dbmate")).containsExactly("2: PAL-V09 warning 2_a.sql:1", "2: PAL-V09 warning 2_a.sql:1");
        assertThat(changes("dbmate").findings().values().iterator().next())
                .extracting(Finding::message)
                .containsExactly(
                        "Revision 1 \"a\" was removed since main: a database that has run it keeps what it did, and a new one differs",
                        "Revision 3 \"a\" was removed since main: a database that has run it keeps what it did, and a new one differs");
    }

    @Test
    void revision_that_was_given_another_number_is_known_again() {
        both("1_a.sql", "-- migrate:up\nCREATE TABLE a (id int);\n-- migrate:down\n");
        earlier.file("2_b.sql", "-- migrate:up\nCREATE TABLE b (id int);\n-- migrate:down\n");
        now.file("3_b.sql", "-- migrate:up\nCREATE TABLE b (id int);\n-- migrate:down\n");

        assertThat(changes("dbmate").findings().values())
                .singleElement()
                .satisfies(
                        findings -> assertThat(findings)
                                .extracting(Finding::message)
                                .containsExactly(
                                        "Revision 2 \"b\" of main is called 3 now: a database that has run it does not know it again"));
    }

    @Test
    void versions_that_a_baseline_stands_for_are_not_removed() {
        both("V1__a.sql", "CREATE TABLE a (id int);");
        now.file("B1__a.sql", "CREATE TABLE a (id int);").file("V2__b.sql", "CREATE TABLE b (id int);");

        assertThat(changes("flyway").findings().values().stream().flatMap(List::stream))
                .noneMatch(finding -> finding.message().contains("removed"));
    }

    @ParameterizedTest
    @CsvSource({
        "golang-migrate,_b.up.sql,warning,never runs it where a later one has run",
        "sqlx,_b.up.sql,info,runs it there after the later ones"
    })
    void what_is_inserted_below_is_told_with_what_the_tool_does(
            String format, String name, String severity, String habit) {
        both("1_a.up.sql", "CREATE TABLE a (id int);");
        both("1_a.down.sql", "DROP TABLE a;");
        both("3_c.up.sql", "CREATE TABLE c (id int);");
        both("3_c.down.sql", "DROP TABLE c;");
        now.file("2" + name, "CREATE TABLE b (id int);").file("2_b.down.sql", "DROP TABLE b;");
        now.file("4" + name, "CREATE TABLE d (id int);").file("4_b.down.sql", "DROP TABLE d;");

        assertThat(told(format)).containsExactly("2: PAL-V10 " + severity + " 2_b.up.sql:1");
        assertThat(changes(format).findings().values().iterator().next().get(0).message())
                .startsWith("Revision 2 is new and below 3, which main has already: ")
                .endsWith(habit);
    }

    @Test
    void revision_that_stands_on_another_one_now_was_edited() {
        String a =
                "-- create a\n-- revision: a1\n-- down-revision: none\n-- upgrade\nCREATE TABLE a (id int);\n-- downgrade\nDROP TABLE a;\n";
        String c =
                "-- create c\n-- revision: c3\n-- down-revision: a1\n-- upgrade\nCREATE TABLE c (id int);\n-- downgrade\nDROP TABLE c;\n";
        both("1_a1_a.sql", a);
        earlier.file("3_c3_c.sql", c);
        now.file("2_b2_b.sql", c.replace("create c", "create b").replace("c3", "b2"))
                .file("3_c3_c.sql", c.replace("down-revision: a1", "down-revision: b2"));

        assertThat(told("palindrome"))
                .containsExactly("b2: PAL-V10 info 2_b2_b.sql:1", "c3: PAL-V09 warning 3_c3_c.sql:1");
        assertThat(facts("palindrome")).contains("- stands on a1", "+ stands on b2");
    }

    @Test
    void empty_files_are_the_same() {
        both("1_a.up.sql", "");
        both("1_a.down.sql", "");

        assertThat(told("golang-migrate")).isEmpty();
    }

    @Test
    void programs_are_compared_as_texts() {
        now.file("1_a.up.sql", "x = 1\n\n# why\n")
                .file("1_a.down.sql", "")
                .file("2_b.up.sql", "")
                .file("3_c.up.sql", "y");

        HistoryChanges changes = HistoryChanges.ofFiles(
                "main",
                Set.of(Path.of("1_a.up.sql"), Path.of("3_c.up.sql"), Path.of("0_gone.py"), Path.of("__init__.py")),
                file -> Optional.of(file.equals(Path.of("1_a.up.sql")) ? "x = 1\r\n" : "z"),
                now.read("golang-migrate"));

        assertThat(now.read("golang-migrate").graph().inOrder().stream()
                        .flatMap(revision ->
                                changes.findings(revision).stream().map(finding -> line(revision, finding))))
                .containsExactly(
                        "1: PAL-V09 info 1_a.up.sql:1",
                        "2: PAL-V10 warning 2_b.up.sql:1",
                        "3: PAL-V09 warning 3_c.up.sql:1",
                        "3: PAL-V09 warning 3_c.up.sql:1");
    }
}
