package dev.palindrome.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.TestServers;
import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several revisions at once: what they must not do to each other, and what is left of them. */
@Tag("database")
class JobsTest {

    private static final RoundTripOptions OPTIONS = RoundTripOptions.defaults()
            .withChecks(EnumSet.of(CheckGroup.ROUND_TRIP, CheckGroup.DATA))
            .withJobs(4);

    @TempDir
    private Path folder;

    private int revisions;
    private final List<String> told = new ArrayList<>();

    private void revision(String upgrade, String downgrade) {
        revisions++;
        new HistoryBuilder(folder.resolve("db"))
                .file(revisions + "_step.up.sql", upgrade)
                .file(revisions + "_step.down.sql", downgrade);
    }

    private RoundTripReport verify(TestServer server) throws SQLException {
        return verify(server, OPTIONS);
    }

    private RoundTripReport verify(TestServer server, RoundTripOptions options) throws SQLException {
        return RoundTrip.on(server, options).verify(history(), new RoundTripListener() {
            @Override
            public void fewerJobs(int jobs, String reason) {
                told.add(jobs + ": " + reason);
            }

            @Override
            public void finished(RevisionResult result, int number, int total) {
                told.add(
                        "%d/%d %s %s".formatted(number, total, result.revision().id(), result.status()));
            }

            @Override
            public void triedOnRows(RevisionResult result, Finding finding) {
                told.add(finding.type().id() + " " + result.revision().id());
            }
        });
    }

    private RevisionHistory history() {
        return new HistoryBuilder(folder.resolve("db")).read("golang-migrate");
    }

    private static TestServer server() {
        return TestServers.shared(new DatabaseOptions(null, null, true, null, false));
    }

    private static List<String> names(TestServer server, String query) throws SQLException {
        List<String> names = new ArrayList<>();
        try (TestDatabase here = server.create();
                Connection connection = here.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                names.add(result.getString(1));
            }
        }
        return names;
    }

    private static List<String> databases() throws SQLException {
        return names(server(), "SELECT datname FROM pg_database WHERE datname <> current_database() ORDER BY 1");
    }

    @Test
    void listener_is_told_in_the_order_of_the_history_and_nothing_is_left() throws Exception {
        // The later, the quicker.
        for (int number = 1; number <= 6; number++) {
            revision(
                    "SELECT pg_sleep(%f); CREATE TABLE t%d (id int PRIMARY KEY, note text)"
                            .formatted((6 - number) * 0.05, number),
                    "DROP TABLE t%d".formatted(number));
        }
        revision("ALTER TABLE t3 DROP COLUMN note", "ALTER TABLE t3 ADD COLUMN note text");
        revision("ALTER TABLE t4 DROP COLUMN note", "ALTER TABLE t4 ADD COLUMN note text");
        List<String> before = databases();

        verify(server());

        assertThat(told)
                .containsExactly(
                        "1/8 1 ok",
                        "2/8 2 ok",
                        "3/8 3 ok",
                        "4/8 4 ok",
                        "5/8 5 ok",
                        "6/8 6 ok",
                        "7/8 7 ok",
                        "8/8 8 ok",
                        "PAL-D01 7",
                        "PAL-D01 8");
        assertThat(databases()).isEqualTo(before);
    }

    @Test
    void first_mistake_in_the_order_of_the_history_is_told_and_no_database_is_left() throws Exception {
        for (int number = 1; number <= 6; number++) {
            revision("CREATE TABLE t%d (id int)".formatted(number), "DROP TABLE t%d".formatted(number));
        }
        Files.createDirectory(folder.resolve("rows"));
        Files.writeString(folder.resolve("rows/4.sql"), "SELECT pg_sleep(0.3); INSERT INTO nowhere VALUES (1);");
        Files.writeString(folder.resolve("rows/6.sql"), "INSERT INTO elsewhere VALUES (1);");
        OwnRows rows = OwnRows.read(folder.resolve("rows"), history().graph());
        List<String> before = databases();

        assertThatExceptionOfType(OwnRowsException.class)
                .isThrownBy(() -> verify(server(), OPTIONS.withOwnRows(rows)))
                .withMessageContaining("4.sql:1: ");
        assertThat(databases()).isEqualTo(before);
    }

    @Test
    void refused_setup_statements_leave_no_database() throws Exception {
        revision("CREATE TABLE a ()", "DROP TABLE a");
        revision("CREATE TABLE b ()", "DROP TABLE b");
        List<String> before = databases();

        assertThatExceptionOfType(SetupFailedException.class)
                .isThrownBy(() -> verify(server(), OPTIONS.withSetupSql("CREATE EXTENSION nonesuch")));
        assertThat(databases()).isEqualTo(before);
    }

    @Test
    void roles_are_walked_one_after_the_other() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY)", "DROP TABLE a");
        revision(
                "CREATE ROLE jobs_reader;\nGRANT SELECT ON a TO jobs_reader",
                "DROP OWNED BY jobs_reader; DROP ROLE jobs_reader");
        revision("CREATE TABLE b (id int PRIMARY KEY)", "DROP TABLE b");
        try (TestServer own = TestServers.start(new DatabaseOptions(null, null, true, null, false))) {
            RoundTripReport report = verify(own);

            assertThat(told.get(0))
                    .isEqualTo("1: 2_step.up.sql:1 runs CREATE ROLE jobs_reader, which is for the whole server");
            assertThat(report.standing(Severity.INFO)).isEmpty();
            assertThat(names(own, "SELECT rolname FROM pg_roles")).doesNotContain("jobs_reader");
        }
    }

    @Test
    void roles_whose_names_scripts_put_together_are_taken_back_on_a_server_of_our_own() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY)", "DROP TABLE a");
        revision(
                "DO $$ BEGIN EXECUTE 'CREATE ROLE ' || quote_ident('tenant ' || 1); END $$",
                "DO $$ BEGIN EXECUTE format('DROP ROLE IF EXISTS %I', 'tenant ' || 1); END $$");
        revision("CREATE TABLE b (id int PRIMARY KEY)", "DROP TABLE b");
        try (TestServer own = TestServers.start(new DatabaseOptions(null, null, true, null, false))) {
            List<String> before = names(own, "SELECT rolname FROM pg_roles");
            RoundTripReport report = verify(own);

            assertThat(report.standing(Severity.INFO)).isEmpty();
            assertThat(names(own, "SELECT rolname FROM pg_roles")).containsExactlyInAnyOrderElementsOf(before);
        }
    }

    @Test
    void role_that_nobody_could_see_coming_has_all_walked_again() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY)", "DROP TABLE a");
        revision(
                "DO $$ BEGIN EXECUTE 'create' || ' role hidden'; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                "SELECT 1");
        revision("CREATE TABLE b (id int PRIMARY KEY)", "DROP TABLE b");
        try (TestServer own = TestServers.start(new DatabaseOptions(null, null, true, null, false))) {
            RoundTripReport report = verify(own);

            assertThat(told)
                    .contains(
                            "1: roles, tablespaces or others of what belongs to the whole server changed meanwhile, so that all is walked again");
            assertThat(report.results()).hasSize(3);
        }
    }

    @Test
    void where_nobody_says_how_many_there_are_as_many_as_pay() {
        for (int number = 0; number < 12; number++) {
            revision("CREATE TABLE t%d (id int)".formatted(number), "DROP TABLE t%d".formatted(number));
        }
        int processors = Runtime.getRuntime().availableProcessors();

        assertThat(RoundTrip.usualJobs(history(), OPTIONS)).isEqualTo(Math.min(processors, 2));
        assertThat(RoundTrip.usualJobs(history(), RoundTripOptions.defaults())).isEqualTo(1);
        assertThat(RoundTrip.usualJobs(history(), OPTIONS.withOnly(Set.of(new RevisionId("1")))))
                .isEqualTo(1);
        for (int number = 12; number < 105; number++) {
            revision("SELECT " + number, "SELECT " + number);
        }
        assertThat(RoundTrip.usualJobs(history(), RoundTripOptions.defaults())).isEqualTo(Math.min(processors, 2));
        // The first shard looks at the whole.
        assertThat(RoundTrip.usualJobs(history(), RoundTripOptions.defaults().withShard(new Shard(1, 2))))
                .isEqualTo(Math.min(processors, 2));
        assertThat(RoundTrip.usualJobs(history(), RoundTripOptions.defaults().withShard(new Shard(2, 2))))
                .isEqualTo(1);
        revision("CREATE ROLE jobs_writer", "DROP ROLE jobs_writer");
        assertThat(RoundTrip.usualJobs(history(), OPTIONS)).isEqualTo(1);
        assertThat(RoundTrip.usualJobs(history(), RoundTripOptions.defaults())).isEqualTo(1);
    }

    @Test
    void no_more_are_walked_at_once_than_the_server_has_sessions_for() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY)", "DROP TABLE a");
        revision("CREATE TABLE b (id int PRIMARY KEY)", "DROP TABLE b");

        verify(server(), OPTIONS.withJobs(1000));

        assertThat(told.get(0)).matches("\\d\\d?: each takes some sessions, and the server has no room for more");
        assertThat(told).endsWith("1/2 1 ok", "2/2 2 ok");
    }

    @Test
    void what_belongs_to_a_database_may_change_at_once() {
        revision(
                "CREATE TABLE a (id int); GRANT SELECT ON a TO PUBLIC; CREATE USER MAPPING FOR x SERVER y",
                "DROP TABLE a");
        revision(
                "SELECT 'cannot create user with reserved name'; DO $$ BEGIN\n-- create user table\nEND $$",
                "SELECT 1");
        revision("INSERT INTO grants VALUES ('to'); COMMENT ON TABLE a IS 'roles'; DROP VIEW users", "SELECT 1");

        assertThat(ClusterWide.in(history().graph().inOrder(), SetupSql.of("CREATE EXTENSION hstore")))
                .isEmpty();
        for (String statement : List.of(
                "ALTER ROLE a SET x = 1",
                "create  user u",
                "create user \"with\"",
                "EXECUTE 'DROP ROLE ' || name",
                "GRANT clerk TO boss",
                "DO $$ BEGIN REVOKE clerk FROM boss; END $$",
                "CREATE DATABASE d",
                "ALTER SYSTEM SET x = 1",
                "GRANT CONNECT ON DATABASE d TO u",
                "COMMENT ON ROLE r IS 'x'",
                "REASSIGN OWNED BY a TO b",
                "SELECT pg_create_logical_replication_slot('a', 'b')",
                "CREATE TABLESPACE t LOCATION 'x'")) {
            assertThat(ClusterWide.in(List.<Revision>of(), SetupSql.of(statement)))
                    .as(statement)
                    .isPresent();
        }
    }
}
