package dev.palindrome.revision.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.TransactionMode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlxSourceTest {

    private static final String FORMAT = "sqlx";

    @TempDir
    private Path directory;

    private HistoryBuilder history;

    @BeforeEach
    void start() {
        history = new HistoryBuilder(directory);
    }

    @Test
    void order_is_that_of_the_numbers() {
        for (String name : List.of("10_a_b.sql", "9_c.up.sql", "9_c.down.sql", "readme.md", "seed.sql")) {
            history.file(name, "SELECT 1;");
        }

        assertThat(history.ids(FORMAT)).containsExactly("9", "10");
        assertThat(history.revision(FORMAT, "10").message()).isEqualTo("a b");
        assertThat(history.revision(FORMAT, "9").message()).isEqualTo("c");
        assertThat(history.revision(FORMAT, "9").downgrade()).isInstanceOf(Downgrade.Script.class);
        assertThat(history.revision(FORMAT, "10").downgrade())
                .isEqualTo(new Downgrade.Missing("10_a_b.down.sql, with the upgrade in 10_a_b.up.sql"));
        assertThat(history.read(FORMAT).notes())
                .containsExactly("passed over readme.md, seed.sql: not named like 20240101120000_title.sql");
    }

    @Test
    void first_line_takes_a_file_out_of_its_transaction() {
        Revision revision = history.file("1_a.up.sql", "-- no-transaction\nCREATE INDEX CONCURRENTLY i ON t (a);")
                .file("1_a.down.sql", "\n-- no-transaction\nDROP INDEX i;")
                .revision(FORMAT, "1");

        assertThat(revision.upgrade().transaction()).isEqualTo(TransactionMode.NONE);
        assertThat(((Downgrade.Script) revision.downgrade()).script().transaction())
                .isEqualTo(TransactionMode.SCRIPT);
    }

    @Test
    void what_sqlx_refuses_is_named() {
        history.file("1_a.sql", "").file("01_b.sql", "").file("x_c.sql", "").file("99999999999999999999_d.sql", "");

        assertThat(history.problems(FORMAT))
                .containsExactly(
                        "1_a.sql: version 01 is already that of 01_b.sql: give one of them another version",
                        "99999999999999999999_d.sql: sqlx refuses '99999999999999999999' before the first underscore: write a"
                                + " whole number of 64 bits, as in 20240101120000_title.sql",
                        "x_c.sql: sqlx refuses 'x' before the first underscore: write a whole number of 64 bits, as in"
                                + " 20240101120000_title.sql");
    }

    @Test
    void way_down_without_a_way_up_is_passed_over() {
        history.file("1_a.sql", "SELECT 1;").file("2_b.down.sql", "SELECT 1;");

        assertThat(history.ids(FORMAT)).containsExactly("1");
        assertThat(history.read(FORMAT).notes())
                .containsExactly("passed over 2_b.down.sql: there is no upgrade of version 2");
    }

    @Test
    void cargo_toml_tells_it_from_golang_migrate() {
        history.file("migrations/1_a.up.sql", "SELECT 1;").file("migrations/1_a.down.sql", "SELECT 1;");
        HistoryBuilder migrations = new HistoryBuilder(directory.resolve("migrations"));

        assertThat(migrations.read("auto").format()).isEqualTo("golang-migrate");

        history.file("Cargo.toml", "[dependencies]\nsqlx = { workspace = true }\n");

        assertThat(migrations.read("auto").notes().get(0))
                .isEqualTo("format sqlx, recognised by 2 files named like 1_a.up.sql, and sqlx in Cargo.toml");
    }

    @Test
    void history_without_any_way_down_only_goes_forward() {
        history.file("1_a.sql", "SELECT 1;");

        assertThat(history.read(FORMAT).downgradesExpected()).isFalse();
        assertThat(history.file("2_b.up.sql", "")
                        .file("2_b.down.sql", "")
                        .read(FORMAT)
                        .downgradesExpected())
                .isTrue();
    }
}
