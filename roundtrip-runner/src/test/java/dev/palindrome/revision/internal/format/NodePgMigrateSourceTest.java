package dev.palindrome.revision.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.SqlScript;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodePgMigrateSourceTest {

    private static final String FORMAT = "node-pg-migrate";

    @TempDir
    private Path directory;

    private HistoryBuilder history;

    @BeforeEach
    void start() {
        history = new HistoryBuilder(directory);
    }

    private static List<String> texts(SqlScript script) {
        return script.batches().stream().map(Batch::text).toList();
    }

    @Test
    void order_is_that_of_the_numbers_and_dates_are_numbers_too() {
        // 20240101000000000 is 1704067200000.
        for (String name :
                List.of("1704067200001_c.sql", "20240101000000000_b.sql", "0002_a.sql", "3_d.js", "notes.md")) {
            history.file(name, "-- Up Migration\nSELECT 1;\n");
        }

        assertThat(history.ids(FORMAT)).containsExactly("0002_a", "20240101000000000_b", "1704067200001_c");
        assertThat(history.revision(FORMAT, "0002_a").message()).isEqualTo("a");
        assertThat(history.read(FORMAT).notes())
                .containsExactly(
                        "passed over 3_d.js: written in JavaScript or TypeScript, which is not run here",
                        "passed over notes.md: not named *.sql");
    }

    @Test
    void markers_may_come_in_either_order() {
        Revision usual = history.file("1_a.sql", "\n-- Up Migration\nSELECT 1;\n\n--- down migration\nSELECT 2;\n")
                .revision(FORMAT, "1_a");
        Revision turned = history.file("2_b.sql", "-- Down Migration\nSELECT 2;\n-- Up Migration\nSELECT 1;\n")
                .revision(FORMAT, "2_b");

        assertThat(texts(usual.upgrade())).containsExactly("-- Up Migration\nSELECT 1;\n\n");
        assertThat(usual.upgrade().statements().get(0).position().line()).isEqualTo(3);
        assertThat(texts(((Downgrade.Script) usual.downgrade()).script()))
                .containsExactly("--- down migration\nSELECT 2;\n");
        assertThat(texts(turned.upgrade())).containsExactly("-- Up Migration\nSELECT 1;\n");
        assertThat(texts(((Downgrade.Script) turned.downgrade()).script()))
                .containsExactly("-- Down Migration\nSELECT 2;\n");
    }

    @Test
    void file_without_markers_only_goes_up() {
        Revision revision = history.file("1_a.sql", "SELECT 1;\n").revision(FORMAT, "1_a");

        assertThat(texts(revision.upgrade())).containsExactly("SELECT 1;\n");
        assertThat(revision.downgrade()).isEqualTo(new Downgrade.Missing("a line '-- Down Migration' in 1_a.sql"));
    }

    @Test
    void two_files_make_a_pair() {
        Revision revision = history.file("1_a.up.sql", "SELECT 1;\n")
                .file("1_a.down.sql", "SELECT 2;\n")
                .revision(FORMAT, "1_a");

        assertThat(texts(((Downgrade.Script) revision.downgrade()).script())).containsExactly("SELECT 2;\n");
    }

    @Test
    void what_the_tool_refuses_is_named() {
        history.file("a.sql", "")
                .file("1_b.down.sql", "")
                .file("2_c.sql", "")
                .file("2_c.down.sql", "")
                .file("20241399000000000_d.sql", "");

        assertThat(history.problems(FORMAT))
                .containsExactlyInAnyOrder(
                        "a.sql: node-pg-migrate expects a number before the name, such as 1700000000000_title.sql",
                        "1_b.down.sql: missing up: there is no 1_b.up.sql beside it; add it, or remove this one",
                        "2_c.down.sql: it is the way down of 2_c.up.sql, but there is 2_c.sql, which has its own: keep one of the"
                                + " two forms",
                        "20241399000000000_d.sql: '20241399000000000' is no date: expected yyyyMMddHHmmssSSS");
    }
}
