package dev.palindrome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.TestServers;
import dev.palindrome.revision.HistoryBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a user's server, played by an embedded one. */
@Tag("database")
@Timeout(120)
class DatabaseCommandsTest {

    private static TestServer users;
    private static TestDatabase shop;
    private static TestDatabase copy;
    private static TestDatabase empty;
    private static String address;

    @TempDir
    private Path folder;

    private Path migrations = Path.of("");

    @BeforeAll
    static void startUsersServer() throws SQLException {
        users = TestServers.start(new DatabaseOptions(null, null, true, null, false));
        shop = users.create();
        try (Connection session = shop.connect();
                Statement statement = session.createStatement()) {
            statement.execute("CREATE TABLE items (id int PRIMARY KEY)");
            statement.execute("CREATE ROLE clerk LOGIN CREATEDB PASSWORD 'geheim'");
        }
        copy = users.cloneOf(shop);
        empty = users.create();
        address = shop.jdbcUrl().replaceAll("^jdbc:postgresql://([^/]*)/.*", "$1");
    }

    @AfterAll
    static void endUsersServer() {
        users.close();
    }

    @BeforeEach
    void makeHistory() {
        migrations = folder.resolve("migrations");
        new HistoryBuilder(migrations)
                .file("1_create_orders.up.sql", "CREATE TABLE orders (id int PRIMARY KEY);\n")
                .file("1_create_orders.down.sql", "DROP TABLE orders;\n")
                .file("2_add_status.up.sql", "CREATE TYPE status AS ENUM ('new');\nALTER TABLE orders ADD s status;\n")
                .file("2_add_status.down.sql", "ALTER TABLE orders DROP COLUMN s;\n")
                .file("3_drop_notes.up.sql", "-- palindrome:irreversible \"gone\"\nSELECT 1;\n");
    }

    private static String url(TestDatabase database) {
        return url(database, "geheim");
    }

    private static String url(TestDatabase database, String password) {
        return "postgresql://clerk:%s@%s/%s".formatted(password, address, database.name());
    }

    private String verifyRefusal(String url) throws SQLException {
        List<String> before = databases();
        CommandRun run = CommandRun.of("verify", migrations, "--jdbc-url", url);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("error: ").doesNotContain("\tat ").doesNotContain("geheim");
        assertThat(databases()).isEqualTo(before);
        return run.err().substring("error: ".length());
    }

    private static List<String> databases() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection session = empty.connect();
                ResultSet rows = session.createStatement().executeQuery("SELECT datname FROM pg_database ORDER BY 1")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    @Test
    void unreachable_server() throws SQLException {
        assertThat(verifyRefusal("postgresql://clerk:geheim@localhost:1/postgres"))
                .startsWith("Cannot use the server at localhost:1 as role clerk: ")
                .endsWith(" Check host and port of the URL, and that the server runs.\n");
    }

    @Test
    void database_that_is_not_empty() throws SQLException {
        assertThat(verifyRefusal(url(shop)))
                .isEqualTo(
                        "Database %s at %s is not empty: 1 table, 0 other objects. Palindrome works in databases of its own on that server, and needs the named one only to create them: name an empty one, such as postgres.%n"
                                .formatted(shop.name(), address));
    }

    @Test
    void wrong_password_and_wrong_database() throws SQLException {
        // The embedded server trusts this machine; a role that does not exist is refused with the same class of
        // SQLSTATE.
        assertThat(verifyRefusal(url(empty, "falsch")))
                .isEqualTo(
                        "Cannot use the server at %s as role clerk: FATAL: password authentication failed for user \"clerk\". Check the user (in the URL, or PGUSER) and the password (in the URL, PGPASSWORD, or the file .pgpass).%n"
                                .formatted(address))
                .doesNotContain("falsch");
        assertThat(verifyRefusal("postgresql://clerk:geheim@%s/nowhere".formatted(address)))
                .isEqualTo(
                        "Cannot use the server at %s as role clerk: FATAL: database \"nowhere\" does not exist. Name a database that exists in place of nowhere, such as postgres.%n"
                                .formatted(address));
    }

    @Test
    void setup_sql_that_the_server_refuses() {
        CommandRun run = CommandRun.of("verify", migrations, "--jdbc-url", url(empty), "--setup-sql", "SELEC 1");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("error: ")
                .contains("syntax error at or near \"SELEC\"")
                .doesNotContain("\tat ");
    }

    @Test
    void findings_name_the_setup_script_and_do_not_repeat_long_setup_sql() throws Exception {
        Path script = Files.writeString(folder.resolve("setup.sql"), "CREATE SCHEMA extra;\n");
        String text = "CREATE SCHEMA extra; SELECT '" + "x".repeat(10_000) + "'";

        CommandRun file = CommandRun.of("verify", migrations, "--jdbc-url", url(empty), "--setup-sql", "@" + script);
        CommandRun statements = CommandRun.of("verify", migrations, "--jdbc-url", url(empty), "--setup-sql", text);

        assertThat(file.out())
                .contains("Again, this revision only: palindrome verify " + migrations + " --setup-sql @" + script
                        + " --only 2\n");
        assertThat(statements.out())
                .contains("Again, this revision only: palindrome verify " + migrations
                        + " --only 2  (and the same --setup-sql)\n")
                .doesNotContain("xxx");
    }

    @Test
    void verify_writes_the_report_and_leaves_nothing_on_the_server() throws Exception {
        List<String> before = databases();
        Path json = folder.resolve("report.json");

        CommandRun run = CommandRun.of("verify", migrations, "--jdbc-url", url(empty), "--json", json);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(databases()).isEqualTo(before);
        try (InputStream expected =
                getClass().getResourceAsStream("/golden/DatabaseCommandsTest/report.approved.json")) {
            assertThat(Files.readString(json).replaceFirst("\"duration_ms\": \\d+", "\"duration_ms\": 0"))
                    .isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
        }
        String head = """
                palindrome development, 3 revisions in %s
                  format    golang-migrate, recognised by 5 files named like 3_drop_notes.up.sql
                  database  PostgreSQL 18.6 at %s used, as the URL says

                  ok            1  create orders
                  ERROR         2  add status
                  irreversible  3  drop notes

                Downgrade of revision 2 leaves a trace: 1 difference
                """.formatted(migrations, address);
        assertThat(run.out()).startsWith(head);
        assertThat(run.out())
                .contains("\n  Again, this revision only: palindrome verify " + migrations + " --only 2\n")
                .containsPattern("\\n3 revisions: 1 ok, 1 with errors, 1 irreversible \\(\\d+\\.\\d s, seed 1\\)\\n$")
                .doesNotContain("\u001b");
    }

    @Test
    void folders_and_files_with_blanks_quotes_and_umlauts() {
        Path odd = folder.resolve("it's größer here");
        new HistoryBuilder(odd)
                .file("1_größe 'x'.up.sql", "CREATE TABLE a (id int);\r\n")
                .file("1_größe 'x'.down.sql", "SELECT 1;\r\n");

        CommandRun run = CommandRun.of("verify", odd + "/", "--format", "golang-migrate", "--jdbc-url", url(empty));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("\n      created at     " + odd + "/1_größe 'x'.up.sql:1")
                .contains("palindrome verify '" + odd.toString().replace("'", "'\\''")
                        + "' --format golang-migrate --only 1\n");
    }

    @Test
    void messages_of_any_kind_stay_on_their_line() {
        Path odd = folder.resolve("odd");
        new HistoryBuilder(odd)
                .file(
                        "1.sql",
                        "-- \u001b]0;title\u0007 " + "long ".repeat(100)
                                + "\n-- revision: a1\n-- down-revision: none\n-- upgrade\n-- downgrade\n");

        CommandRun run = CommandRun.of("verify", odd, "--jdbc-url", url(empty));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsPattern("\\n {2}ok {12}a1 {2}\\\\u001b\\]0;title\\\\u0007 (long )+lo?n?g?…\\n")
                .doesNotContain("\u001b");
    }

    @Test
    void snapshot_to_standard_output_and_to_a_file() throws IOException {
        Path file = folder.resolve("shop.txt");

        CommandRun shown = CommandRun.of("snapshot", "--jdbc-url", url(shop));
        CommandRun written = CommandRun.of("snapshot", "--jdbc-url", url(shop), "-o", file);

        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out()).contains("table public.items");
        assertThat(written).isEqualTo(new CommandRun(0, "", ""));
        assertThat(file).hasContent(shown.out());
    }

    @Test
    void snapshot_into_a_folder_that_does_not_exist() {
        Path file = folder.resolve("no/shop.txt");

        assertThat(CommandRun.of("snapshot", "--jdbc-url", url(shop), "-o", file))
                .isEqualTo(new CommandRun(
                        2,
                        "",
                        "error: Cannot write %s: there is no folder %s, make it first\n"
                                .formatted(file, file.getParent())));
    }

    @Test
    void snapshot_of_a_history_is_that_of_its_head() throws IOException {
        Path file = folder.resolve("head.txt");

        CommandRun shown = CommandRun.of("snapshot", "--migrations", migrations, "--jdbc-url", url(empty));
        CommandRun written = CommandRun.of(
                "snapshot", "--migrations", migrations, "--format", "golang-migrate", "--embedded", "-o", file);

        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out())
                .contains("table public.orders\n  owner: clerk\n")
                .contains("type public.status\n");
        assertThat(written).isEqualTo(new CommandRun(0, "", ""));
        assertThat(file).hasContent(shown.out().replace("owner: clerk", "owner: postgres"));
    }

    @Test
    void check_of_a_database_that_is_as_the_file_says() throws IOException {
        Path file = folder.resolve("shop.txt");
        CommandRun.of("snapshot", "--jdbc-url", url(shop), "-o", file);
        Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));

        assertThat(CommandRun.of("snapshot", "--jdbc-url", url(copy), "--check", file))
                .isEqualTo(new CommandRun(0, file + " is up to date\n", ""));
    }

    @Test
    void check_of_a_database_shows_the_difference_and_the_command_that_accepts() throws IOException {
        Path file = folder.resolve("shop's.txt");
        CommandRun.of("snapshot", "--jdbc-url", url(shop), "-o", file);
        String before = Files.readString(file);
        Files.writeString(file, before.replace("  column id | type: integer", "  column id | type: bigint"));
        String edited = Files.readString(file);

        CommandRun run = CommandRun.of("snapshot", "--jdbc-url", url(shop), "--no-owners", "--check", file);

        assertThat(run)
                .isEqualTo(new CommandRun(
                        4, """
                        %s is out of date: 2 differences

                          ~ table public.items  owner: postgres -> (none)
                          ~ column public.items.id  type: bigint -> integer

                        Finding PAL-S01 snapshot-differs, docs/snapshots.md
                        If the new schema is right, accept it: palindrome snapshot --jdbc-url '%s' --no-owners -o '%s'
                        """.formatted(file, url(shop, "***"), file.toString().replace("'", "'\\''")), ""));
        assertThat(file).as("not written").hasContent(edited);
    }

    @Test
    void check_of_a_history_shows_the_difference_and_the_command_that_accepts() throws IOException {
        Path file = folder.resolve("head.txt");
        CommandRun.of("snapshot", "--migrations", migrations, "--embedded", "-o", file);

        CommandRun equal = CommandRun.of("snapshot", "--migrations", migrations, "--embedded", "--check", file);
        new HistoryBuilder(migrations)
                .file("4_add_note.up.sql", "ALTER TABLE orders ADD note text;\n")
                .file("4_add_note.down.sql", "ALTER TABLE orders DROP note;\n");
        CommandRun different = CommandRun.of(
                "snapshot", "--migrations", migrations, "--setup-sql", "SELECT 1", "--embedded", "--check", file);

        assertThat(equal).isEqualTo(new CommandRun(0, file + " is up to date\n", ""));
        assertThat(different).isEqualTo(new CommandRun(4, """
                        %1$s is out of date: 1 difference

                          + column public.orders.note  text

                        Finding PAL-S01 snapshot-differs, docs/snapshots.md
                        If the new schema is right, accept it: palindrome snapshot --migrations %2$s --setup-sql 'SELECT 1' \
                        --embedded -o %1$s
                        """.formatted(file, migrations), ""));
    }

    @Test
    void snapshot_of_a_history_that_cannot_be_upgraded() {
        new HistoryBuilder(migrations)
                .file("4_add_note.up.sql", "\nALTER TABLE nowhere ADD note text;\n")
                .file("4_add_note.down.sql", "");

        assertThat(CommandRun.of("snapshot", "--migrations", migrations, "--jdbc-url", url(empty)))
                .isEqualTo(new CommandRun(
                        1,
                        "",
                        "error: Upgrade of revision 4 fails: ERROR 42P01: relation \"nowhere\" does not exist, at"
                                + " 4_add_note.up.sql:2\n"));
    }

    @Test
    void snapshot_of_a_history_leaves_nothing_on_the_server() throws SQLException {
        List<String> before = databases();

        CommandRun.of("snapshot", "--migrations", migrations, "--jdbc-url", url(empty));

        assertThat(databases()).isEqualTo(before);
    }

    @Test
    void batch_answers_each_line_with_one_line() throws IOException {
        Path first = folder.resolve("first.txt");
        Path last = folder.resolve("last one.txt");
        String lines = url(shop) + "\t" + first + "\r\n"
                + "\n"
                + "no tab\n"
                + url(shop) + "\ta\0b\n"
                + "postgresql://clerk:geheim@%s/no%%0Awhere\t%s\n".formatted(address, first)
                + url(shop) + "\t" + folder.resolve("no/shop.txt") + "\n"
                + url(copy) + "\t" + last;

        CommandRun run = batch(lines);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().toList())
                .satisfiesExactly(
                        answer -> assertThat(answer).isEqualTo("ok"),
                        answer -> assertThat(answer).isEqualTo("err expected URL<TAB>FILE"),
                        answer -> assertThat(answer).startsWith("err Nul character not allowed"),
                        answer -> assertThat(answer)
                                .startsWith("err Cannot use the server at " + address + " as role clerk: ")
                                .doesNotContain("geheim"),
                        answer -> assertThat(answer).startsWith("err Cannot write "),
                        answer -> assertThat(answer).isEqualTo("ok"));
        assertThat(first).hasSameTextualContentAs(last);
    }

    @Test
    void batch_without_a_line_has_nothing_to_answer() {
        assertThat(batch("")).isEqualTo(new CommandRun(0, "", ""));
    }

    @Test
    void batch_goes_with_no_other_option() {
        assertThat(CommandRun.of("snapshot", "--batch", "-", "-o", "x"))
                .isEqualTo(new CommandRun(
                        2,
                        "",
                        "error: --batch - reads URLs and files from standard input and goes with no other option\n"));
    }

    private static CommandRun batch(String lines) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
        try {
            return CommandRun.of("snapshot", "--batch", "-");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void diff_takes_files_and_urls_in_every_combination() {
        Path file = folder.resolve("shop.txt");
        CommandRun.of("snapshot", "--jdbc-url", url(shop), "-o", file);

        for (Object expected : List.of(file, url(shop))) {
            for (Object actual : List.of(file, url(copy))) {
                assertThat(CommandRun.of("diff", expected, actual)).isEqualTo(new CommandRun(0, "", ""));
            }
            CommandRun different = CommandRun.of("diff", expected, url(empty));
            assertThat(different.exitCode()).isEqualTo(1);
            assertThat(different.out()).contains("- table public.items");
        }
        assertThat(CommandRun.of("diff", url(empty), file).out()).contains("+ table public.items");
    }

    @Test
    void diff_names_file_and_line_of_what_is_no_snapshot() throws IOException {
        Path file = Files.writeString(folder.resolve("odd.txt"), "CREATE TABLE items (id int);\n");

        CommandRun run = CommandRun.of("diff", file, url(shop));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("error: " + file + ": Snapshot, line 1: ");
    }

    @Test
    void diff_of_a_file_that_is_not_there() {
        assertThat(CommandRun.of("diff", "nowhere.txt", url(shop)))
                .isEqualTo(new CommandRun(
                        2,
                        "",
                        "error: Cannot read nowhere.txt (there is no such file): expected a file written by 'palindrome"
                                + " snapshot', a URL such as jdbc:postgresql://localhost/app, or a revision such as"
                                + " migrations@head\n"));
    }

    @Test
    void diff_takes_revisions_of_a_history() throws IOException {
        Path history = Files.createDirectory(folder.resolve("billing@2026"));
        Files.writeString(history.resolve("1_one.up.sql"), "CREATE TABLE users (id int PRIMARY KEY, full_name text);");
        Files.writeString(history.resolve("1_one.down.sql"), "DROP TABLE users;");
        Files.writeString(
                history.resolve("2_two.up.sql"),
                "ALTER TABLE users DROP COLUMN full_name; ALTER TABLE users ADD COLUMN name text;");
        Files.writeString(
                history.resolve("2_two.down.sql"),
                "ALTER TABLE users DROP COLUMN name; ALTER TABLE users ADD COLUMN full_name text;");
        Path file = folder.resolve("head.txt");
        CommandRun.of("snapshot", "--migrations", history, "--embedded", "-o", file);

        assertThat(CommandRun.of("diff", file, history, "--embedded")).isEqualTo(new CommandRun(0, "", ""));
        assertThat(CommandRun.of("diff", history + "@head-1", history + "@2", "--embedded"))
                .isEqualTo(new CommandRun(1, """
                        - column public.users.full_name  text
                        + column public.users.name  text

                        Probably renamed, not dropped and added (PAL-V02):
                          column public.users.full_name -> public.users.name
                              ALTER TABLE public.users RENAME COLUMN full_name TO name;
                        """, ""));
        assertThat(CommandRun.of("diff", history + "@base", file, "--embedded").out())
                .isEqualTo("+ table public.users  with 2 columns, 1 constraint\n");
        assertThat(CommandRun.of("diff", history + "@3", file, "--embedded"))
                .isEqualTo(new CommandRun(2, "", "error: There is no revision '3'; did you mean '1'?\n"));
        assertThat(CommandRun.of("diff", history + "@", file, "--embedded").err())
                .startsWith("error: A target must not be blank");
        assertThat(CommandRun.of("diff", file, file, "--embedded").err())
                .startsWith("error: --embedded goes with DIR@REV, a revision of a history");
    }

    @Test
    void clean_drops_databases_of_dead_runs_only() throws SQLException {
        List<String> before = databases();
        try (Connection session = empty.connect()) {
            session.createStatement().execute("CREATE DATABASE palindrome_0123456789ab_7 OWNER clerk");
        }

        CommandRun first = CommandRun.of("clean", "--jdbc-url", url(empty));
        CommandRun second = CommandRun.of("clean", "--jdbc-url", url(empty));

        assertThat(first.exitCode()).isZero();
        assertThat(first.out()).contains("removed database palindrome_0123456789ab_7\n");
        assertThat(second).isEqualTo(new CommandRun(0, "nothing to remove\n", ""));
        assertThat(databases()).isEqualTo(before);
    }
}
