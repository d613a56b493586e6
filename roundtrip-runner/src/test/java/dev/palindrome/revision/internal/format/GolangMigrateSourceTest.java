package dev.palindrome.revision.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.revision.TransactionMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GolangMigrateSourceTest {

    private static final String FORMAT = "golang-migrate";

    @TempDir
    private Path directory;

    private HistoryBuilder history;

    @BeforeEach
    void start() {
        history = new HistoryBuilder(directory);
    }

    @Test
    void versions_are_ordered_as_numbers_and_may_leave_gaps() {
        history.file("10_c.up.sql", "")
                .file("9_b.up.sql", "")
                .file("0001_a.up.sql", "")
                .file("18446744073709551615_d.up.sql", "");

        assertThat(history.ids(FORMAT)).containsExactly("0001", "9", "10", "18446744073709551615");
    }

    @Test
    void a_file_is_one_batch_exactly_as_it_is_written() {
        String up = "-- two\r\nCREATE TABLE a (x int);\r\n  CREATE TABLE b (y int);\r\n";
        history.file("1_two_tables.up.sql", up).file("1_other_title.down.sql", "DROP TABLE b; DROP TABLE a");

        Revision revision = history.revision(FORMAT, "1");

        assertThat(revision.message()).isEqualTo("two tables");
        assertThat(revision.file()).isEqualTo(Path.of("1_two_tables.up.sql"));
        assertThat(revision.upgrade().transaction()).isEqualTo(TransactionMode.NONE);
        assertThat(revision.upgrade().batches()).extracting(Batch::text).containsExactly(up);
        assertThat(revision.upgrade().statements())
                .extracting(SqlStatement::position)
                .containsExactly(new SourcePosition(revision.file(), 2, 1), new SourcePosition(revision.file(), 3, 3));
        assertThat(revision.downgrade()).isInstanceOfSatisfying(Downgrade.Script.class, script -> {
            assertThat(script.script().file()).isEqualTo(Path.of("1_other_title.down.sql"));
            assertThat(script.script().statements())
                    .extracting(SqlStatement::text)
                    .containsExactly("DROP TABLE b", "DROP TABLE a");
        });
    }

    @Test
    void a_quote_that_is_never_closed_is_the_servers_to_refuse() {
        history.file("1_a.up.sql", "SELECT 1;\nSELECT 'abc;").file("1_a.down.sql", "DO $x$ BEGIN END");

        assertThat(history.ids(FORMAT)).containsExactly("1");
    }

    @Test
    void where_backslashes_escape_the_server_decides_alone() {
        history.file("1_a.up.sql", "SET standard_conforming_strings = off;\nSELECT 'it\\'s'");

        assertThat(history.ids(FORMAT)).containsExactly("1");
    }

    @Test
    void a_byte_order_mark_is_sent_too_as_the_tool_does() {
        history.file("1_a.up.sql", "\uFEFFSELECT 1");

        assertThat(history.revision(FORMAT, "1").upgrade().batches())
                .extracting(Batch::text)
                .containsExactly("\uFEFFSELECT 1");
    }

    @Test
    void broken_sql_is_left_to_the_server() {
        history.file("1_a.up.sql", "SELECT ('x'; \\gexec");

        assertThat(history.problems(FORMAT)).isEmpty();
    }

    @Test
    void a_blank_file_sends_nothing() {
        history.file("1_a.up.sql", " \n").file("1_a.down.sql", "-- nothing to do");

        Revision revision = history.revision(FORMAT, "1");

        assertThat(revision.upgrade().batches()).isEmpty();
        assertThat(revision.downgrade()).isInstanceOfSatisfying(Downgrade.Script.class, script -> {
            assertThat(script.script().batches()).hasSize(1);
            assertThat(script.script().statements()).isEmpty();
        });
    }

    @Test
    void a_missing_down_says_what_was_looked_for() {
        history.file("000002_add_status.up.sql", "SELECT 1");

        assertThat(history.revision(FORMAT, "000002").downgrade())
                .isEqualTo(new Downgrade.Missing("000002_add_status.down.sql"));
    }

    @Test
    void every_problem_is_named_at_once() {
        history.file("1_a.up.sql", "SELECT 1")
                .file("01_b.up.sql", "SELECT 1")
                .file("2_c.down.sql", "SELECT 1")
                .file("3_d.up.sql", "SELECT 1;\n'Gr\u00fc\u00dfe'".getBytes(StandardCharsets.ISO_8859_1))
                .file("4_e.up.sql", new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0});

        assertThat(history.problems(FORMAT))
                .containsExactly(
                        "1_a.up.sql: version 1 already has the up file 01_b.up.sql: give one of them another version",
                        "2_c.down.sql: missing up: there is no file 2_c.up.sql beside it; add it, or remove this one"
                                + " (golang-migrate would apply nothing)",
                        "3_d.up.sql:2: the file is not UTF-8: byte 0xFC at offset 13 (in ISO-8859-1 it would be 'ü'):"
                                + " save it as UTF-8",
                        "4_e.up.sql:1: the file is UTF-16 (little endian), by its byte order mark: save it as UTF-8");
    }

    @Test
    void other_files_and_folders_are_passed_over() {
        history.file("1_a.up.sql", "")
                .file("README.md", "")
                .file("99999999999999999999_too_large.up.sql", "")
                .file("sub/2_b.up.sql", "");

        assertThat(history.ids(FORMAT)).containsExactly("1");
        assertThat(history.read(FORMAT).notes())
                .containsExactly(
                        "passed over 99999999999999999999_too_large.up.sql, README.md: not named like 000001_title.up.sql");
    }

    @Test
    void both_files_may_speak_to_us() {
        history.file("1_a.up.sql", "-- palindrome:allow PAL-D01 users.nick: nobody used it\nSELECT 1;")
                .file("1_a.down.sql", "-- palindrome:irreversible \"the rows are gone\"\n");

        Revision revision = history.revision(FORMAT, "1");

        assertThat(revision.downgrade()).isEqualTo(new Downgrade.Irreversible("the rows are gone"));
        assertThat(revision.allowances()).singleElement().satisfies(allowance -> {
            assertThat(allowance.findingId()).isEqualTo("PAL-D01");
            assertThat(allowance.object()).isEqualTo("users.nick");
            assertThat(allowance.reason()).isEqualTo("nobody used it");
            assertThat(allowance.position()).hasToString("1_a.up.sql:1");
        });
    }

    @Test
    void irreversible_with_statements_to_go_back_is_a_contradiction() {
        history.file("1_a.up.sql", "SELECT 1;\n-- palindrome:irreversible \"gone\"")
                .file("1_a.down.sql", "SELECT 1; SELECT 2;");

        assertThat(history.problems(FORMAT))
                .containsExactly(
                        "1_a.up.sql:2: the revision is declared irreversible, but its downgrade in 1_a.down.sql has"
                                + " 2 statements: remove the declaration or the statements");
    }
}
