package dev.palindrome.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServer;
import dev.palindrome.database.TestServers;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.RevisionRange;
import dev.palindrome.revision.RevisionSources;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.roundtrip.finding.Severity;
import java.io.IOException;
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

@Tag("database")
class WalkTest {

    /** Tables here are as short as can be, so that a review would have something to say of each. */
    private static final RoundTripOptions OPTIONS =
            RoundTripOptions.defaults().withChecks(EnumSet.of(CheckGroup.ROUND_TRIP, CheckGroup.SCHEMA));

    @TempDir
    private Path folder;

    private int revisions;

    @Test
    void clean_history_has_no_finding() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY)", "DROP TABLE a");
        revision("ALTER TABLE a ADD COLUMN name text", "ALTER TABLE a DROP COLUMN name");

        RoundTripReport report = verify();

        assertThat(report.standing(Severity.INFO)).isEmpty();
        assertThat(statuses(report)).containsExactly("ok", "ok");
    }

    /** As before what needs a table that applications hold on to. */
    @Test
    void upgrade_that_ends_all_other_sessions_is_verified_all_the_same() throws Exception {
        String others = "pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
        revision("CREATE TABLE a (id int PRIMARY KEY, name text)", "DROP TABLE a");
        revision(
                "SELECT pg_terminate_backend(pid) FROM " + others + "; ALTER TABLE a RENAME TO b",
                "SELECT pg_terminate_backend(pid) FROM " + others + "; ALTER TABLE b RENAME TO a");
        revision("CREATE TABLE c (id int PRIMARY KEY)", "SELECT pg_terminate_backend(pid) FROM " + others);

        RoundTripReport report = verify(OPTIONS.withChecks(EnumSet.allOf(CheckGroup.class)));

        assertThat(statuses(report)).containsExactly("ok", "ok", "error");
        assertThat(report.standing(Severity.ERROR))
                .extracting(Finding::type)
                .containsExactly(FindingType.DOWN_RESTORES_SCHEMA);
    }

    @Test
    void failures_do_not_stop_the_walk() throws Exception {
        revision("CREATE TABLE a (id int)", "DROP TABLE b");
        revision(
                "CREATE TYPE colour AS ENUM ('red'); ALTER TABLE a ADD COLUMN c colour", "ALTER TABLE a DROP COLUMN c");
        revision("CREATE TABLE d (id int)", "DROP TABLE d");

        RoundTripReport report = verify();

        assertThat(statuses(report)).containsExactly("error", "error", "ok");
        assertThat(types(report)).containsExactly(FindingType.DOWN_MISSING_OR_FAILS, FindingType.DOWN_RESTORES_SCHEMA);
    }

    @Test
    void what_a_downgrade_leaves_behind_does_not_reach_the_next_revision() throws Exception {
        revision("CREATE TABLE a (id int); CREATE TABLE left_behind (id int)", "DROP TABLE a");
        // On the state that a downgrade of 1 leaves, this would find another table than 1 makes.
        revision(
                "ALTER TABLE left_behind ADD COLUMN b int; CREATE INDEX i ON a (id)",
                "ALTER TABLE left_behind DROP COLUMN b; DROP INDEX i");

        RoundTripReport report = verify();

        assertThat(statuses(report)).containsExactly("error", "ok");
    }

    @Test
    void upgrade_that_works_only_on_what_a_downgrade_left_is_found_to_fail() throws Exception {
        revision("CREATE TABLE a (id int)", "DROP TABLE a");
        // The first upgrade leaves no row, the downgrade one, which nothing shows in the schema.
        revision("ALTER TABLE a ADD COLUMN b int", "ALTER TABLE a DROP COLUMN b; INSERT INTO a VALUES (1)");
        revision(
                "DO $$ BEGIN IF NOT EXISTS (SELECT FROM a) THEN RAISE EXCEPTION 'no rows'; END IF; END $$; CREATE TABLE c ()",
                "DROP TABLE c");

        RoundTripReport report = verify();

        assertThat(statuses(report)).containsExactly("ok", "ok", "up_failed");
        assertThat(messages(report)).contains("Upgrade of revision 3 fails: ERROR P0001: no rows");

        revision("CREATE TABLE d ()", "DROP TABLE wrong");
        assertThat(statuses(verify())).containsExactly("ok", "ok", "up_failed", "error");
    }

    /** Where all came back, only a schema that was empty before says that nothing is left. */
    @Test
    void upgrade_that_works_only_on_rows_left_where_nobody_looks_is_found_to_fail() throws Exception {
        revision("CREATE TABLE a (id int)", "DROP TABLE a; INSERT INTO marks VALUES (1)");
        revision(
                "DO $$ BEGIN IF NOT EXISTS (SELECT FROM marks) THEN RAISE EXCEPTION 'no marks'; END IF; END $$; CREATE TABLE b ()",
                "DROP TABLE b");

        RoundTripReport report = verify(OPTIONS.withSetupSql("CREATE TABLE marks (number int)"));

        assertThat(statuses(report)).containsExactly("ok", "up_failed");
    }

    @Test
    void cause_is_found_in_a_script_that_begins_and_commits_by_itself() throws Exception {
        revision(
                "BEGIN;\nCREATE TABLE a (id int);\nCREATE TABLE b (id int);\nCOMMIT;",
                "BEGIN;\nDROP TABLE a;\nCOMMIT;");

        Finding finding = verify().standing(Severity.ERROR).get(0);

        assertThat(((Evidence.Schemas) finding.evidence()).differences())
                .first()
                .satisfies(difference -> assertThat(difference.cause())
                        .hasValueSatisfying(
                                cause -> assertThat(cause.position().line()).isEqualTo(3)));
    }

    @Test
    void failing_upgrade_is_reported_once_and_what_needs_it_is_skipped() throws Exception {
        revision("CREATE TABLE a (id int)", "DROP TABLE a");
        revision("CREATE TABLE b (id int REFERENCES nowhere (id))", "DROP TABLE b");
        revision("ALTER TABLE b ADD COLUMN c int", "ALTER TABLE b DROP COLUMN c");
        revision("CREATE TABLE d (id int)", "DROP TABLE d");

        RoundTripReport report = verify();

        assertThat(statuses(report)).containsExactly("ok", "up_failed", "skipped", "ok");
        assertThat(messages(report))
                .containsExactly("Upgrade of revision 2 fails: ERROR 42P01: relation \"nowhere\" does not exist");
    }

    @Test
    void failing_upgrade_that_keeps_its_first_part_is_reported_as_not_atomic() throws Exception {
        revision("BEGIN; CREATE TABLE a (id int); COMMIT; SELECT 1 / 0", "DROP TABLE a");

        assertThat(types(verify())).containsExactly(FindingType.UP_FAILS_EMPTY, FindingType.FAILED_REVISION_NOT_ATOMIC);
    }

    @Test
    void rows_that_an_upgrade_leaves_make_the_second_one_fail() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY)", "DROP TABLE a");
        revision("INSERT INTO a VALUES (1)", "-- nothing");

        assertThat(messages(verify()))
                .containsExactly("Upgrade of revision 2 fails the second time: ERROR 23505: duplicate key value"
                        + " violates unique constraint \"a_pkey\"");
    }

    @Test
    void second_upgrade_that_ends_in_another_schema_is_found() throws Exception {
        revision("CREATE TABLE a (id int)", "DROP TABLE a");
        revision(
                "DO $$ BEGIN IF EXISTS (SELECT FROM a) THEN CREATE INDEX i ON a (id); END IF; END $$; INSERT INTO a VALUES (1)",
                "DROP INDEX IF EXISTS i");

        assertThat(messages(verify()))
                .containsExactly("Second upgrade of revision 2 ends in another schema: 1 difference");
    }

    @Test
    void descent_finds_what_single_steps_cannot() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY)", "DROP TABLE a");
        revision(
                "ALTER TABLE a ADD COLUMN b int",
                "ALTER TABLE a ALTER COLUMN id SET NOT NULL, DROP COLUMN b;"
                        + " DO $$ BEGIN IF EXISTS (SELECT FROM a) THEN RAISE EXCEPTION 'rows are there'; END IF; END $$");
        revision("INSERT INTO a VALUES (1) ON CONFLICT DO NOTHING", "-- the row stays");

        assertThat(messages(verify()))
                .containsExactly("Downgrade of revision 2 works by itself, but fails on the way down from 3:"
                        + " ERROR P0001: rows are there");
    }

    @Test
    void descent_begins_below_a_revision_that_has_no_way_back() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY)", "DROP TABLE a");
        revision(
                "ALTER TABLE a ADD COLUMN b int",
                "ALTER TABLE a DROP COLUMN b;"
                        + " DO $$ BEGIN IF EXISTS (SELECT FROM a) THEN RAISE EXCEPTION 'rows are there'; END IF; END $$");
        revision("INSERT INTO a VALUES (1) ON CONFLICT DO NOTHING", "-- the row stays");
        revisions++;
        write("4_step.up.sql", "-- palindrome:irreversible \"never used\"\nALTER TABLE a DROP COLUMN b;");
        revision("CREATE TABLE c (id int)", "DROP TABLE c");
        revision("CREATE TABLE d (id int)", "DROP TABLE d");

        RoundTripReport report = verify();

        assertThat(messages(report))
                .containsExactly("Downgrade of revision 2 works by itself, but fails on the way down from 3:"
                        + " ERROR P0001: rows are there");
        assertThat(statuses(report)).containsExactly("ok", "error", "ok", "irreversible", "ok", "ok");
    }

    @Test
    void column_order_alone_is_information() throws Exception {
        revision("CREATE TABLE a (b int, c int)", "DROP TABLE a");
        revision("ALTER TABLE a DROP COLUMN b", "ALTER TABLE a ADD COLUMN b int");

        RoundTripReport report = verify();

        assertThat(statuses(report)).containsExactly("ok", "ok");
        assertThat(types(report)).containsExactly(FindingType.ORDER_OR_NAME_ONLY);
    }

    @Test
    void cause_and_remedy_are_observed() throws Exception {
        revision("CREATE TABLE a (b text)", "DROP TABLE a");
        revision("SELECT 1;\nALTER TABLE a ALTER COLUMN b SET NOT NULL;\nCREATE INDEX i ON a (b)", "DROP INDEX i");

        Evidence.Schemas evidence =
                (Evidence.Schemas) verify().standing(Severity.ERROR).get(0).evidence();

        assertThat(evidence.differences().get(0).cause().orElseThrow().position())
                .hasToString("2_step.up.sql:2");
        assertThat(evidence.remedy().orElseThrow().statements())
                .containsExactly("ALTER TABLE public.a ALTER COLUMN b DROP NOT NULL;");
    }

    @Test
    void statement_that_failed_is_found_in_a_file_that_is_sent_as_a_whole() throws Exception {
        revision("CREATE TYPE e AS ENUM ()", "DROP TYPE e");
        revision("CREATE TABLE a (e e)", "SELECT 1;\n\nALTER TABLE a RENAME TO b;\nDROP TYPE e;\nDROP TABLE b");
        revision("BEGIN;\nCREATE TABLE c ();\nDROP TYPE e;\nCOMMIT", "-- nothing");

        assertThat(verify().standing(Severity.ERROR))
                .extracting(finding -> finding.position().toString())
                .containsExactly("2_step.down.sql:4", "3_step.up.sql:3");
    }

    @Test
    void leftover_of_any_kind_is_seen_and_its_remedy_was_tried() throws Exception {
        List<String> leftovers = List.of(
                "CREATE COLLATION c (locale = 'C')",
                "CREATE CONVERSION c FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8",
                "CREATE FUNCTION f(text, text) RETURNS bool LANGUAGE internal IMMUTABLE STRICT AS 'texteq'",
                "CREATE OPERATOR === (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq)",
                "CREATE OPERATOR FAMILY \"F\" USING btree",
                "CREATE CAST (text AS point) WITH INOUT",
                "CREATE TRANSFORM FOR int LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal))",
                "CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple)",
                "CREATE TEXT SEARCH CONFIGURATION s (PARSER = \"default\")",
                "CREATE FOREIGN DATA WRAPPER w",
                "CREATE PUBLICATION p",
                "CREATE ACCESS METHOD m TYPE TABLE HANDLER heap_tableam_handler",
                "CREATE LANGUAGE l HANDLER plpgsql_call_handler",
                "CREATE AGGREGATE a(int) (SFUNC = int4pl, STYPE = int)",
                "CREATE SEQUENCE q",
                "CREATE DOMAIN n AS int",
                "CREATE TYPE r AS RANGE (SUBTYPE = float8)",
                "CREATE SCHEMA other");
        for (String leftover : leftovers) {
            revision(leftover, "SELECT 1");
        }

        RoundTripReport report = verify();

        for (int i = 0; i < leftovers.size(); i++) {
            Finding finding = report.results().get(i).findings().get(0);
            assertThat(finding.type()).as(leftovers.get(i)).isEqualTo(FindingType.DOWN_RESTORES_SCHEMA);
            assertThat(((Evidence.Schemas) finding.evidence()).remedy())
                    .as(leftovers.get(i))
                    .isPresent();
        }
    }

    @Test
    void settings_of_the_database_outlive_a_copy_of_it() throws Exception {
        revision(
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = app', current_database()); END $$;"
                        + " CREATE SCHEMA app",
                "DROP SCHEMA app;"
                        + " DO $$ BEGIN EXECUTE format('ALTER DATABASE %I RESET search_path', current_database()); END $$");
        revision("CREATE TYPE forgotten AS ENUM ()", "SELECT 1");
        revision("CREATE TABLE t (i int)", "DROP TABLE app.t");

        assertThat(statuses(verify())).containsExactly("ok", "error", "ok");
    }

    @Test
    void remedy_that_does_not_work_is_not_shown() throws Exception {
        revision("CREATE TYPE e AS ENUM ('one')", "DROP TYPE e");
        revision("ALTER TYPE e ADD VALUE 'two'", "-- PostgreSQL cannot take a label away");

        Evidence.Schemas evidence =
                (Evidence.Schemas) verify().standing(Severity.ERROR).get(0).evidence();

        assertThat(evidence.remedy()).isEmpty();
        assertThat(evidence.consequence())
                .contains("the next upgrade fails: ERROR 42710: enum label \"two\" already exists");
    }

    @Test
    void irreversible_revision_needs_no_downgrade() throws Exception {
        revision("CREATE TABLE a (b int)", "DROP TABLE a");
        write("2_step.up.sql", "-- palindrome:irreversible \"the values are gone\"\nALTER TABLE a DROP COLUMN b;");

        RoundTripReport report = verify();

        assertThat(statuses(report)).containsExactly("ok", "irreversible");
        assertThat(report.standing(Severity.INFO)).isEmpty();
    }

    @Test
    void missing_downgrade_is_an_error() throws Exception {
        write("1_step.up.sql", "CREATE TABLE a (b int);");

        assertThat(messages(verify())).containsExactly("Revision 1 has no downgrade: expected 1_step.down.sql");
    }

    @Test
    void allowed_difference_does_not_count_and_the_others_do() throws Exception {
        write(
                "1_step.up.sql",
                "-- palindrome:allow PAL-R01 e: shared with billing\nCREATE TYPE e AS ENUM ();\nCREATE TYPE f AS ENUM ();");
        write("1_step.down.sql", "-- nothing");

        RoundTripReport report = verify();

        assertThat(report.standing(Severity.ERROR)).extracting(Finding::objects).containsExactly(List.of("public.f"));
        assertThat(report.results().get(0).findings())
                .filteredOn(finding -> finding.allowed().isPresent())
                .extracting(Finding::objects, finding -> finding.allowed().orElseThrow())
                .containsExactly(tuple(List.of("public.e"), "shared with billing"));
        assertThat(report.notes()).isEmpty();
    }

    @Test
    void allowance_that_is_not_needed_is_reported() throws Exception {
        write("1_step.up.sql", "-- palindrome:allow PAL-R01 e: shared with billing\nCREATE TABLE a ();");
        write("1_step.down.sql", "DROP TABLE a;");

        assertThat(verify().notes())
                .containsExactly("1_step.up.sql:1: the allowance of PAL-R01 for e is not needed; remove it");
    }

    @Test
    void only_the_revisions_of_a_range_are_judged() throws Exception {
        revision("CREATE TABLE a (id int)", "DROP TABLE wrong");
        revision("CREATE TABLE b (id int)", "DROP TABLE b");
        revision("CREATE TABLE c (id int)", "DROP TABLE wrong");
        var history = RevisionSources.read(folder, RevisionSources.AUTO);

        RoundTripReport report = RoundTrip.on(server(), OPTIONS.withOnly(RevisionRange.parse("2"), history.graph()))
                .verify(history);

        assertThat(report.results())
                .extracting(result -> result.revision().id())
                .containsExactly(new RevisionId("2"));
        assertThat(report.standing(Severity.INFO)).isEmpty();
    }

    @Test
    void groups_of_checks_that_are_switched_off_find_nothing() throws Exception {
        revision("CREATE TABLE a (id int)", "DROP TABLE wrong");

        RoundTripReport report = RoundTrip.on(server(), OPTIONS.withChecks(EnumSet.of(CheckGroup.SCHEMA)))
                .verify(RevisionSources.read(folder, RevisionSources.AUTO));

        assertThat(report.standing(Severity.INFO)).isEmpty();
    }

    @Test
    void setup_statements_run_before_the_first_revision() throws Exception {
        revision("CREATE TABLE a (h hstore)", "DROP TABLE a");

        RoundTripReport report = RoundTrip.on(server(), OPTIONS.withSetupSql("CREATE EXTENSION hstore; SELECT 1"))
                .verify(RevisionSources.read(folder, RevisionSources.AUTO));

        assertThat(statuses(report)).containsExactly("ok");
    }

    @Test
    void setup_script_runs_as_psql_would_run_it(@TempDir Path elsewhere) throws Exception {
        Path script = elsewhere.resolve("setup.sql");
        Files.writeString(script, """
                \uFEFF\\restrict abc\r
                SET statement_timeout = 0;\r
                CREATE EXTENSION hstore;\r
                CREATE TABLE kept (name text);
                COPY kept FROM stdin;
                it's; here
                \\.
                VACUUM kept; -- refused within a transaction
                \\unrestrict abc
                """);
        revision("CREATE TABLE a (h hstore); DO 'BEGIN ASSERT (SELECT count(*) = 1 FROM kept); END'", "DROP TABLE a");

        RoundTripReport report = RoundTrip.on(server(), OPTIONS.withSetupSql("@" + script))
                .verify(RevisionSources.read(folder, RevisionSources.AUTO));

        assertThat(statuses(report)).containsExactly("ok");
    }

    @Test
    void refused_setup_script_names_file_and_line_and_leaves_no_database(@TempDir Path elsewhere) throws Exception {
        revision("CREATE TABLE a (id int)", "DROP TABLE a");
        Path script = elsewhere.resolve("broken.sql");
        Files.writeString(script, "SELECT 1;\n\nCREATE EXTENSION nonesuch;\n");
        List<String> before = databases();

        assertThatExceptionOfType(SetupFailedException.class)
                .isThrownBy(() -> RoundTrip.on(server(), OPTIONS.withSetupSql("@" + script))
                        .verify(RevisionSources.read(folder, RevisionSources.AUTO)))
                .withMessageStartingWith(
                        script + ":3: the setup SQL was refused: ERROR 0A000: extension \"nonesuch\" is not available");
        assertThat(databases()).isEqualTo(before);
    }

    @Test
    void role_of_the_setup_statements_is_there_throughout_and_gone_afterwards() throws Exception {
        revision("CREATE TABLE a (id int); GRANT SELECT ON a TO reader", "DROP TABLE wrong");
        revision("CREATE TABLE b (id int); GRANT SELECT ON b TO reader", "DROP TABLE b");

        RoundTripReport report = RoundTrip.on(server(), OPTIONS.withSetupSql("CREATE ROLE reader"))
                .verify(RevisionSources.read(folder, RevisionSources.AUTO));

        assertThat(statuses(report)).containsExactly("error", "ok");
        assertThat(names("SELECT rolname FROM pg_roles")).doesNotContain("reader");
    }

    @Test
    void refused_setup_statements_are_the_users_mistake_and_leave_no_database() throws Exception {
        revision("CREATE TABLE a (id int)", "DROP TABLE a");
        List<String> before = databases();

        assertThatExceptionOfType(SetupFailedException.class)
                .isThrownBy(() -> RoundTrip.on(server(), OPTIONS.withSetupSql("CREATE EXTENSION nonesuch"))
                        .verify(RevisionSources.read(folder, RevisionSources.AUTO)))
                .withMessageStartingWith("The setup SQL was refused: ERROR: extension \"nonesuch\" is not available");
        assertThat(databases()).isEqualTo(before);
    }

    @Test
    void no_database_is_left() throws Exception {
        revision("CREATE TABLE a (id int)", "DROP TABLE wrong");
        revision("CREATE TABLE b (id int)", "DROP TABLE b");
        List<String> before = databases();

        verify();

        assertThat(databases()).isEqualTo(before);
    }

    @Test
    void settings_and_temporary_tables_of_one_direction_do_not_reach_the_other() throws Exception {
        revision("CREATE TABLE a (id int)", "DROP TABLE a");
        revision(
                "SET search_path = pg_temp; CREATE TEMPORARY TABLE seen (id int); CREATE TABLE public.b (id int)",
                "DROP TABLE b; CREATE TEMPORARY TABLE seen (id int)");

        assertThat(verify().standing(Severity.INFO)).isEmpty();
    }

    @Test
    void script_that_ends_inside_its_own_transaction_has_failed() throws Exception {
        revision("BEGIN; CREATE TABLE a (id int)", "DROP TABLE a");

        assertThat(messages(verify()))
                .containsExactly(
                        "Upgrade of revision 1 fails: ERROR 25000: the script ends inside a transaction that it"
                                + " began itself, so nothing after its BEGIN is kept");
    }

    @Test
    void deferred_constraint_that_fails_at_commit_is_reported() throws Exception {
        revision(
                "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a int REFERENCES a DEFERRABLE INITIALLY DEFERRED)",
                "DROP TABLE b; DROP TABLE a");
        revision("INSERT INTO b VALUES (7)", "DELETE FROM b");

        assertThat(messages(verify())).singleElement().asString().contains("ERROR 23503");
    }

    @Test
    void roles_that_belong_to_the_server_are_not_in_the_way_of_the_next_copy() throws Exception {
        revision("CREATE ROLE \"Shop's owner\"; CREATE TABLE a (id int)", "DROP TABLE a; DROP ROLE \"Shop's owner\"");
        revision("GRANT SELECT ON a TO \"Shop's owner\"", "-- forgotten");
        revision("CREATE ROLE clerk", "-- forgotten");
        revision("GRANT SELECT ON a TO clerk", "REVOKE SELECT ON a FROM clerk");

        RoundTripReport report = verify();

        assertThat(messages(report))
                .containsExactly(
                        "Downgrade of revision 2 leaves a trace: 1 difference",
                        "Upgrade of revision 3 fails the second time: ERROR 42710: role \"clerk\" already exists");
        assertThat(names("SELECT rolname FROM pg_roles")).doesNotContain("Shop's owner", "clerk");
    }

    @Test
    void chosen_revision_that_cannot_be_verified_fails_although_the_upgrade_at_fault_was_not_chosen() throws Exception {
        revision("CREATE TABLE b (id int REFERENCES nowhere (id))", "DROP TABLE b");
        revision("ALTER TABLE b ADD COLUMN c int", "ALTER TABLE b DROP COLUMN c");

        RoundTripReport report = RoundTrip.on(server(), OPTIONS.withOnly(Set.of(new RevisionId("2"))))
                .verify(RevisionSources.read(folder, RevisionSources.AUTO));

        assertThat(statuses(report)).containsExactly("skipped");
        assertThat(report.standing(Severity.ERROR))
                .extracting(Finding::message)
                .containsExactly(
                        "Upgrade of revision 2 fails: ERROR 42P01: relation \"b\" does not exist. It was not verified: the upgrade of"
                                + " revision 1 fails before it");
        assertThat(report.notes())
                .containsExactly("1 revision was not verified, since the upgrade of revision 1 fails before it");
    }

    @Test
    void role_with_quotes_in_its_name_is_put_back() throws Exception {
        revision("CREATE TABLE a (id int)", "DROP TABLE a");
        revision("CREATE ROLE \"o\"\"brien\"", "DROP TABLE wrong");
        revision("ALTER TABLE a OWNER TO \"o\"\"brien\"", "ALTER TABLE a OWNER TO CURRENT_USER");

        RoundTripReport report = verify();

        assertThat(statuses(report)).containsExactly("ok", "error", "ok");
        assertThat(names("SELECT rolname FROM pg_roles")).doesNotContain("o\"brien");
    }

    @Test
    void role_is_dropped_by_an_upgrade_although_another_database_of_ours_uses_it() throws Exception {
        revision("CREATE ROLE clerk; CREATE TABLE a (id int); GRANT SELECT ON a TO clerk", "-- forgotten");
        revision("REVOKE SELECT ON a FROM clerk; DROP ROLE clerk", "CREATE ROLE clerk; GRANT SELECT ON a TO clerk");
        revision("CREATE ROLE clerk; GRANT UPDATE ON a TO clerk", "DROP OWNED BY clerk; DROP ROLE clerk");

        RoundTripReport report = verify();

        assertThat(messages(report)).containsExactly("Downgrade of revision 1 leaves a trace: 1 difference");
        assertThat(names("SELECT rolname FROM pg_roles")).doesNotContain("clerk");
    }

    @Test
    void role_that_is_still_in_use_in_the_only_database_cannot_be_dropped() throws Exception {
        revision("CREATE ROLE clerk; CREATE TABLE a (id int); GRANT SELECT ON a TO clerk", "-- forgotten");
        revision("DROP ROLE clerk", "CREATE ROLE clerk");
        revision("CREATE TABLE b (id int)", "DROP TABLE b");

        assertThat(messages(verify()))
                .containsExactly(
                        "Downgrade of revision 1 leaves a trace: 1 difference",
                        "Upgrade of revision 2 fails: ERROR 2BP01: role \"clerk\" cannot be dropped because some objects"
                                + " depend on it");
    }

    @Test
    void role_is_dropped_on_the_way_down_of_a_run_that_ends_at_a_broken_revision() throws Exception {
        revision("CREATE TABLE a (id int)", "DROP TABLE a");
        revision("CREATE ROLE clerk; GRANT SELECT ON a TO clerk", "REVOKE SELECT ON a FROM clerk; DROP ROLE clerk");
        revision("CREATE TABLE b (id int)", "DROP TABLE wrong");

        assertThat(messages(verify()))
                .containsExactly("Downgrade of revision 3 fails: ERROR 42P01: table \"wrong\" does not exist");
    }

    private void revision(String upgrade, String downgrade) throws IOException {
        revisions++;
        write(revisions + "_step.up.sql", upgrade + ";\n");
        write(revisions + "_step.down.sql", downgrade + (downgrade.startsWith("--") ? "\n" : ";\n"));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private RoundTripReport verify() throws SQLException {
        return verify(OPTIONS);
    }

    private RoundTripReport verify(RoundTripOptions options) throws SQLException {
        return RoundTrip.on(server(), options).verify(RevisionSources.read(folder, RevisionSources.AUTO));
    }

    private static TestServer server() {
        return TestServers.shared(new DatabaseOptions(null, null, true, null, false));
    }

    private static List<String> databases() throws SQLException {
        return names("SELECT datname FROM pg_database WHERE datname <> current_database() ORDER BY 1");
    }

    private static List<String> names(String query) throws SQLException {
        List<String> names = new ArrayList<>();
        try (TestDatabase here = server().create();
                Connection connection = here.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                names.add(result.getString(1));
            }
        }
        return names;
    }

    private static List<String> statuses(RoundTripReport report) {
        return report.results().stream()
                .map(result -> result.status().toString())
                .toList();
    }

    private static List<FindingType> types(RoundTripReport report) {
        return report.standing(Severity.INFO).stream().map(Finding::type).toList();
    }

    private static List<String> messages(RoundTripReport report) {
        return report.standing(Severity.WARNING).stream().map(Finding::message).toList();
    }
}
