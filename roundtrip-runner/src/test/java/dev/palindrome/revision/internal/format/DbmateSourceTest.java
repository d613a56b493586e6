package dev.palindrome.revision.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.TransactionMode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DbmateSourceTest {

    private static final String FORMAT = "dbmate";
    private static final String NOTHING = "-- migrate:up\n-- migrate:down\n";

    @TempDir
    private Path directory;

    private HistoryBuilder history;

    @BeforeEach
    void start() {
        history = new HistoryBuilder(directory);
    }

    private List<String> problems(String content) {
        return history.file("1_a.sql", content).problems(FORMAT);
    }

    private static List<String> texts(SqlScript script) {
        return script.batches().stream().map(Batch::text).toList();
    }

    @Test
    void order_is_that_of_the_names_as_text() {
        for (String name : List.of("9_a.sql", "10_b.sql", "100-c.sql", "x.sql", "10b.txt")) {
            history.file(name, NOTHING);
        }

        assertThat(history.ids(FORMAT)).containsExactly("100", "10", "9");
        assertThat(history.revision(FORMAT, "100").message()).isEqualTo("c");
        assertThat(history.read(FORMAT).notes())
                .containsExactly("passed over 10b.txt, x.sql: not named like 20240101120000_title.sql");
    }

    @Test
    void block_is_sent_whole_in_a_transaction_unless_it_says_otherwise() {
        Revision revision = history.file(
                        "1_a.sql",
                        "-- why\n\n-- migrate:up transaction:false\nSELECT 1; SELECT 2;\n--migrate:down\nSELECT 3;\n")
                .revision(FORMAT, "1");

        assertThat(texts(revision.upgrade())).containsExactly("-- migrate:up transaction:false\nSELECT 1; SELECT 2;\n");
        assertThat(revision.upgrade().transaction()).isEqualTo(TransactionMode.NONE);
        assertThat(revision.upgrade().statements()).hasSize(2);
        assertThat(revision.upgrade().statements().get(0).position().line()).isEqualTo(4);
        SqlScript down = ((Downgrade.Script) revision.downgrade()).script();
        assertThat(down.transaction()).isEqualTo(TransactionMode.SCRIPT);
        assertThat(down.statements().get(0).position().line()).isEqualTo(6);
    }

    @Test
    void several_sections_commit_one_by_one() {
        Revision revision = history.file("1_a.sql", """
                        -- migrate:up
                        SELECT 1;
                        -- migrate:down
                        SELECT 2;
                        -- migrate:up transaction:false
                        SELECT 3;
                        -- migrate:down
                        SELECT 4;
                        """).revision(FORMAT, "1");

        assertThat(texts(revision.upgrade()))
                .containsExactly(
                        "BEGIN",
                        "-- migrate:up\nSELECT 1;\n",
                        "COMMIT",
                        "-- migrate:up transaction:false\nSELECT 3;\n");
        assertThat(revision.upgrade().transaction()).isEqualTo(TransactionMode.NONE);
    }

    @Test
    void windows_line_ends_are_line_ends() {
        Revision revision = history.file("1_a.sql", "-- migrate:up\r\nSELECT 1;\r\n-- migrate:down\r\nSELECT 2;\r\n")
                .revision(FORMAT, "1");

        assertThat(revision.upgrade().statements()).hasSize(1);
        assertThat(revision.upgrade().transaction()).isEqualTo(TransactionMode.SCRIPT);
    }

    @Test
    void what_dbmate_refuses_is_named_with_its_line() {
        assertThat(problems("SELECT 1;\n"))
                .containsExactly("1_a.sql:1: dbmate expects a line '-- migrate:up', at the start of the line");
        assertThat(problems("\nSELECT 1;\n-- migrate:up\n-- migrate:down\n"))
                .containsExactly("1_a.sql:2: dbmate refuses statements above '-- migrate:up': move them below it");
        assertThat(problems("\n-- migrate:up\nSELECT 1;\n"))
                .containsExactly(
                        "1_a.sql:2: dbmate expects a line '-- migrate:down' below this '-- migrate:up'; an empty one will do");
        assertThat(problems("-- migrate:up\n-- migrate:down\n-- migrate:down\n"))
                .containsExactly("1_a.sql:3: dbmate expects '-- migrate:up' before every '-- migrate:down'");
        assertThat(problems("-- migrate:down\n-- migrate:up\n-- migrate:down\n"))
                .containsExactly("1_a.sql:1: dbmate expects '-- migrate:up' before every '-- migrate:down'");
    }

    @Test
    void version_that_is_there_already_would_never_be_applied() {
        assertThat(history.file("1_a.sql", NOTHING).file("1_b.sql", NOTHING).problems(FORMAT))
                .containsExactly(
                        "1_b.sql: version 1 is already that of 1_a.sql, so that dbmate would never apply this file:"
                                + " give it another version");
    }

    @Test
    void author_may_say_that_there_is_no_way_back() {
        Revision revision = history.file(
                        "1_a.sql", "-- migrate:up\nSELECT 1;\n-- migrate:down\n-- palindrome:irreversible \"gone\"\n")
                .revision(FORMAT, "1");

        assertThat(revision.downgrade()).isEqualTo(new Downgrade.Irreversible("gone"));
    }
}
