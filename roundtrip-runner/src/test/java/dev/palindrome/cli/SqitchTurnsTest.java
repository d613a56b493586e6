package dev.palindrome.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palindrome.data.Databases;
import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServers;
import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.testing.Program;
import dev.palindrome.testing.RequiresTool;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sqitch itself and we, by turns on one database. */
@Tag("database")
@Tag("server-only")
@RequiresTool(Program.Sqitch.class)
class SqitchTurnsTest {

    private static final String BY = " 2024-01-31T12:00:00Z Jörg  O'Doe <jo@example.com>";

    private static final List<String> REGISTRY = List.of(
            "SELECT version FROM deployed.releases",
            "SELECT project, uri, creator_name, creator_email FROM deployed.projects",
            "SELECT change_id, script_hash, change, project, note, committer_name, committer_email, planned_at, planner_name,"
                    + " planner_email FROM deployed.changes ORDER BY committed_at",
            "SELECT tag_id, tag, project, change_id, note, committer_name, planned_at, planner_name, planner_email FROM"
                    + " deployed.tags ORDER BY tag",
            "SELECT change_id, type, dependency, dependency_id FROM deployed.dependencies ORDER BY 1, 3",
            "SELECT event, change_id, change, project, note, requires, conflicts, tags, committer_email, planner_name FROM"
                    + " deployed.events ORDER BY committed_at");

    /** The advisory locks with a key of one number, but for that of the test server itself. */
    private static final String LOCKS =
            "SELECT classid::int8 << 32 | objid::int8 AS key FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted"
                    + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    @TempDir
    private Path directory;

    private TestDatabase database;

    @BeforeEach
    void start() {
        database = database();
        new HistoryBuilder(directory)
                .file(
                        "sqitch.conf",
                        "[core]\n\tengine = pg\n[engine \"pg\"]\n\tregistry = deployed\n[user]\n\tname = Ann O'Neill\n\temail = ann@example.com\n")
                .file(
                        "sqitch.plan",
                        "%syntax-version=1.0.0\n%project=shop\n%uri=HTTPS://Example.com\n\n"
                                + "users" + BY + " # who \\\\ what\\nand é\n"
                                + "double [users !names]" + BY + "\n"
                                + "@v1" + BY + " # first\n"
                                + "@v1.1" + BY + "\n"
                                + "double [double@v1 users]" + BY + "\n"
                                + "names [@v1.1 shop:double]" + BY + " # last\n")
                .file("deploy/users.sql", "BEGIN;\nCREATE TABLE users (name text);\nCOMMIT;\n")
                .file("revert/users.sql", "BEGIN;\nDROP TABLE users;\nCOMMIT;\n")
                .file("deploy/double@v1.1.sql", "CREATE VIEW double AS SELECT 1 AS one;\n")
                .file("revert/double@v1.1.sql", "DROP VIEW double;\n")
                .file("deploy/double.sql", "CREATE OR REPLACE VIEW double AS SELECT 2 AS one;\r\n")
                .file("revert/double.sql", "CREATE OR REPLACE VIEW double AS SELECT 1 AS one;\n")
                .file("deploy/names.sql", "CREATE INDEX CONCURRENTLY names ON users (name);\n")
                .file("revert/names.sql", "DROP INDEX names;\n");
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    /** Of a version that Debian's psql speaks to. */
    private static TestDatabase database() {
        return TestServers.shared(new DatabaseOptions(null, null, true, 15, false))
                .create();
    }

    private String sqitch(TestDatabase on, String... arguments) {
        String target = on.libpqUri().replaceFirst("^postgresql", "db:pg");
        String[] command = new String[arguments.length + 3];
        command[0] = "sqitch";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        command[arguments.length + 1] = "--target";
        command[arguments.length + 2] = target;
        return Program.run(directory, command);
    }

    private String palindrome(Object... arguments) {
        Object[] all = new Object[arguments.length + 4];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--migrations";
        all[arguments.length + 1] = directory;
        all[arguments.length + 2] = "--jdbc-url";
        all[arguments.length + 3] = database.libpqUri();
        CommandRun run = CommandRun.of(all);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return run.out();
    }

    private static List<List<String>> registry(TestDatabase of) throws SQLException {
        try (Connection session = of.connect()) {
            return REGISTRY.stream()
                    .map(query -> {
                        try {
                            return Databases.query(session, query);
                        } catch (SQLException e) {
                            throw new AssertionError(e);
                        }
                    })
                    .toList();
        }
    }

    @Test
    void registry_is_what_sqitch_makes_of_it() throws SQLException {
        palindrome("upgrade", "head");
        palindrome("downgrade", "-2");
        palindrome("upgrade", "head");

        try (TestDatabase theirs = database()) {
            sqitch(theirs, "deploy");
            sqitch(theirs, "revert", "-y", "--to", "@HEAD^^");
            sqitch(theirs, "deploy");

            assertThat(registry(database)).isEqualTo(registry(theirs));
        }
    }

    @Test
    void each_goes_on_where_the_other_stopped() {
        palindrome("upgrade", "+2");
        assertThat(sqitch(database, "status", "--show-tags")).contains("Project:  shop", "Name:     double", "@v1.1");

        sqitch(database, "deploy");
        assertThat(palindrome("current")).startsWith("names");
        assertThat(palindrome("pending")).isEmpty();

        palindrome("downgrade", "-1");
        assertThat(sqitch(database, "log", "--oneline")).contains("revert shop:names");

        sqitch(database, "revert", "-y", "--to", "users");
        assertThat(palindrome("current")).startsWith("users");
        assertThat(palindrome("pending").lines()).hasSize(3);

        palindrome("downgrade", "base");
        assertThat(palindrome("current")).isEmpty();
        sqitch(database, "deploy");
        sqitch(database, "check");
        assertThat(palindrome("history", "--indicate-current")).contains("names (head) (current)");
    }

    @Test
    void stamp_is_believed_by_sqitch() throws SQLException {
        palindrome("stamp", "head");
        assertThat(sqitch(database, "deploy")).contains("Nothing to deploy (up-to-date)");

        palindrome("stamp", "users");
        assertThat(sqitch(database, "status")).contains("Name:     users");

        palindrome("stamp", "base");
        sqitch(database, "deploy");
        assertThat(palindrome("current")).startsWith("names");
    }

    @Test
    void variables_are_those_of_sqitch() throws SQLException {
        try (TestDatabase theirs = database()) {
            new HistoryBuilder(directory)
                    .file("sqitch.conf", """
                            [core]
                                engine = pg
                                target = shop
                            [engine "pg"]
                                registry = deployed
                            [user]
                                name = Ann
                                email = ann@example.com
                            [core "variables"]
                                Who = core
                                lowest = core
                            [deploy "variables"]
                                Who = "deploy \\"it's\\" \\\\ # ;"
                            [revert.variables]
                                Who = revert
                                down = yes
                            [engine "pg.variables"]
                                engine = of the engine
                                nearer = engine
                            [target "shop"]
                                uri = "%s"
                            [target "shop.variables"]
                                nearer = target
                            """.formatted(theirs.libpqUri().replaceFirst("^postgresql", "db:pg")))
                    .file("sqitch.plan", "%syntax-version=1.0.0\n%project=shop\n\nvalues" + BY + "\n")
                    .file("deploy/values.sql", """
                            \\set name 'seen'
                            CREATE TABLE IF NOT EXISTS seen (what text);
                            INSERT INTO :name VALUES (:'Who'), (:'lowest'), (:'engine'), (:'nearer'), (:'registry'), (:{?down}), (':Who');
                            """)
                    .file("revert/values.sql", """
                            INSERT INTO seen VALUES (:'Who'), (:'lowest'), (:'engine'), (:'nearer'), (:'registry'), (:'down');
                            """);

            palindrome("upgrade", "head");
            palindrome("downgrade", "base");
            Program.run(directory, "sqitch", "deploy");
            Program.run(directory, "sqitch", "revert", "-y");

            try (Connection ours = database.connect();
                    Connection sqitchs = theirs.connect()) {
                assertThat(Databases.query(ours, "SELECT what FROM seen"))
                        .hasSize(13)
                        .isEqualTo(Databases.query(sqitchs, "SELECT what FROM seen"));
            }
        }
    }

    @Test
    void failed_deployment_is_logged_as_by_sqitch() throws SQLException {
        new HistoryBuilder(directory)
                .file("deploy/double@v1.1.sql", "CREATE TABLE half ();\nCREATE VIEW double AS SELECT nothing;\n");

        CommandRun upgrade =
                CommandRun.of("upgrade", "head", "--migrations", directory, "--jdbc-url", database.libpqUri());
        assertThat(upgrade.exitCode()).isEqualTo(1);
        assertThat(upgrade.err()).contains("column \"nothing\" does not exist");

        try (TestDatabase theirs = database()) {
            assertThatThrownBy(() -> sqitch(theirs, "deploy", "--mode", "change"))
                    .hasMessageContaining("column \"nothing\" does not exist");

            assertThat(registry(database)).isEqualTo(registry(theirs));
            assertThat(registry(theirs).get(5)).hasSize(2);
        }
    }

    /** The scripts themselves look at who holds what, so that nothing depends on how fast anything is. */
    @Test
    void lock_is_that_of_sqitch() throws SQLException {
        new HistoryBuilder(directory)
                .file("deploy/users.sql", "CREATE TABLE users (name text);\nCREATE TABLE held AS " + LOCKS + ";\n");

        palindrome("upgrade", "+1");

        try (TestDatabase theirs = database();
                Connection ours = database.connect();
                Connection session = theirs.connect()) {
            sqitch(theirs, "deploy", "--to", "users");

            assertThat(Databases.query(session, "SELECT * FROM held")).hasSize(1);
            assertThat(Databases.query(ours, "SELECT * FROM held"))
                    .containsAll(Databases.query(session, "SELECT * FROM held"));
            assertThat(Databases.query(ours, LOCKS)).isEmpty();
        }
    }

    @Test
    void we_wait_for_a_running_sqitch() throws SQLException {
        try (Connection sqitch = database.connect()) {
            Databases.execute(sqitch, "SELECT pg_advisory_lock(75474063)");

            CommandRun upgrade =
                    CommandRun.of("upgrade", "head", "--migrations", directory, "--jdbc-url", database.libpqUri());

            assertThat(upgrade.exitCode()).isEqualTo(2);
            assertThat(upgrade.err())
                    .matches("(?s)error: Another run of Sqitch changes this database: process \\d+ of role .*");
        }
        palindrome("upgrade", "head");
    }

    @Test
    void registry_is_no_difference() {
        sqitch(database, "deploy");

        CommandRun check = CommandRun.of(
                "check", "--migrations", directory, "--embedded=15", "--target", database.libpqUri(), "--no-owners");

        assertThat(check.out() + check.err()).contains("The schema at the head is that of ");
        assertThat(check.exitCode()).isZero();
    }
}
