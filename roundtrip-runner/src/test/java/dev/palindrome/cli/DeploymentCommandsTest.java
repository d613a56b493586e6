package dev.palindrome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.data.Databases;
import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServers;
import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.testing.ClientProgram;
import dev.palindrome.testing.RequiresTool;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands that change a database, in all formats that they know. */
@Tag("database")
class DeploymentCommandsTest {

    private static final String A = "CREATE TABLE a (id int);\n";
    private static final String NO_A = "DROP TABLE a;\n";
    private static final String B = "CREATE TABLE b (id int);\n";
    private static final String NO_B = "DROP TABLE b;\n";

    /** As sha384sum has it. */
    private static final String SHA_384_OF_A =
            "52dcffb424aeb77cd96de966de88547001ad9656d3d53e03c8907e0f31653840336ff6b02aeb25a48ef7d46e1ce5f7f9";

    private static final String SHA_384_OF_B =
            "dae284ff0ef19c762649405a7cd006569fb78697bf503d9d1286e420da5ef8443a8b9429010ec8e0b0272a3530ea52bf";

    @TempDir
    private Path directory;

    private TestDatabase database;
    private HistoryBuilder history;

    @BeforeEach
    void start() {
        database = TestServers.shared(new DatabaseOptions(null, null, true, null, false))
                .create();
        history = new HistoryBuilder(directory);
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    private CommandRun run(Object... arguments) {
        Object[] all = new Object[arguments.length + 4];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--migrations";
        all[arguments.length + 1] = directory;
        all[arguments.length + 2] = "--jdbc-url";
        all[arguments.length + 3] = database.libpqUri();
        return CommandRun.of(all);
    }

    private String ok(Object... arguments) {
        CommandRun run = run(arguments);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return run.out();
    }

    private String refused(Object... arguments) {
        CommandRun run = run(arguments);
        assertThat(run.exitCode()).isEqualTo(2);
        return run.err();
    }

    private List<String> query(String sql) throws SQLException {
        try (Connection session = database.connect()) {
            return Databases.query(session, sql);
        }
    }

    /** Two revisions in a format, and what its table holds when both are applied, and when one is. */
    private record Sample(String format, List<String> files, String query, List<String> both, List<String> one) {

        @Override
        public String toString() {
            return format;
        }
    }

    static Stream<Sample> samples() {
        return Stream.of(
                new Sample(
                        "golang-migrate",
                        List.of("01_a.up.sql", A, "01_a.down.sql", NO_A, "02_b.up.sql", B, "02_b.down.sql", NO_B),
                        "SELECT version, dirty FROM schema_migrations",
                        List.of("2|f"),
                        List.of("1|f")),
                new Sample(
                        "sqlx",
                        List.of("01_a.up.sql", A, "01_a.down.sql", NO_A, "02_b.up.sql", B, "02_b.down.sql", NO_B),
                        "SELECT version, description, success, encode(checksum, 'hex') FROM _sqlx_migrations ORDER BY 1",
                        List.of("1|a|t|" + SHA_384_OF_A, "2|b|t|" + SHA_384_OF_B),
                        List.of("1|a|t|" + SHA_384_OF_A)),
                new Sample(
                        "diesel",
                        List.of("1_a/up.sql", A, "1_a/down.sql", NO_A, "2_b/up.sql", B, "2_b/down.sql", NO_B),
                        "SELECT version FROM __diesel_schema_migrations ORDER BY 1",
                        List.of("1", "2"),
                        List.of("1")),
                new Sample(
                        "dbmate",
                        List.of(
                                "1_a.sql",
                                "-- migrate:up\n" + A + "-- migrate:down\n" + NO_A,
                                "2_b.sql",
                                "-- migrate:up\n" + B + "-- migrate:down\n" + NO_B),
                        "SELECT version FROM schema_migrations ORDER BY 1",
                        List.of("1", "2"),
                        List.of("1")),
                new Sample(
                        "goose",
                        List.of(
                                "01_a.sql",
                                "-- +goose Up\n" + A + "-- +goose Down\n" + NO_A,
                                "02_b.sql",
                                "-- +goose Up\n" + B + "-- +goose Down\n" + NO_B),
                        "SELECT version_id, is_applied FROM goose_db_version ORDER BY 1",
                        List.of("0|t", "1|t", "2|t"),
                        List.of("0|t", "1|t")),
                new Sample(
                        "sql-migrate",
                        List.of(
                                "1_a.sql",
                                "-- +migrate Up\n" + A + "-- +migrate Down\n" + NO_A,
                                "2_b.sql",
                                "-- +migrate Up\n" + B + "-- +migrate Down\n" + NO_B),
                        "SELECT id FROM gorp_migrations ORDER BY 1",
                        List.of("1_a.sql", "2_b.sql"),
                        List.of("1_a.sql")),
                new Sample(
                        "node-pg-migrate",
                        List.of(
                                "1_a.sql",
                                "-- Up Migration\n" + A + "-- Down Migration\n" + NO_A,
                                "2_b.sql",
                                "-- Up Migration\n" + B + "-- Down Migration\n" + NO_B),
                        "SELECT name FROM pgmigrations ORDER BY 1",
                        List.of("1_a", "2_b"),
                        List.of("1_a")),
                new Sample(
                        "palindrome",
                        List.of(
                                "1_a.sql",
                                "-- revision: a\n-- down-revision: none\n\n-- upgrade\n" + A + "\n-- downgrade\n"
                                        + NO_A,
                                "2_b.sql",
                                "-- revision: b\n-- down-revision: a\n\n-- upgrade\n" + B + "\n-- downgrade\n" + NO_B),
                        "SELECT revision FROM palindrome_version ORDER BY 1",
                        List.of("a", "b"),
                        List.of("a")));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void tools_own_table_is_kept(Sample sample) throws SQLException {
        for (int index = 0; index < sample.files.size(); index += 2) {
            history.file(sample.files.get(index), sample.files.get(index + 1));
        }
        String upgraded = ok("upgrade", "head", "--format", sample.format);

        assertThat(upgraded.lines()).hasSize(3);
        assertThat(query(sample.query)).isEqualTo(sample.both);
        assertThat(ok("pending", "--format", sample.format)).isEmpty();
        assertThat(ok("current", "--format", sample.format, "--check-heads")).contains(" (head)");

        ok("downgrade", "-1", "--format", sample.format);

        assertThat(query(sample.query)).isEqualTo(sample.one);
        assertThat(query("SELECT to_regclass('a') IS NOT NULL, to_regclass('b') IS NULL"))
                .containsExactly("t|t");
        assertThat(ok("pending", "--format", sample.format)).hasLineCount(1);

        ok("stamp", "heads", "--format", sample.format);
        assertThat(query(sample.query)).isEqualTo(sample.both);
        ok("stamp", "base", "--format", sample.format);
        assertThat(ok("current", "--format", sample.format)).isEmpty();

        ok("stamp", sample.one.get(sample.one.size() - 1).replaceAll("\\|.*|\\.sql$", ""), "--format", sample.format);
        ok("downgrade", "base", "--format", sample.format);
        assertThat(query("SELECT to_regclass('a') IS NULL")).containsExactly("t");
    }

    private void threeSteps(String third) {
        history.file("1_t.up.sql", "CREATE TABLE t (id int, n int);")
                .file("1_t.down.sql", "DROP TABLE t;")
                .file("2_i.up.sql", "CREATE INDEX CONCURRENTLY i ON t (n);")
                .file("2_i.down.sql", "DROP INDEX CONCURRENTLY i;")
                .file("3_x.up.sql", third)
                .file("3_x.down.sql", "SELECT 1;");
    }

    @Test
    void concurrently_does_not_wait_for_our_lock() {
        threeSteps("SELECT 1;");

        assertThat(ok("upgrade", "head")).endsWith("3 revisions, the database is at 3\n");
        assertThat(ok("downgrade", "1")).endsWith("2 revisions, the database is at 1\n");
    }

    @Test
    void failure_says_what_is_applied_and_what_is_not() throws SQLException {
        threeSteps("CREATE TABLE u (id int);\nSELECT 1 / 0;\n");
        history.file("4_y.up.sql", "SELECT 1;").file("4_y.down.sql", "SELECT 1;");

        CommandRun run = run("upgrade", "head");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().replace(directory.toString(), "DIR")).isEqualTo("""
                        error: Upgrade of revision 3 failed: ERROR 22012: division by zero
                          at DIR/3_x.up.sql:1
                          applied now: 1, 2
                          rolled back: 3
                          not reached: 4
                          the database is at: 2
                        """);
        assertThat(query("SELECT version, dirty FROM schema_migrations")).containsExactly("2|f");
        assertThat(query("SELECT to_regclass('u') IS NULL")).containsExactly("t");
    }

    @Test
    void state_that_the_tool_calls_dirty_is_not_touched() throws SQLException {
        threeSteps("SELECT 1;");
        ok("upgrade", "1");
        try (Connection session = database.connect()) {
            Databases.execute(session, "UPDATE schema_migrations SET version = 2, dirty = true");
        }

        assertThat(refused("upgrade", "head"))
                .isEqualTo(
                        "error: The database is not in order: version 2 failed midway: golang-migrate marked it dirty. Mend what it"
                                + " left by hand, and then say where the database stands: palindrome stamp TARGET\n");
        ok("stamp", "1");
        assertThat(ok("upgrade", "head")).endsWith("the database is at 3\n");
    }

    @Test
    void revision_that_the_history_does_not_have_stops_everything() throws SQLException {
        threeSteps("SELECT 1;");
        ok("stamp", "2");
        try (Connection session = database.connect()) {
            Databases.execute(session, "UPDATE schema_migrations SET version = 9");
        }

        assertThat(ok("current")).isEqualTo("9 (not in this history)\n");
        assertThat(refused("upgrade", "head").replace(directory.toString(), "DIR"))
                .isEqualTo(
                        "error: The database has revision 9 in public.schema_migrations, which is not in DIR. Take the history"
                                + " that has it, or say where the database stands: palindrome stamp TARGET\n");
    }

    @Test
    void two_runs_do_not_meet() throws SQLException {
        threeSteps("SELECT 1;");
        try (Connection other = database.connect()) {
            Databases.execute(other, "SELECT pg_advisory_lock(1346456649, 1)");

            assertThat(refused("upgrade", "head"))
                    .startsWith("error: Another run of palindrome changes this database: process ");
            assertThat(ok("current")).isEmpty();
        }
        assertThat(ok("upgrade", "1")).endsWith("the database is at 1\n");
    }

    @Test
    void way_that_is_none_is_refused() {
        threeSteps("SELECT 1;");
        history.file("4_y.up.sql", "SELECT 1;");
        ok("upgrade", "2");

        assertThat(refused("downgrade", "3"))
                .isEqualTo("error: Revision 3 is not applied, so that no downgrade leads to it. Applied is 2\n");
        assertThat(refused("downgrade", "-3")).contains("'-3' goes beyond the base");
        assertThat(refused("upgrade", "+3")).contains("'+3' goes beyond the head");
        assertThat(refused("upgrade", "nowhere")).contains("There is no revision 'nowhere'");
        ok("upgrade", "head");
        assertThat(refused("downgrade", "base"))
                .isEqualTo("error: Revision 4 has no downgrade: expected 4_y.down.sql\n");
    }

    @Test
    void several_heads_must_be_named() {
        history.file("1.sql", "-- revision: a\n-- down-revision: none\n\n-- upgrade\n\n-- downgrade\n")
                .file("2.sql", "-- revision: b\n-- down-revision: a\n\n-- upgrade\n\n-- downgrade\n")
                .file("3.sql", "-- revision: c\n-- down-revision: a\n\n-- upgrade\n\n-- downgrade\n");

        assertThat(refused("upgrade", "head")).contains("b").contains("c").contains("heads");
        assertThat(ok("upgrade", "heads")).endsWith("3 revisions, the database is at b, c\n");
        assertThat(refused("downgrade", "-1")).contains("'-1' is ambiguous");
        assertThat(ok("downgrade", "c")).isEqualTo("nothing to do, the database is at b, c\n");
        assertThat(ok("downgrade", "a")).endsWith("2 revisions, the database is at a\n");
    }

    @Test
    @RequiresTool(ClientProgram.PgDump.class)
    void backup_is_written_before_anything_is_run(@TempDir Path backups) {
        threeSteps("SELECT 1;");
        dropDatabase();
        // A pg_dump reads no server that is newer than itself.
        database = TestServers.shared(new DatabaseOptions(null, null, true, 14, false))
                .create();

        assertThat(ok("upgrade", "1", "--backup", backups.resolve("new")))
                .contains("backup in " + backups.resolve("new") + "/" + database.name() + "-");
        assertThat(backups.resolve("new"))
                .isDirectoryContaining(file -> file.toString().endsWith(".dump"));
        assertThat(ok("upgrade", "1", "--backup", backups)).doesNotContain("backup in");
    }

    @Test
    void repeatable_scripts_of_flyway_stay_where_they_are() throws SQLException {
        history.file("V1__a.sql", A)
                .file("U1__a.sql", NO_A)
                .file("V1_2__add_b.sql", "\uFEFFCREATE TABLE b (id int);\r\n-- ü\r\n")
                .file("U1_2__add_b.sql", NO_B)
                .file("R__the_view.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS one;");

        assertThat(ok("upgrade", "heads")).endsWith("3 revisions, the database is at 1.2\n");
        // The checksum is the one that Flyway 10.20.1 wrote for the same file.
        assertThat(
                        query(
                                "SELECT version, description, type, script, checksum FROM flyway_schema_history ORDER BY installed_rank"))
                .hasSize(3)
                .element(1)
                .isEqualTo("1.2|add b|SQL|V1_2__add_b.sql|-1179641805");
        assertThat(ok("downgrade", "-1")).endsWith("1 revision, the database is at 1\n");
        assertThat(ok("upgrade", "heads")).endsWith("1 revision, the database is at 1.2\n");
        assertThat(ok("downgrade", "base")).endsWith("2 revisions, the database is at base\n");
        assertThat(query("SELECT version, description FROM flyway_schema_history"))
                .hasSize(1);
        assertThat(ok("pending")).hasLineCount(2);
    }

    @Test
    void offline_script_is_what_psql_would_run() throws SQLException {
        threeSteps("CREATE TABLE u (id int) -- no semicolon");
        String script = CommandRun.of("upgrade", "head", "--sql", "--migrations", directory)
                .out();
        assertThat(script).startsWith("CREATE TABLE IF NOT EXISTS public.schema_migrations");
        try (Connection session = database.connect()) {
            for (String statement : script.replaceAll("(?m)^--.*$", "").split(";\n", -1)) {
                if (!statement.isBlank()) {
                    Databases.execute(session, statement);
                }
            }
        }

        assertThat(ok("current")).isEqualTo("3 (head)\n");
        assertThat(query("SELECT to_regclass('u') IS NOT NULL")).containsExactly("t");
    }

    @Test
    void database_must_be_named_and_reachable() {
        threeSteps("SELECT 1;");

        assertThat(CommandRun.of("current", "--migrations", directory).err())
                .isEqualTo("error: Missing --jdbc-url URL, the database that is meant, or PALINDROME_JDBC_URL\n");
        assertThat(CommandRun.of(
                                "current",
                                "--migrations",
                                directory,
                                "--jdbc-url",
                                "postgresql://a:geheim@127.0.0.1:1/x")
                        .err())
                .startsWith("error: Cannot use the server at 127.0.0.1:1 as role a: ")
                .doesNotContain("geheim");
    }

    @ParameterizedTest
    @CsvSource({
        "flyway,V1__a.sql,V2__b.sql,flyway_schema_history",
        "sqlx,1_a.sql,2_b.sql,_sqlx_migrations",
        "liquibase,a.sql,b.sql,databasechangelog"
    })
    void revision_that_was_edited_after_it_ran_is_refused(String format, String file, String next, String table)
            throws SQLException {
        history.file(file, inFormat(format, 1, A)).file(next, inFormat(format, 2, B));
        ok("upgrade", "1", "--format", format);
        CommandRun clean = CommandRun.of(
                "check", "--migrations", directory, "--format", format, "--database", database.libpqUri());
        assertThat(clean.out()).contains("The database has run the revisions as they are");
        assertThat(clean.exitCode()).isZero();
        history.file(file, inFormat(format, 1, A.replace("int", "bigint")).replace("\n", "\r\n"));

        assertThat(refused("upgrade", "heads", "--format", format))
                .contains("A revision was edited after it ran in this database, as public." + table + " tells:")
                .containsPattern(" in " + file + ": checksum \\S+ when it ran, \\S+ now")
                .contains("Nothing was run");
        CommandRun check = CommandRun.of(
                "check", "--migrations", directory, "--format", format, "--database", database.libpqUri());
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.out()).containsPattern("edited after it ran: 1 .* in " + file + ": checksum ");
        assertThat(query("SELECT to_regclass('b')::text")).containsExactly("null");

        ok("stamp", "current", "--format", format);
        ok("upgrade", "heads", "--format", format);
        assertThat(query("SELECT to_regclass('b')::text")).containsExactly("b");
    }

    private static String inFormat(String format, int number, String sql) {
        return format.equals("liquibase") ? "--liquibase formatted sql\n--changeset jo:" + number + "\n" + sql : sql;
    }

    @Test
    void change_set_whose_edit_is_allowed_by_its_author_is_not_refused() {
        history.file("a.sql", inFormat("liquibase", 1, A));
        ok("upgrade", "heads");
        history.file("a.sql", inFormat("liquibase", 1, "--validCheckSum: ANY\n" + A.replace("int", "bigint")));

        assertThat(ok("upgrade", "heads")).startsWith("nothing to do");
    }

    @Test
    void check_of_a_database_without_checksums_says_what_to_do_instead() {
        history.file("1_a.up.sql", A).file("1_a.down.sql", NO_A);

        CommandRun run = CommandRun.of(
                "check", "--migrations", directory, "--format", "golang-migrate", "--database", database.libpqUri());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("keeps no checksums of a golang-migrate history")
                .contains("--changed-since");
    }
}
