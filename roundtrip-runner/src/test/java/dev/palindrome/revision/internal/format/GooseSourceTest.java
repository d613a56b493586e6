package dev.palindrome.revision.internal.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.TransactionMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GooseSourceTest {

    private static final String FORMAT = "goose";
    private static final String NOTHING = "-- +goose Up\n-- +goose Down\n";

    @TempDir
    private Path directory;

    private HistoryBuilder history;

    @BeforeEach
    void start() {
        history = new HistoryBuilder(directory);
    }

    private List<String> upgrade(String content) {
        return history.file("1_a.sql", content).revision(FORMAT, "1").upgrade().batches().stream()
                .map(Batch::text)
                .toList();
    }

    private List<String> problems(String content) {
        return history.file("1_a.sql", content).problems(FORMAT);
    }

    @Test
    void order_is_that_of_the_numbers_and_go_is_told_of() {
        for (String name : List.of("10_a.sql", "00009_b.sql", "x_c.sql", "0_d.sql", "11_e.go", "12_f_test.go")) {
            history.file(name, NOTHING);
        }

        assertThat(history.ids(FORMAT)).containsExactly("00009", "10");
        assertThat(history.read(FORMAT).notes())
                .containsExactly(
                        "passed over 0_d.sql, 12_f_test.go, x_c.sql: not named like 00001_title.sql",
                        "passed over 11_e.go: written in Go, which is not run here");
    }

    @Test
    void statement_ends_with_its_line_and_several_on_a_line_go_together() {
        assertThat(upgrade("-- +goose up\n-- a comment\nSELECT 1; SELECT 2;\nSELECT\n3; -- three\n-- +goose Down\n"))
                .containsExactly("SELECT 1; SELECT 2;", "SELECT\n3; -- three");
    }

    @Test
    void block_goes_as_one_statement_with_the_comments_in_it() {
        Revision revision = history.file("1_a.sql", """
                        -- +goose Up
                        -- +goose StatementBegin
                        -- first
                        CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$
                          SELECT 1;
                          -- second
                        $$;
                        -- +goose StatementEnd
                        -- +goose Down
                        DROP FUNCTION f();
                        """).revision(FORMAT, "1");

        assertThat(revision.upgrade().batches()).hasSize(1);
        assertThat(revision.upgrade().batches().get(0).text())
                .isEqualTo("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$\n  SELECT 1;\n  -- second\n$$;");
        assertThat(revision.upgrade().statements().get(0).position())
                .isEqualTo(new SourcePosition(Path.of("1_a.sql"), 4, 1));
        assertThat(((Downgrade.Script) revision.downgrade()).script().statements())
                .hasSize(1);
    }

    @Test
    void one_annotation_takes_both_directions_out_of_their_transaction() {
        Revision revision = history.file("1_a.sql", "-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 1;\n")
                .revision(FORMAT, "1");

        assertThat(revision.upgrade().transaction()).isEqualTo(TransactionMode.NONE);
        assertThat(revision.downgrade()).isEqualTo(new Downgrade.Missing("a section '-- +goose Down' in 1_a.sql"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "SELECT 1;|1_a.sql:1: goose expects '-- +goose Up' above the first statement",
                "-- nothing|1_a.sql:1: goose expects a line '-- +goose Up', at the start of the line",
                "-- +goose Up;;-- +goose Up|1_a.sql:3: there is more than one '-- +goose Up'",
                "-- +goose Down|1_a.sql:1: '-- +goose Down' must come once, below '-- +goose Up'",
                "\" -- +goose Up\"|1_a.sql:1: goose refuses blanks before '--' in an annotation: begin the line with it",
                "-- +goose Upp|1_a.sql:1: goose does not know the annotation '-- +goose Upp': expected Up, Down, StatementBegin,"
                        + " StatementEnd, NO TRANSACTION, ENVSUB ON or ENVSUB OFF",
                "-- +goose Up;SELECT 1|1_a.sql:2: the statement is not finished before the end of the file: end its last line"
                        + " with a semicolon, or put it between '-- +goose StatementBegin' and '-- +goose StatementEnd'",
                "-- +goose StatementBegin|1_a.sql:1: '-- +goose StatementBegin' must come below '-- +goose Up' or '-- +goose"
                        + " Down'",
                "-- +goose Up;-- +goose StatementEnd|1_a.sql:2: '-- +goose StatementEnd' must come below '-- +goose"
                        + " StatementBegin'",
                "-- +goose Up;-- +goose StatementBegin|1_a.sql:2: '-- +goose StatementBegin' has no '-- +goose StatementEnd'"
            })
    void what_goose_refuses_is_named_with_its_line(String lines, String problem) {
        assertThat(problems(lines.equals("SELECT 1;") ? lines : lines.replace(";", "\n")))
                .containsExactly(problem);
    }

    @Test
    void version_that_is_there_already_is_refused() {
        assertThat(history.file("1_a.sql", NOTHING).file("001_b.sql", NOTHING).problems(FORMAT))
                .containsExactly(
                        "1_a.sql: version 1 is already that of 001_b.sql, which goose refuses: give one of them"
                                + " another version");
    }

    @Test
    void variables_are_put_in_between_the_annotations_only() {
        history.file("1_a.sql", """
                -- +goose Up
                SELECT '$HOME_TEAM';
                -- +goose ENVSUB ON
                SELECT '$TEAM', '${TEAM}', '${NONE}', '${NONE:-d}', '${EMPTY:-d}', '${EMPTY-d}', '$$', '\\$x';
                -- +goose ENVSUB OFF
                SELECT '$TEAM';
                """);
        Map<String, String> environment = Map.of("TEAM", "t\\1", "EMPTY", "");

        List<Batch> batches = new GooseSource(name -> Optional.ofNullable(environment.get(name)))
                .read(directory)
                .graph()
                .get(new RevisionId("1"))
                .upgrade()
                .batches();

        assertThat(batches)
                .extracting(Batch::text)
                .containsExactly(
                        "SELECT '$HOME_TEAM';",
                        "SELECT 't\\1', 't\\1', '', 'd', 'd', '', '$', '$x';",
                        "SELECT '$TEAM';");
    }

    @Test
    void variable_that_must_be_set_is_asked_for() {
        assertThat(problems("-- +goose Up\n-- +goose ENVSUB ON\nSELECT ${PALINDROME_NOWHERE?set it};\n"))
                .containsExactly("1_a.sql:3: the environment variable PALINDROME_NOWHERE is not set: set it");
        assertThatExceptionOfType(EnvironmentSubstitution.UnsetVariableException.class)
                .isThrownBy(() -> new EnvironmentSubstitution(name -> Optional.empty()).apply("${A?}"))
                .withMessage("the environment variable A is not set");
    }

    @Test
    void windows_line_ends_are_line_ends() {
        assertThat(upgrade("-- +goose Up\r\nSELECT\r\n1;\r\n-- +goose Down\r\n"))
                .containsExactly("SELECT\n1;");
    }
}
