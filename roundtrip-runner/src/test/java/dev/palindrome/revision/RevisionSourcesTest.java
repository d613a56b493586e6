package dev.palindrome.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionSourcesTest {

    private static final String NAMES =
            "alembic, dbmate, diesel, flyway, golang-migrate, goose, java, liquibase, node-pg-migrate, palindrome, sqitch, sql-migrate, sqlx";

    private static final String FORMATS = " Formats that can be read: " + NAMES + ".";

    @TempDir
    private Path directory;

    private HistoryBuilder history;

    @BeforeEach
    void start() {
        history = new HistoryBuilder(directory);
    }

    private String problem(String format) {
        List<String> problems = history.problems(format);
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "000001_init.up.sql|SELECT 1;|format golang-migrate, recognised by 1 file named like 000001_init.up.sql",
                "V1__init.sql|SELECT 1;|format flyway, recognised by 1 file named like V1__init.sql",
                "sub/R__view.sql|SELECT 1;|format flyway, recognised by 1 file named like sub/R__view.sql",
                "init.sql|-- +migrate Up|format sql-migrate, recognised by 1 file with a line '-- +migrate Up' or Down",
                "1_a.sql|-- +goose Up|format goose, recognised by 1 file with a line '-- +goose Up' or Down",
                "1_a.sql|-- migrate:up;-- migrate:down|format dbmate, recognised by 1 file with a line '-- migrate:up' or down",
                "1_a.sql|-- Up Migration|format node-pg-migrate, recognised by 1 file with a line '-- Up Migration' or Down",
                "20240101120000_a.sql|SELECT 1;|format sqlx, recognised by 1 file named like 20240101120000_a.sql",
                "2024_a/up.sql|SELECT 1;|format diesel, recognised by 1 folder with up.sql, such as 2024_a",
                "a.sql|--liquibase formatted sql;--changeset a:1;SELECT 1;|format liquibase, recognised by 1 file with a line"
                        + " '--liquibase formatted sql'",
                "init.sql|-- revision: a1;-- down-revision: none;-- upgrade|format palindrome, recognised by 1 file with a"
                        + " line '-- revision: …'"
            })
    void first_note_says_what_was_recognised_and_why(String file, String content, String note) {
        history.file(file, content.replace(";--", "\n--").replace(":1;", ":1\n"));

        assertThat(history.read("auto").notes().get(0)).isEqualTo(note);
    }

    @Test
    void a_chosen_format_needs_no_note() {
        history.file("1_a.up.sql", "");

        assertThat(history.read("golang-migrate").notes()).isEmpty();
    }

    @Test
    void several_formats_are_named_with_a_way_to_choose() {
        history.file("V1__a.sql", "SELECT 1;").file("1_a.up.sql", "-- +migrate Up\n-- +migrate Down");

        assertThat(problem("auto"))
                .isEqualTo(
                        "the folder DIR looks like several formats: flyway (1 file named like V1__a.sql) and golang-migrate"
                                + " (1 file named like 1_a.up.sql) and sql-migrate (1 file with a line '-- +migrate Up' or Down)."
                                + " Choose one with --format, such as --format flyway");
        assertThat(history.ids("flyway")).containsExactly("1");
        assertThat(history.ids("golang-migrate")).containsExactly("1");
    }

    @Test
    void unknown_format_gets_a_suggestion() {
        assertThat(problem("flyaway"))
                .isEqualTo("there is no format 'flyaway'; did you mean 'flyway'? Formats: auto, " + NAMES);
        assertThat(problem("x")).isEqualTo("there is no format 'x'. Formats: auto, " + NAMES);
    }

    @Test
    void folder_that_is_none() {
        assertThat(problem("auto")).isEqualTo("the folder DIR is empty: name the folder that holds the migrations");
        history.file("a.sql", "SELECT 1;");
        assertThatExceptionOfType(MalformedHistoryException.class)
                .isThrownBy(() -> RevisionSources.read(directory.resolve("a.sql"), "auto"))
                .withMessage(directory.resolve("a.sql") + " is a file: name the folder that holds it");
        assertThatExceptionOfType(MalformedHistoryException.class)
                .isThrownBy(() -> RevisionSources.read(directory.resolve("nowhere"), "auto"))
                .withMessage("the folder " + directory.resolve("nowhere")
                        + " does not exist: check the path (the current folder is "
                        + Path.of("").toAbsolutePath() + ")");
    }

    /** A deployment's "current" folder often is one. */
    @ParameterizedTest
    @CsvSource({"1_a.up.sql,golang-migrate", "V1__a.sql,flyway", "2024_a/up.sql,diesel"})
    void folder_that_is_a_link(String file, String format) throws IOException {
        history.file("real/" + file, "SELECT 1;");
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("real"));

        assertThat(RevisionSources.read(link, "auto").format()).isEqualTo(format);
        assertThat(RevisionSources.read(link, format).graph().inOrder()).hasSize(1);
    }

    @Test
    void link_that_leads_back_is_named() throws IOException {
        history.file("V1__a.sql", "SELECT 1;");
        Files.createSymbolicLink(directory.resolve("again"), directory);

        assertThat(problem("flyway"))
                .isEqualTo("the folder DIR cannot be read: the link DIR/again leads back to a folder that it lies in");
    }

    @Test
    void nothing_recognised_lists_what_is_there() {
        history.file("schema.sql", "SELECT 1;").file("seed.sql", "SELECT 1;").file("readme.md", "");

        assertThat(problem("auto"))
                .isEqualTo(
                        "no migration format was recognised in DIR. SQL files there: schema.sql, seed.sql." + FORMATS);
    }

    @Test
    void nothing_recognised_points_to_folders_within() {
        history.file("readme.md", "").file("db/migrations/1_a.up.sql", "");

        assertThat(problem("auto"))
                .isEqualTo(
                        "no migration format was recognised in DIR. It holds no SQL file itself, but these folders in it do:"
                                + " db/migrations." + FORMATS);
    }

    @Test
    void no_sql_at_all_names_the_other_files() {
        history.file("main.go", "").file("readme.md", "");

        assertThat(problem("auto"))
                .isEqualTo("no migration format was recognised in DIR. It holds no SQL file, only main.go, readme.md."
                        + FORMATS);
    }

    @ParameterizedTest
    @CsvSource({
        "V1_init.sql, Flyway needs two underscores after the version",
        "V1.2-init.sql, Flyway needs two underscores after the version",
        "R_view.sql, Flyway needs two underscores after the R",
        "v1__init.sql, Flyway needs a capital letter in front",
        "001-init.up.sql, golang-migrate needs an underscore after the number",
        "001.up.sql, golang-migrate needs an underscore and a title after the number",
        "001_init_up.sql, golang-migrate needs a dot before up and down",
        "init.up.sql, golang-migrate needs a number in front"
    })
    void near_misses_say_what_a_name_lacks(String file, String lack) {
        history.file(file, "SELECT 1;");

        assertThat(problem("auto"))
                .isEqualTo("no migration format was recognised in DIR. " + file + ": " + lack + ". SQL files there: "
                        + file + "." + FORMATS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "changelog.xml|<databaseChangeLog>|Liquibase (a line 'databaseChangeLog' in changelog.xml)",
                "2024_a/migration.sql|SELECT 1;|Prisma Migrate (migration.sql in 2024_a)"
            })
    void tools_that_cannot_be_read_yet_are_called_by_name(String file, String content, String tool) {
        history.file(file, content);

        assertThat(problem("auto"))
                .startsWith("no migration format was recognised in DIR. It looks like " + tool
                        + ", which cannot be read yet. ");
    }

    @Test
    void a_chosen_format_without_revisions_says_so() {
        history.file("V1__a.sql", "SELECT 1;");

        assertThat(problem("golang-migrate"))
                .isEqualTo("no revision was found in DIR in the format golang-migrate. SQL files there: V1__a.sql."
                        + FORMATS);
    }
}
