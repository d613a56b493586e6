package dev.palindrome.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestServers;
import dev.palindrome.report.FailureText;
import dev.palindrome.report.JsonReport;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionRange;
import dev.palindrome.revision.RevisionSources;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.roundtrip.finding.Severity;
import dev.palindrome.schema.SnapshotOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose a finding is that the schema at the head shows. */
@Tag("database")
class ReviewTest {

    @TempDir
    private Path folder;

    private int revisions;

    @Test
    void finding_is_told_of_the_revision_that_brought_the_object_with_file_and_line() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY)", "DROP TABLE a");
        revision(
                "CREATE TABLE b (id int PRIMARY KEY);\n-- the link\nALTER TABLE b ADD COLUMN a int,"
                        + " ADD CONSTRAINT b_to_a FOREIGN KEY (a) REFERENCES a",
                "DROP TABLE b");
        revision("CREATE TABLE c (id int PRIMARY KEY)", "DROP TABLE c");

        assertThat(findings(RoundTripOptions.defaults()))
                .containsExactly("2: PAL-V01 warning 2_step.up.sql:3 [public.b.b_to_a]");
    }

    @Test
    void finding_has_a_remedy_that_was_tried() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY)", "DROP TABLE a");
        revision("CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a)", "DROP TABLE b");
        RevisionHistory history = RevisionSources.read(folder, RevisionSources.AUTO);
        RoundTripReport report = verify(RoundTripOptions.defaults());
        RevisionResult result = report.results().get(1);

        assertThat(FailureText.render(history, result, result.findings().get(0), "palindrome verify .")
                        .replace(folder.toString(), "DIR"))
                .isEqualTo("""
                        Foreign key public.b.b_a_fkey has no index that begins with a

                          revision   2 "step"  (down revision 1 "step")
                          upgrade    DIR/2_step.up.sql       1 statement, ok
                          downgrade  DIR/2_step.down.sql     1 statement, ok

                          constraint public.b.b_a_fkey  FOREIGN KEY (a) REFERENCES public.a(id)
                          constraint public.b.b_pkey  USING btree (id)

                          Hint: tried here on the schema at the head. Add it to a new revision:
                              CREATE INDEX CONCURRENTLY ON public.b (a);

                          Finding PAL-V01 fk-without-index, docs/findings/PAL-V01.md
                          Again, this revision only: palindrome verify .
                        """);
        assertThat(JsonReport.render(report)).contains("\"id\": \"PAL-V01\"").contains("\"public.b.b_a_fkey\"");
    }

    @Test
    void remedy_that_the_rows_refuse_is_not_shown() throws Exception {
        revision("CREATE TABLE a (id int); INSERT INTO a VALUES (1), (1)", "DROP TABLE a");
        RevisionHistory history = RevisionSources.read(folder, RevisionSources.AUTO);
        RevisionResult result = verify(RoundTripOptions.defaults()).results().get(0);

        assertThat(FailureText.render(history, result, result.findings().get(0), "again"))
                .contains("Hint: add a primary key, or allow the finding")
                .doesNotContain("ALTER TABLE");
    }

    @Test
    void drop_and_add_is_probably_a_rename_and_a_rename_is_none() throws Exception {
        revision(
                "CREATE TABLE a (id int PRIMARY KEY, old_name text); CREATE TABLE b (id int PRIMARY KEY, x text)",
                "DROP TABLE a, b");
        revision(
                "ALTER TABLE a DROP COLUMN old_name; ALTER TABLE a ADD COLUMN name text",
                "ALTER TABLE a DROP COLUMN name; ALTER TABLE a ADD COLUMN old_name text");
        revision("ALTER TABLE a RENAME COLUMN name TO title", "ALTER TABLE a RENAME COLUMN title TO name");
        revision("ALTER TABLE b RENAME TO c", "ALTER TABLE c RENAME TO b");
        revision(
                "DROP TABLE c; CREATE TABLE d (id int PRIMARY KEY, x text)",
                "DROP TABLE d; CREATE TABLE c (id int PRIMARY KEY, x text);"
                        + " ALTER TABLE c RENAME CONSTRAINT c_pkey TO b_pkey");

        RoundTripReport report = verify(RoundTripOptions.defaults().withChecks(EnumSet.of(CheckGroup.REVIEW)));

        assertThat(report.results().stream()
                        .flatMap(result -> result.findings().stream().map(Finding::message)))
                .containsExactly(
                        "Upgrade of revision 2 drops column public.a.old_name and adds name, defined the same: most likely"
                                + " a rename, which would lose no row",
                        "Upgrade of revision 5 drops table public.c and adds d, defined the same: most likely a rename,"
                                + " which would lose no row");
    }

    @Test
    void what_an_upgrade_fills_or_renames_itself_is_not_probably_renamed() throws Exception {
        revision("""
                CREATE TABLE person (id int PRIMARY KEY);
                CREATE TABLE vote (id int PRIMARY KEY, user_id int, status text, state text, seen timestamptz);
                CREATE TABLE link (id int PRIMARY KEY, target text);
                CREATE TABLE log (id int PRIMARY KEY, user_id int);
                """, "DROP TABLE log, link, vote, person");
        revision("""
                ALTER TABLE vote ADD COLUMN person_id int;
                UPDATE vote SET person_id = p.id FROM person p WHERE p.id = user_id;
                ALTER TABLE vote DROP COLUMN user_id;
                """, "ALTER TABLE vote DROP COLUMN person_id; ALTER TABLE vote ADD COLUMN user_id int");
        revision("""
                CREATE TABLE web_link (id int PRIMARY KEY, target text);
                INSERT INTO web_link SELECT id, lower(target) FROM link;
                DROP TABLE link;
                """, "DROP TABLE web_link; CREATE TABLE link (id int PRIMARY KEY, target text)");
        revision(
                "ALTER TABLE vote RENAME COLUMN state TO old_status; ALTER TABLE vote DROP COLUMN status",
                "ALTER TABLE vote RENAME COLUMN old_status TO state; ALTER TABLE vote ADD COLUMN status text");
        revision(
                "ALTER TABLE log RENAME COLUMN user_id TO person_id; DROP VIEW IF EXISTS user_id",
                "ALTER TABLE log RENAME COLUMN person_id TO user_id");
        revision(
                "ALTER TABLE vote DROP COLUMN seen, ADD COLUMN locked_at timestamptz",
                "ALTER TABLE vote DROP COLUMN locked_at, ADD COLUMN seen timestamptz");

        RoundTripReport report = verify(RoundTripOptions.defaults().withChecks(EnumSet.of(CheckGroup.REVIEW)));

        assertThat(report.results().stream()
                        .flatMap(result -> result.findings().stream())
                        .filter(finding -> finding.type() == FindingType.PROBABLE_RENAME)
                        .map(finding -> finding.severity() + ": " + finding.message()))
                .containsExactly(
                        "info: Upgrade of revision 6 drops column public.vote.seen and adds locked_at, defined the same:"
                                + " a rename, if they are one and the same, which would lose no row");
    }

    @Test
    void column_of_type_json_is_told_of_the_revision_that_adds_it_and_jsonb_is_not() throws Exception {
        revision(
                "CREATE TABLE a (id int PRIMARY KEY, \"the \"\"doc\" text, later json, kept jsonb, many json[]) PARTITION BY RANGE (id);"
                        + " CREATE TABLE part PARTITION OF a DEFAULT",
                "DROP TABLE a");
        revision(
                "ALTER TABLE a\n  ADD COLUMN doc json DEFAULT '{}',\n  ADD COLUMN other jsonb",
                "ALTER TABLE a DROP COLUMN doc, DROP COLUMN other");
        revision(
                "ALTER TABLE a ALTER COLUMN later TYPE jsonb, ALTER COLUMN \"the \"\"doc\" TYPE json USING to_json(\"the \"\"doc\")",
                "ALTER TABLE a ALTER COLUMN later TYPE json, ALTER COLUMN \"the \"\"doc\" TYPE text");
        revision("ALTER TABLE a RENAME COLUMN doc TO \"Doc\"", "ALTER TABLE a RENAME COLUMN \"Doc\" TO doc");

        assertThat(findings(RoundTripOptions.defaults()))
                .containsExactly(
                        "1: PAL-V11 warning 1_step.up.sql:1 [public.a.many]",
                        "2: PAL-V11 warning 2_step.up.sql:1 [public.a.\"Doc\"]");
        assertThat(verify(RoundTripOptions.defaults())
                        .results()
                        .get(1)
                        .findings()
                        .get(0))
                .extracting(Finding::message, finding -> FailureText.differences(finding))
                .containsExactly(
                        "Column public.a.\"Doc\" is of type json, which has no equality: DISTINCT, GROUP BY, UNION and = fail on it",
                        List.of("ALTER TABLE public.a ALTER COLUMN \"Doc\" TYPE jsonb;"));
    }

    @Test
    void statement_that_cannot_run_in_a_transaction_fails_with_what_the_format_has_for_it() throws Exception {
        revision(
                "CREATE TYPE mood AS ENUM ('ok'); CREATE TABLE a (id int PRIMARY KEY, mood mood)",
                "DROP TABLE a; DROP TYPE mood");
        revision("SET lock_timeout = '2s'; CREATE INDEX CONCURRENTLY i ON a (mood)", "DROP INDEX i");
        revision("ALTER TYPE mood ADD VALUE 'sad'; INSERT INTO a VALUES (1, 'sad')", "DELETE FROM a");
        RevisionHistory history = RevisionSources.read(folder, RevisionSources.AUTO);
        RoundTripReport report = verify(RoundTripOptions.defaults());

        assertThat(text(history, report.results().get(1)))
                .contains(
                        "Hint: the statement cannot run in a transaction: leave nothing else in the file: golang-migrate sends it");
        assertThat(text(history, report.results().get(2)))
                .contains("Hint: a value that is new to an enum can be used when its transaction has ended");
    }

    @Test
    void statement_that_the_tool_breaks_off_fails_with_the_markers_that_hold_it_together() throws Exception {
        String function = "CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n  RETURN 1;\nEND\n$$;\n";
        Files.writeString(
                folder.resolve("1_one.sql"), "-- +goose Up\n" + function + "-- +goose Down\nDROP FUNCTION one();\n");
        RevisionHistory history = RevisionSources.read(folder, RevisionSources.AUTO);

        assertThat(text(history, verify(RoundTripOptions.defaults()).results().get(0)))
                .contains(
                        "ERROR 42601: unterminated dollar-quoted string",
                        "Hint: goose ends a statement with each line that ends in a semicolon: put '-- +goose StatementBegin' above this one,"
                                + " and '-- +goose StatementEnd' below it\n");
        Files.writeString(
                folder.resolve("1_one.sql"),
                "-- +goose Up\n-- +goose StatementBegin\n" + function
                        + "-- +goose StatementEnd\n-- +goose Down\nDROP FUNCTION one();\n");
        assertThat(verify(RoundTripOptions.defaults()).results().get(0).status())
                .isEqualTo(RevisionStatus.OK);
    }

    @Test
    void upgrade_whose_syntax_the_server_does_not_know_may_be_for_a_newer_one() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY) WITH SYSTEM VERSIONING", "DROP TABLE a");
        RevisionHistory history = RevisionSources.read(folder, RevisionSources.AUTO);

        assertThat(text(history, verify(RoundTripOptions.defaults()).results().get(0)))
                .contains(
                        "Hint: mend the statement above; or, if a newer PostgreSQL than this one takes it, verify on that: --embedded");
    }

    @Test
    void quote_that_is_never_closed_is_a_fault_of_its_script_alone() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY)", "DROP TABLE a");
        revision("CREATE TABLE b (id int PRIMARY KEY)", "DROP TABLE b;\nDO $$ BEGIN\n  NULL;\nEND;\n");
        revision("CREATE TABLE c (id int PRIMARY KEY)", "DROP TABLE c");

        RoundTripReport report = verify(RoundTripOptions.defaults());

        assertThat(report.results())
                .extracting(RevisionResult::status)
                .containsExactly(RevisionStatus.OK, RevisionStatus.ERROR, RevisionStatus.OK);
        assertThat(text(
                        RevisionSources.read(folder, RevisionSources.AUTO),
                        report.results().get(1)))
                .contains("2_step.down.sql:2", "ERROR 42601: unterminated dollar-quoted string");
    }

    private static String text(RevisionHistory history, RevisionResult result) {
        return FailureText.render(history, result, result.findings().get(0), "again");
    }

    @Test
    void downgrade_that_says_nothing_is_named_where_the_schema_does_not_tell() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY)", "DROP TABLE a");
        revision("INSERT INTO a VALUES (1) ON CONFLICT DO NOTHING", "-- nothing to do\r\n");
        revision("CREATE INDEX ON a ((id + 1))", "");
        revision("SET work_mem = '1MB'", "-- nothing to do");
        revision(
                "-- palindrome:allow PAL-V07 *: seeds may stay\nINSERT INTO a VALUES (2) ON CONFLICT DO NOTHING",
                "/* ; */");
        revision("-- palindrome:irreversible \"seeds\"\nINSERT INTO a VALUES (3)", "");

        RoundTripReport report = verify(RoundTripOptions.defaults());

        assertThat(report.standing(Severity.INFO))
                .extracting(finding -> finding.type().id() + " " + finding.position() + " " + finding.message())
                .satisfiesExactly(
                        seeds -> assertThat(seeds)
                                .isEqualTo(
                                        "PAL-V07 2_step.down.sql:1 Downgrade of revision 2 undoes nothing: it has no statement,"
                                                + " and what the upgrade does to rows or the server stays"),
                        index -> assertThat(index).startsWith("PAL-R01 "));
        assertThat(report.notes()).isEmpty();
    }

    @Test
    void what_a_later_revision_mends_is_not_spoken_of() throws Exception {
        revision("CREATE TABLE a (id int NOT NULL)", "DROP TABLE a");
        revision("ALTER TABLE a ADD PRIMARY KEY (id)", "ALTER TABLE a DROP CONSTRAINT a_pkey");

        assertThat(findings(RoundTripOptions.defaults())).isEmpty();
    }

    @Test
    void two_indexes_meet_in_the_revision_that_brings_the_second() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY, b int, c int); CREATE INDEX i ON a (b)", "DROP TABLE a");
        revision("CREATE INDEX j ON a (b, c)", "DROP INDEX j");

        assertThat(findings(RoundTripOptions.defaults()))
                .containsExactly("2: PAL-V06 warning 2_step.up.sql:1 [public.i]");
    }

    @Test
    void single_value_that_is_unique_where_given_is_information() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY, b int UNIQUE)", "DROP TABLE a");

        assertThat(findings(RoundTripOptions.defaults()))
                .containsExactly("1: PAL-V05 info 1_step.up.sql:1 [public.a.a_b_key]");
    }

    @Test
    void renamed_objects_keep_their_revision() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY)", "DROP TABLE a");
        revision(
                "CREATE TABLE b (id serial, a int CONSTRAINT to_a REFERENCES a); CREATE TABLE unlike ()",
                "DROP TABLE b; DROP TABLE unlike");
        revision("ALTER TABLE b RENAME TO c", "ALTER TABLE c RENAME TO b");
        revision("ALTER TABLE c RENAME CONSTRAINT to_a TO c_to_a", "ALTER TABLE c RENAME CONSTRAINT c_to_a TO to_a");

        assertThat(findings(RoundTripOptions.defaults()))
                .containsExactly(
                        "2: PAL-V04 warning 2_step.up.sql:1 [public.c]",
                        "2: PAL-V01 warning 2_step.up.sql:1 [public.c.c_to_a]",
                        "2: PAL-V04 warning 2_step.up.sql:1 [public.unlike]");
    }

    @Test
    void object_that_was_dropped_and_made_anew_is_the_later_revisions() throws Exception {
        revision("CREATE TABLE a (id int)", "DROP TABLE a");
        revision("DROP TABLE a", "CREATE TABLE a (id int)");
        revision("CREATE TABLE a (id int)", "DROP TABLE a");

        assertThat(findings(RoundTripOptions.defaults()))
                .containsExactly("3: PAL-V04 warning 3_step.up.sql:1 [public.a]");
    }

    @Test
    void only_revisions_that_are_judged_are_reviewed() throws Exception {
        revision("CREATE TABLE a (id int, b int); CREATE INDEX i ON a (b)", "DROP TABLE a");
        revision("CREATE TABLE c (id int)", "DROP TABLE c");
        revision("CREATE TABLE d (id int, e int, f int); CREATE INDEX j ON d (e)", "DROP TABLE d");
        revision("CREATE INDEX k ON a (b, id); CREATE INDEX l ON d (e, f)", "DROP INDEX k, l");

        assertThat(findings(only("2"))).containsExactly("2: PAL-V04 warning 2_step.up.sql:1 [public.c]");
        assertThat(findings(only("2:3")))
                .containsExactly(
                        "2: PAL-V04 warning 2_step.up.sql:1 [public.c]",
                        "3: PAL-V04 warning 3_step.up.sql:1 [public.d]");
        assertThat(findings(only("4")))
                .containsExactly(
                        "4: PAL-V06 warning 4_step.up.sql:1 [public.i]",
                        "4: PAL-V06 warning 4_step.up.sql:1 [public.j]");
    }

    @Test
    void revision_that_does_not_come_back_is_reviewed_as_well() throws Exception {
        revision("CREATE TABLE a (id int)", "DROP TABLE wrong");
        revision("CREATE TABLE b (id int)", "DROP TABLE b");

        assertThat(findings(RoundTripOptions.defaults()))
                .contains(
                        "1: PAL-V04 warning 1_step.up.sql:1 [public.a]",
                        "2: PAL-V04 warning 2_step.up.sql:1 [public.b]");
    }

    @Test
    void failing_upgrade_does_not_hide_what_is_there() throws Exception {
        revision("CREATE TABLE a (id int)", "DROP TABLE a");
        revision("CREATE TABLE a (id int)", "DROP TABLE a");

        assertThat(findings(RoundTripOptions.defaults())).contains("1: PAL-V04 warning 1_step.up.sql:1 [public.a]");
    }

    @Test
    void author_may_allow_a_finding() throws Exception {
        revision("-- palindrome:allow PAL-V04 a: a log, read as a whole\nCREATE TABLE a (id int)", "DROP TABLE a");

        RoundTripReport report = verify(RoundTripOptions.defaults());

        assertThat(report.standing(Severity.INFO)).isEmpty();
        assertThat(report.results().get(0).findings())
                .extracting(finding -> finding.allowed().orElse(""))
                .containsExactly("a log, read as a whole");
        assertThat(report.notes()).isEmpty();
    }

    @Test
    void allowance_is_told_to_be_unused_only_where_it_was_looked_for() throws Exception {
        revision("-- palindrome:allow PAL-V04 a: a log\nCREATE TABLE a (id int PRIMARY KEY)", "DROP TABLE a");

        assertThat(verify(RoundTripOptions.defaults()).notes())
                .containsExactly("1_step.up.sql:1: the allowance of PAL-V04 for a is not needed; remove it");
        assertThat(verify(RoundTripOptions.defaults().withChecks(EnumSet.of(CheckGroup.ROUND_TRIP, CheckGroup.SCHEMA)))
                        .notes())
                .isEmpty();
    }

    @Test
    void group_that_is_switched_off_finds_nothing() throws Exception {
        revision("CREATE TABLE a (id int)", "DROP TABLE a");

        assertThat(findings(
                        RoundTripOptions.defaults().withChecks(EnumSet.of(CheckGroup.ROUND_TRIP, CheckGroup.SCHEMA))))
                .isEmpty();
    }

    @Test
    void tables_of_migration_tools_and_ignored_tables_are_passed_over() throws Exception {
        revision(
                "CREATE TABLE flyway_schema_history (version text); CREATE SCHEMA sqitch; CREATE TABLE sqitch.changes ();"
                        + " CREATE TABLE ours_alone (id int)",
                "DROP TABLE ours_alone, sqitch.changes, flyway_schema_history; DROP SCHEMA sqitch");

        assertThat(findings(RoundTripOptions.defaults()
                        .withSnapshotOptions(SnapshotOptions.defaults().withIgnoredTable("public.ours_alone"))))
                .isEmpty();
    }

    @Test
    void setup_statements_answer_for_nothing() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY)", "DROP TABLE a");

        assertThat(findings(RoundTripOptions.defaults().withSetupSql("CREATE TABLE shared (id int)")))
                .isEmpty();
    }

    @Test
    void listener_hears_of_each_finding_with_its_revision() throws Exception {
        revision("CREATE TABLE a (id int)", "DROP TABLE a");
        List<String> heard = new ArrayList<>();

        RoundTrip.on(TestServers.shared(DatabaseOptions.automatic()), RoundTripOptions.defaults())
                .verify(RevisionSources.read(folder, RevisionSources.AUTO), new RoundTripListener() {
                    @Override
                    public void reviewed(RevisionResult result, Finding finding) {
                        heard.add(result.revision().id() + " " + finding.message());
                    }
                });

        assertThat(heard).containsExactly("1 Table public.a has no primary key");
    }

    private RoundTripOptions only(String range) {
        return RoundTripOptions.defaults()
                .withOnly(
                        RevisionRange.parse(range),
                        RevisionSources.read(folder, RevisionSources.AUTO).graph());
    }

    private List<String> findings(RoundTripOptions options) throws SQLException {
        return verify(options).results().stream()
                .flatMap(result -> result.findings().stream()
                        .filter(finding -> finding.type() != FindingType.DOWN_MISSING_OR_FAILS)
                        .filter(finding -> finding.type() != FindingType.UP_FAILS_EMPTY)
                        .map(finding -> "%s: %s %s %s %s"
                                .formatted(
                                        result.revision().id(),
                                        finding.type().id(),
                                        finding.severity(),
                                        finding.position(),
                                        finding.objects())))
                .toList();
    }

    private RoundTripReport verify(RoundTripOptions options) throws SQLException {
        return RoundTrip.on(TestServers.shared(DatabaseOptions.automatic()), options)
                .verify(RevisionSources.read(folder, RevisionSources.AUTO));
    }

    private void revision(String upgrade, String downgrade) throws IOException {
        revisions++;
        Files.writeString(folder.resolve(revisions + "_step.up.sql"), upgrade + ";\n");
        Files.writeString(folder.resolve(revisions + "_step.down.sql"), downgrade + ";\n");
    }
}
