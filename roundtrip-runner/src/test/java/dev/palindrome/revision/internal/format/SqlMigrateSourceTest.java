package dev.palindrome.revision.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.TransactionMode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlMigrateSourceTest {

    private static final String FORMAT = "sql-migrate";
    private static final String NOTHING = "-- +migrate Up\n-- +migrate Down\n";

    @TempDir
    private Path directory;

    private HistoryBuilder history;

    @BeforeEach
    void start() {
        history = new HistoryBuilder(directory);
    }

    private List<String> upgrade(String content) {
        Revision revision = history.file("1.sql", content).revision(FORMAT, "1");
        return revision.upgrade().batches().stream().map(Batch::text).toList();
    }

    private List<String> problems(String content) {
        return history.file("1.sql", content).problems(FORMAT);
    }

    @Test
    void numbers_come_first_in_their_order_then_names() {
        for (String name :
                List.of("b.sql", "10-c.sql", "9-d.sql", "2024-02-01.1-y.sql", "2024-02-01.0-x.sql", "a.sql")) {
            history.file(name, NOTHING);
        }

        assertThat(history.ids(FORMAT)).containsExactly("9-d", "10-c", "2024-02-01.0-x", "2024-02-01.1-y", "a", "b");
        assertThat(history.revision(FORMAT, "2024-02-01.0-x").message()).isEqualTo("x");
        assertThat(history.revision(FORMAT, "a").message()).isEqualTo("a");
    }

    @Test
    void a_statement_ends_with_its_line_and_several_on_a_line_go_together() {
        assertThat(upgrade("before any section;\n-- +migrate Up\nSELECT 1; SELECT 2;\nSELECT\n3; -- three\n\n"))
                .containsExactly("SELECT 1; SELECT 2", "SELECT\n3; -- three");
    }

    @Test
    void quotes_hide_no_semicolon_from_the_tool() {
        assertThat(upgrade("-- +migrate Up\nSELECT 'a;\nb';\n")).containsExactly("SELECT 'a", "b'");
    }

    @Test
    void a_marked_block_is_one_statement() {
        assertThat(
                        upgrade(
                                "-- +migrate Up\n-- +migrate StatementBegin\nDO $$\nBEGIN;\nEND;\n$$;\n-- +migrate StatementEnd\nSELECT 1;"))
                .containsExactly("DO $$\nBEGIN;\nEND;\n$$", "SELECT 1");
    }

    @Test
    void positions_count_the_lines_that_the_tool_leaves_out() {
        Revision revision = history.file("1.sql", "-- +migrate Up\r\nSELECT\r\n-- a remark\r\n 1,\r\n\r\n x;\r\n")
                .revision(FORMAT, "1");
        Batch batch = revision.upgrade().batches().get(0);

        assertThat(batch.text()).isEqualTo("SELECT\n 1,\n\n x");
        assertThat(batch.start()).isEqualTo(new SourcePosition(Path.of("1.sql"), 2, 1));
        assertThat(batch.positionOf(14)).isEqualTo(new SourcePosition(Path.of("1.sql"), 6, 2));
        assertThat(batch.statements())
                .singleElement()
                .satisfies(statement ->
                        assertThat(statement.position()).isEqualTo(new SourcePosition(Path.of("1.sql"), 2, 1)));
    }

    @Test
    void each_direction_is_a_transaction_unless_it_says_so() {
        Revision revision = history.file(
                        "1.sql", "-- +migrate Up notransaction\nVACUUM;\n-- +migrate Down\nSELECT 1;\n")
                .revision(FORMAT, "1");

        assertThat(revision.upgrade().transaction()).isEqualTo(TransactionMode.NONE);
        assertThat(revision.downgrade()).isInstanceOfSatisfying(Downgrade.Script.class, down -> {
            assertThat(down.script().transaction()).isEqualTo(TransactionMode.SCRIPT);
            assertThat(down.script().batches()).extracting(Batch::text).containsExactly("SELECT 1");
        });
    }

    @Test
    void no_section_down_is_no_downgrade() {
        history.file("1.sql", "-- +migrate Up\nSELECT 1;");

        assertThat(history.revision(FORMAT, "1").downgrade())
                .isEqualTo(new Downgrade.Missing("a section '-- +migrate Down' in 1.sql"));
    }

    @Test
    void comments_that_the_tool_leaves_out_still_speak_to_us() {
        history.file(
                "1.sql", "-- +migrate Up\nSELECT 1;\n-- +migrate Down\n-- palindrome:irreversible \"no way back\"\n");

        assertThat(history.revision(FORMAT, "1").downgrade()).isEqualTo(new Downgrade.Irreversible("no way back"));
    }

    @Test
    void unfinished_statement_names_its_first_line() {
        String advice = ": end its last line with a semicolon, or put it between '-- +migrate StatementBegin' and"
                + " '-- +migrate StatementEnd'";
        assertThat(problems("-- +migrate Up\nSELECT 1;\n\nSELECT\n2\n-- +migrate Down\nDROP TABLE a"))
                .containsExactly(
                        "1.sql:4: the statement is not finished before '-- +migrate Down'" + advice,
                        "1.sql:7: the statement is not finished before the end of the file" + advice);
    }

    @Test
    void unfinished_block_names_where_it_begins() {
        assertThat(problems("-- +migrate Up\n-- +migrate StatementBegin\nSELECT 1;\n"))
                .containsExactly("1.sql:2: '-- +migrate StatementBegin' has no '-- +migrate StatementEnd'");
    }

    @Test
    void no_section_at_all_names_the_line_that_was_meant() {
        assertThat(problems("--+migrate up\nSELECT 1;\n"))
                .containsExactly(
                        "1.sql:1: there is no line '-- +migrate Up' or '-- +migrate Down'; line 1 looks like one,"
                                + " but it must begin with exactly '-- +migrate '");
        assertThat(problems("\uFEFF-- +migrate Up\nSELECT 1;\n"))
                .containsExactly(
                        "1.sql:1: there is no line '-- +migrate Up' or '-- +migrate Down'; line 1 looks like one,"
                                + " but it must begin with exactly '-- +migrate ', and a byte order mark stands before it");
        assertThat(problems("SELECT 1;\n"))
                .containsExactly("1.sql:1: there is no line '-- +migrate Up' or '-- +migrate Down'");
        assertThat(problems("-- +migrate Down\nSELECT 1;\n"))
                .containsExactly("1.sql:1: missing up: there is no line '-- +migrate Up', only Down");
    }

    @Test
    void a_command_without_a_word_is_refused_and_an_unknown_one_noted() {
        assertThat(problems("-- +migrate Up\n-- +migrate \nSELECT 1;\n"))
                .containsExactly(
                        "1.sql:2: '-- +migrate' names no command: write Up, Down, StatementBegin or StatementEnd");
        assertThat(problems("-- +migrate Up\n-- +migrate Begin\nSELECT 1;\n")).isEmpty();
        assertThat(history.read(FORMAT).notes())
                .containsExactly("1.sql:2: sql-migrate passes over the unknown command '-- +migrate Begin'");
    }

    @Test
    void a_number_beyond_64_bits_is_refused_as_the_tool_would() {
        history.file("99999999999999999999-a.sql", NOTHING);

        assertThat(history.problems(FORMAT))
                .containsExactly(
                        "99999999999999999999-a.sql: its number is too large for sql-migrate, which takes 64 bits:"
                                + " choose a smaller one");
    }
}
