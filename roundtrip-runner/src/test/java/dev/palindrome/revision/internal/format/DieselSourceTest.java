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

class DieselSourceTest {

    private static final String FORMAT = "diesel";

    @TempDir
    private Path directory;

    private HistoryBuilder history;

    @BeforeEach
    void start() {
        history = new HistoryBuilder(directory);
    }

    @Test
    void order_is_that_of_the_names_as_text_without_hyphens() {
        history.file("2024-01-02-000000_b/up.sql", "SELECT 1;")
                .file("20240101000000_a/up.sql", "SELECT 1;")
                .file("9_c/up.sql", "SELECT 1;")
                .file(".hidden/up.sql", "SELECT 1;")
                .file("readme.md", "")
                .file(".keep", "");

        assertThat(history.ids(FORMAT)).containsExactly("20240101000000", "20240102000000", "9");
        assertThat(history.revision(FORMAT, "20240102000000").message()).isEqualTo("b");
        assertThat(history.read(FORMAT).notes())
                .containsExactly("passed over readme.md: a revision is a folder with up.sql");
    }

    @Test
    void file_is_one_message_in_a_transaction() {
        Revision revision = history.file("1_a/up.sql", "SELECT 1;\nSELECT 2;\n")
                .file("1_a/down.sql", "SELECT 3;")
                .revision(FORMAT, "1");

        assertThat(revision.upgrade().batches()).hasSize(1);
        assertThat(revision.upgrade().statements()).hasSize(2);
        assertThat(revision.upgrade().transaction()).isEqualTo(TransactionMode.SCRIPT);
        assertThat(revision.downgrade()).isInstanceOf(Downgrade.Script.class);
    }

    @Test
    void metadata_that_is_silent_means_no_transaction() {
        history.file("1_a/up.sql", "SELECT 1;")
                .file("1_a/metadata.toml", "run_in_transaction = false # CONCURRENTLY\n")
                .file("2_b/up.sql", "SELECT 1;")
                .file("2_b/metadata.toml", "run_in_transaction = true\n")
                .file("3_c/up.sql", "SELECT 1;")
                .file("3_c/metadata.toml", "# nothing\n");

        assertThat(history.read(FORMAT).graph().inOrder())
                .extracting(revision -> revision.upgrade().transaction())
                .containsExactly(TransactionMode.NONE, TransactionMode.SCRIPT, TransactionMode.NONE);
        assertThat(history.read(FORMAT).notes())
                .containsExactly("3_c/metadata.toml does not say run_in_transaction, which Diesel takes for false: the"
                        + " revision runs without a transaction");
    }

    @Test
    void empty_file_is_none() {
        history.file("1_a/up.sql", "SELECT 1;").file("1_a/down.sql", "");

        assertThat(history.revision(FORMAT, "1").downgrade())
                .isEqualTo(
                        new Downgrade.Missing("1_a/down.sql with a comment at least, since Diesel runs no empty file"));
        assertThat(history.file("2_b/up.sql", "").problems(FORMAT))
                .containsExactly("2_b/up.sql: the file is empty, which Diesel refuses: write a comment at least");
    }

    @Test
    void what_diesel_refuses_is_named() {
        history.file("1_a/up.sql", "SELECT 1;").file("1_b/up.sql", "SELECT 1;").file("2_c/down.sql", "SELECT 1;");

        assertThat(history.problems(FORMAT))
                .containsExactly(
                        "1_b: version 1 is already that of the folder 1_a: give one of them another version",
                        "2_c: the folder has no up.sql, which Diesel refuses: add it, or remove the folder");
    }
}
