package dev.palindrome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.HistoryBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user gets wrong before any server is needed: one message on standard error, exit code 2, nothing written. */
class BadInputTest {

    private static final String FORMATS =
            " Formats that can be read: alembic, dbmate, diesel, flyway, golang-migrate, goose, java, liquibase, node-pg-migrate, palindrome, sqitch, sql-migrate, sqlx.";

    private static final String BASE = "-- first\n-- revision: a1\n-- down-revision: none\n-- upgrade\n-- downgrade\n";

    @TempDir
    private Path folder;

    private Path directory = Path.of("");
    private HistoryBuilder history = new HistoryBuilder(directory);

    @BeforeEach
    void makeFolder() throws IOException {
        directory = Files.createDirectory(folder.resolve("migrations"));
        history = new HistoryBuilder(directory);
    }

    private String refusal(Object... arguments) {
        List<Path> before = files();

        CommandRun run = CommandRun.of(arguments);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(files()).isEqualTo(before);
        assertThat(run.err()).startsWith("error: ").doesNotContain("\tat ");
        return run.err().replace(directory.toString(), "DIR").substring("error: ".length());
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String refusalOfFolder() {
        return refusal("verify", "--embedded", directory);
    }

    @Test
    void empty_folder() {
        assertThat(refusalOfFolder()).isEqualTo("the folder DIR is empty: name the folder that holds the migrations\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/3", "4/3", "3", "one/two", "1/0", "-1/3", "1/3/5", ""})
    void shard_that_is_none(String shard) {
        history.file("a.sql", BASE);

        assertThat(refusal("verify", directory, "--shard", shard))
                .isEqualTo("--shard: '%s' is no part of a history: expected K/N with K from 1 to N, such as 2/3\n"
                        .formatted(shard));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "65", "two", "99999999999", ""})
    void number_of_jobs_that_is_none(String jobs) {
        history.file("a.sql", BASE);

        assertThat(refusal("verify", directory, "--jobs", jobs))
                .isEqualTo("--jobs is '%s', expected a number from 1 to 64, or auto\n".formatted(jobs));
    }

    @Test
    void shard_of_a_dump() {
        history.file("a.sql", BASE).file("../dump.sql", "");

        assertThat(refusal("verify", directory, "--from-dump", folder.resolve("dump.sql"), "--shard", "1/2"))
                .isEqualTo("--shard has no meaning with --from-dump: only what is pending is walked. Leave it out\n");
    }

    @Test
    void folder_that_does_not_exist() {
        assertThat(refusal("verify", directory.resolve("no")))
                .isEqualTo("the folder DIR/no does not exist: check the path (the current folder is "
                        + Path.of("").toAbsolutePath() + ")\n");
    }

    @Test
    void file_in_place_of_a_folder() {
        history.file("a.sql", BASE);

        assertThat(refusal("verify", directory.resolve("a.sql")))
                .isEqualTo("DIR/a.sql is a file: name the folder that holds it\n");
    }

    @Test
    void no_revision_recognised() {
        history.file("readme.md", "").file("schema.sql", "SELECT 1;");

        assertThat(refusalOfFolder())
                .isEqualTo("no migration format was recognised in DIR. SQL files there: schema.sql." + FORMATS + "\n");
    }

    @Test
    void two_formats_at_once() {
        history.file("V1__a.sql", "").file("1_a.up.sql", "");

        assertThat(refusalOfFolder())
                .isEqualTo("the folder DIR looks like several formats: flyway (1 file named like V1__a.sql) and"
                        + " golang-migrate (1 file named like 1_a.up.sql). Choose one with --format, such as --format"
                        + " flyway\n");
    }

    @Test
    void setup_script_that_is_not_there() {
        history.file("V1__a.sql", "");

        assertThat(refusal("verify", directory, "--setup-sql", "@" + directory.resolve("setup.sql")))
                .isEqualTo("There is no script DIR/setup.sql for the setup SQL: looked in "
                        + Path.of("").toAbsolutePath() + "\n");
    }

    @Test
    void setup_script_without_a_name() {
        history.file("V1__a.sql", "");

        assertThat(refusal("verify", directory, "--setup-sql", "@"))
                .isEqualTo(
                        "'@' names no file: after the @ of the setup SQL comes the path of a script, such as @setup.sql\n");
    }

    @Test
    void setup_script_with_commands_of_psql_names_each_line() throws IOException {
        history.file("V1__a.sql", "");
        Path script = Files.writeString(folder.resolve("setup.sql"), "SELECT 1;\n\\i other.sql\n\\gexec\n");

        assertThat(refusal("verify", directory, "--setup-sql", "@" + script)).isEqualTo("""
                        %1$s:2: the psql command \\i cannot be run here: put the file's SQL here
                        %1$s:3: the psql command \\gexec cannot be run here: write a DO block with EXECUTE
                        """.formatted(script));
    }

    @Test
    void unknown_format() {
        history.file("V1__a.sql", "");

        assertThat(refusal("verify", directory, "--format", "flyaway"))
                .isEqualTo(
                        "there is no format 'flyaway'; did you mean 'flyway'? Formats: auto, alembic, dbmate, diesel, flyway, golang-migrate,"
                                + " goose, java, liquibase, node-pg-migrate, palindrome, sqitch, sql-migrate, sqlx\n");
    }

    @Test
    void duplicate_version_names_both_files() {
        history.file("1_a.up.sql", "")
                .file("1_a.down.sql", "")
                .file("01_b.up.sql", "")
                .file("01_b.down.sql", "");

        assertThat(refusalOfFolder())
                .startsWith("2 problems in DIR:\n  DIR/1_a.down.sql: ")
                .contains("\n  DIR/1_a.up.sql: ")
                .contains("01_b.up.sql");
    }

    @Test
    void graph_with_a_cycle_an_unknown_and_a_duplicate_revision_names_them_all() {
        history.file("1.sql", "-- a\n-- revision: a1\n-- down-revision: b1\n-- upgrade\n-- downgrade")
                .file("2.sql", "-- b\n-- revision: b1\n-- down-revision: a1\n-- upgrade\n-- downgrade")
                .file("3.sql", "-- c\n-- revision: c1\n-- down-revision: b2\n-- upgrade\n-- downgrade")
                .file("4.sql", "-- d\n-- revision: c1\n-- down-revision: b1\n-- upgrade\n-- downgrade");

        assertThat(refusalOfFolder()).isEqualTo("""
                3 problems in DIR:
                  DIR/1.sql:3: cycle in the down revisions: a1 -> b1 -> a1: one of them must not be below the next
                  DIR/3.sql:3: the down revision 'b2' does not exist; did you mean 'b1'?
                  DIR/4.sql:2: revision 'c1' is already declared in 3.sql:2: give one of them another id
                """);
    }

    @Test
    void several_heads_where_one_is_asked_for() {
        history.file("1.sql", BASE)
                .file("2.sql", "-- b\n-- revision: b1\n-- down-revision: a1\n-- upgrade\n-- downgrade")
                .file("3.sql", "-- c\n-- revision: c1\n-- down-revision: a1\n-- upgrade\n-- downgrade");

        assertThat(refusal("verify", directory, "--only", "head"))
                .isEqualTo(
                        "Expected one head, found 2: b1, c1. Add a merge revision with both as down revisions, or say heads to mean"
                                + " them all.\n");
    }

    @Test
    void unterminated_quote_and_dollar_quote() {
        history.file("1.sql", "-- a\n-- revision: a1\n-- down-revision: none\n-- upgrade\nSELECT 1; SELECT 'abc;\n")
                .file("2.sql", "-- b\n-- revision: b1\n-- down-revision: a1\n-- upgrade\n\nDO $x$ BEGIN END;\n");

        assertThat(refusalOfFolder()).isEqualTo("""
                2 problems in DIR:
                  DIR/1.sql:5: the quote that opens here is not closed
                  DIR/2.sql:6: the dollar quote that opens here with $x$ is not closed
                """);
    }

    @Test
    void file_that_is_not_utf_8() {
        history.file("1_a.up.sql", "SELECT 1;\n-- Grün".getBytes(StandardCharsets.ISO_8859_1))
                .file("1_a.down.sql", "");

        assertThat(refusalOfFolder())
                .isEqualTo("DIR/1_a.up.sql:2: the file is not UTF-8: byte 0xFC at offset 15 (in ISO-8859-1 it would be"
                        + " 'ü'): save it as UTF-8\n");
    }

    @Test
    void missing_up() {
        history.file("1_a.down.sql", "");

        assertThat(refusalOfFolder()).startsWith("DIR/1_a.down.sql: missing up: ");
    }

    @Test
    void revision_that_does_not_exist() {
        history.file("1.sql", BASE);

        assertThat(refusal("verify", directory, "--only", "a2"))
                .isEqualTo("There is no revision 'a2'; did you mean 'a1'?\n");
        assertThat(refusal("verify", directory, "--only", "a:b:c"))
                .isEqualTo("--only: 'a:b:c' is no range of revisions: write A:B, A:, :B or A\n");
        assertThat(refusal("verify", directory, "--only", ""))
                .isEqualTo("--only: '' is no range of revisions: write A:B, A:, :B or A\n");
    }

    @Test
    void unknown_group_of_checks() {
        history.file("1.sql", BASE);

        assertThat(refusal("verify", directory, "--checks", "schema,bolts"))
                .isEqualTo(
                        "Unknown group of checks 'bolts'. This version has: all, round-trip, schema, data, nullability,"
                                + " locks, review.\n");
    }

    @Test
    void json_into_a_folder_that_does_not_exist_or_over_a_folder() {
        history.file("1.sql", BASE);

        assertThat(refusal("verify", directory, "--json", directory.resolve("no/report.json")))
                .isEqualTo("Cannot write DIR/no/report.json: there is no folder DIR/no, make it first\n");
        assertThat(refusal("verify", directory, "--json", directory))
                .isEqualTo("Cannot write DIR: it is a folder, name a file in it\n");
    }

    @Test
    void embedded_version_that_does_not_exist() {
        history.file("1.sql", BASE);

        CommandRun run = CommandRun.of("verify", directory, "--embedded", "13");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo(
                        "error: Expected one of the PostgreSQL versions [14, 15, 16, 17, 18] for the embedded server,"
                                + " was 13.\n");
    }

    @Test
    void unknown_option_gets_a_suggestion() {
        // Others that look like it follow, the nearest is first.
        assertThat(refusal("verify", directory, "--chekcs=schema"))
                .startsWith("Unknown option: '--chekcs=schema'\nPossible solutions: --checks")
                .endsWith("\nTry 'palindrome verify --help'.\n");
        assertThat(refusal("verfy"))
                .startsWith("Unmatched argument at index 0: 'verfy'\nDid you mean: palindrome verify")
                .endsWith("?\nTry 'palindrome --help'.\n");
    }

    @Test
    void folder_where_a_command_takes_none_is_told_its_option() {
        assertThat(refusal("heads", directory))
                .isEqualTo(
                        "Unmatched argument at index 1: 'DIR'\nName the folder with --migrations DIR\nTry 'palindrome heads --help'.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verify | Missing required parameter: 'DIR'",
                "verify . --embedded --jdbc-url jdbc:postgresql:x"
                        + " | --jdbc-url=URL, --embedded are mutually exclusive (specify only one)",
                "verify . --embedded=no | Invalid value for option '--embedded': 'no' is not an int",
                "verify . --seed x | Invalid value for option '--seed': 'x' is not a long",
                "verify . --fail-on x | Invalid value for option '--fail-on': expected one of [ERROR, WARNING, INFO]"
                        + " (case-insensitive) but was 'x'",
                "diff a | Missing required parameter: 'B'",
                "snapshot -o | Missing required parameter for option '--output' (FILE)"
            })
    void wrong_use_says_what_and_where_help_is(String command, String message) {
        assertThat(refusal((Object[]) command.split(" ")))
                .isEqualTo(message + "\nTry 'palindrome " + command.replaceAll(" .*", "") + " --help'.\n");
    }

    @Test
    void snapshot_needs_a_schema_to_read() {
        assertThat(refusal("snapshot"))
                .isEqualTo(
                        "Missing --jdbc-url URL, the database to read, or --migrations DIR, the history to take to its"
                                + " head\n");
    }

    @Test
    void snapshot_to_check_that_is_also_to_be_written() {
        assertThat(refusal("snapshot", "--check", "a", "-o", "b"))
                .isEqualTo("--check compares and --output writes: give one of them\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--format=auto", "--setup-sql=SELECT", "--image=x", "--embedded", "--allow-remote"})
    void snapshot_of_a_database_with_an_option_for_a_history(String option) {
        assertThat(refusal("snapshot", option))
                .isEqualTo(option.replaceAll("=.*", "")
                        + " goes with --migrations DIR, the history to take to its head\n");
    }

    @Test
    void snapshot_of_a_history_that_cannot_be_read() {
        history.file("1.sql", BASE.replace("a1", ""));

        assertThat(refusal("snapshot", "--migrations", directory, "--check", "x.txt"))
                .startsWith("DIR/1.sql:2: ");
    }

    @Test
    void snapshot_to_check_that_is_malformed_names_file_and_line() {
        history.file("1.sql", BASE);
        history.file("../head.txt", "palindrome schema snapshot, format 1\n\ntable public.a\n   oops\n");
        Path file = folder.resolve("head.txt");

        assertThat(refusal("snapshot", "--migrations", directory, "--check", file))
                .isEqualTo(file
                        + ": Snapshot, line 4: expected a part of table public.a, indented by two spaces, or an empty"
                        + " line\n");
        assertThat(refusal("snapshot", "--migrations", directory, "--check", folder))
                .startsWith("Cannot read " + folder + " (");
    }

    @Test
    void snapshot_to_check_that_is_missing_is_out_of_date() {
        history.file("1.sql", BASE);
        Path file = folder.resolve("head.txt");

        CommandRun run = CommandRun.of("snapshot", "--migrations", directory, "--embedded=15", "--check", file);

        assertThat(run).isEqualTo(new CommandRun(4, """
                        %1$s is missing

                        Write it, review it, and commit it: palindrome snapshot --migrations %2$s --embedded 15 -o %1$s
                        """.formatted(file, directory), ""));
        assertThat(file).doesNotExist();
    }

    @Test
    void no_command_shows_all_commands() {
        assertThat(refusal())
                .startsWith("Missing required subcommand\nUsage: palindrome [-hV] COMMAND\n")
                .contains("\n  verify    ", "\n  snapshot  ", "\n  diff      ", "\n  clean     ");
    }

    @ParameterizedTest
    @CsvSource({"verify", "snapshot", "diff a b", "clean"})
    void unknown_setting_gets_a_suggestion(String command) {
        System.setProperty("palindrome.jdbcURL", "x");
        try {
            Object[] words = (command.equals("verify") ? "verify " + directory : command).split(" ");
            assertThat(refusal(words))
                    .isEqualTo("Unknown setting 'palindrome.jdbcURL'. Did you mean 'palindrome.jdbcUrl'?\n");
        } finally {
            System.clearProperty("palindrome.jdbcURL");
        }
    }

    @Test
    void a_password_in_a_misplaced_url_is_not_shown() {
        String url = "jdbc:postgresql://localhost/x?user=u&password=geheim";
        assertThat(refusal("verify", directory, "--jdbc-ulr=" + url)).contains("password=***'");
        for (String login : List.of("postgresql://u:geheim@localhost/x", "mysql://u:geheim@localhost/x")) {
            assertThat(refusal("verify", login)).contains(":***@localhost/x").doesNotContain("geheim");
            assertThat(refusal("verify", directory, login))
                    .contains(":***@localhost/x")
                    .doesNotContain("geheim");
            assertThat(refusal("verify", "--format", login)).doesNotContain("geheim");
            assertThat(refusal("diff", login.replace("localhost", "localhost:1"), "b"))
                    .doesNotContain("geheim");
        }
        assertThat(refusal("snapshot", "--jdbc-url", "jdbc:postgresql://localhost:1/x?user=u&password=geheim"))
                .startsWith("Cannot use the server at localhost:1 as role u: ")
                .doesNotContain("geheim");
    }

    @Test
    void control_characters_of_a_file_do_not_reach_the_terminal() {
        history.file("1.sql", "-- a\n-- revision: a\u001b[31m\n-- down-revision: none\n-- upgrade\n");

        assertThat(refusalOfFolder()).contains("\\u001b[31m");
    }

    @Test
    void a_server_on_another_machine_needs_leave() {
        history.file("1.sql", BASE);

        CommandRun run =
                CommandRun.of("verify", directory, "--jdbc-url", "jdbc:postgresql://192.0.2.1/x?password=geheim");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("error: Host 192.0.2.1 is another machine. Palindrome creates and drops databases of its own"
                        + " there only if it is allowed to: --allow-remote, or palindrome.allowRemote=true.\n");
    }
}
