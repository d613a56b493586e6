package dev.palindrome.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.palindrome.data.Coverage;
import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestServers;
import dev.palindrome.report.FailureText;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionSources;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rows show and an empty database does not; each finding by itself is FindingsTest's. */
@Tag("database")
class RowsWalkTest {

    private static final RoundTripOptions OPTIONS = RoundTripOptions.defaults()
            .withChecks(EnumSet.of(CheckGroup.ROUND_TRIP, CheckGroup.SCHEMA, CheckGroup.DATA, CheckGroup.NULLABILITY));

    @TempDir
    private Path folder;

    private int revisions;

    @Test
    void downgrade_that_fails_on_an_empty_database_is_told_of_once() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY, b text)", "DROP TABLE a");
        revision("ALTER TABLE a ADD COLUMN c text", "ALTER TABLE a DROP COLUMN d");

        assertThat(ids(verify())).containsExactly("PAL-R03");
    }

    @Test
    void rows_that_a_script_writes_out_collide_with_none_of_ours() throws Exception {
        revision("CREATE TABLE roles (id int PRIMARY KEY, name text NOT NULL UNIQUE)", "DROP TABLE roles");
        revision(
                "INSERT INTO roles (id, name) VALUES (1, 'admin'), (2, 'clerk'), (3, 'guest')",
                "DELETE FROM roles WHERE name IN ('admin', 'clerk', 'guest')");

        assertThat(ids(verify())).isEmpty();
    }

    @Test
    void so_do_rows_that_look_up_what_they_refer_to() throws Exception {
        revision(
                "CREATE TABLE kinds (id int PRIMARY KEY, name text NOT NULL UNIQUE);"
                        + " CREATE TABLE things (id uuid PRIMARY KEY, kind int REFERENCES kinds, name text)",
                "DROP TABLE things, kinds");
        revision(
                "INSERT INTO things (id, kind, name) VALUES"
                        + " ('7d1f6a52-0c1e-4f0e-9d5b-2f8c1a6e4b30', (SELECT id FROM kinds WHERE name = 'tool'), 'please select')",
                "DELETE FROM things WHERE id = '7d1f6a52-0c1e-4f0e-9d5b-2f8c1a6e4b30'");

        assertThat(ids(verify())).isEmpty();
    }

    @Test
    void role_that_a_revision_makes_is_new_to_the_rows_too() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY, b text)", "DROP TABLE a");
        revision(
                "CREATE ROLE rows_reader; GRANT SELECT ON a TO rows_reader",
                "DROP OWNED BY rows_reader; DROP ROLE rows_reader");

        assertThat(ids(verify())).isEmpty();
    }

    @Test
    void time_that_a_trigger_notes_is_no_change_of_the_row() throws Exception {
        stamped();
        revision("UPDATE a SET b = b || '!'", "UPDATE a SET b = left(b, -1)");

        assertThat(ids(verify())).isEmpty();
    }

    @Test
    void time_that_a_trigger_notes_is_no_merging_of_values_where_there_is_no_way_back() throws Exception {
        stamped();
        revision("UPDATE a SET b = b || '!'", "/* palindrome:irreversible \"why\" */");

        assertThat(ids(verify())).isEmpty();
    }

    @Test
    void rename_that_is_not_undone_loses_no_value() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY, b text, c text)", "DROP TABLE a");
        revision("ALTER TABLE a RENAME COLUMN b TO d; ALTER TABLE a DROP COLUMN c", "ALTER TABLE a ADD COLUMN c text");
        revision("ALTER TABLE a RENAME TO e", "SELECT 1");

        assertThat(verify().results().stream()
                        .flatMap(result -> result.findings().stream())
                        .filter(finding -> finding.type().id().equals("PAL-D01"))
                        .flatMap(finding -> finding.objects().stream()))
                .containsExactly("public.a.c");
    }

    @Test
    void row_with_the_last_number_of_its_type_is_in_no_sequence_s_way() throws Exception {
        revision("CREATE TABLE a (id bigint PRIMARY KEY, b text)", "DROP TABLE a");
        revision(
                "CREATE SEQUENCE s START 700000; ALTER TABLE a ALTER id SET DEFAULT nextval('s')",
                "ALTER TABLE a ALTER id DROP DEFAULT; DROP SEQUENCE s");

        assertThat(ids(verify())).isEmpty();
    }

    @Test
    void sequence_that_applications_may_have_asked_stands_who_knows_where() throws Exception {
        revision("CREATE TABLE a (id bigint PRIMARY KEY, b text); CREATE SEQUENCE s", "DROP SEQUENCE s; DROP TABLE a");
        revision("ALTER TABLE a ALTER id SET DEFAULT nextval('s')", "ALTER TABLE a ALTER id DROP DEFAULT");
        revision(
                "ALTER TABLE a ALTER id DROP DEFAULT; DROP SEQUENCE s; CREATE SEQUENCE s2;"
                        + " ALTER TABLE a ALTER id SET DEFAULT nextval('s2')",
                "ALTER TABLE a ALTER id DROP DEFAULT; DROP SEQUENCE s2; CREATE SEQUENCE s;"
                        + " ALTER TABLE a ALTER id SET DEFAULT nextval('s')");

        assertThat(verify().results().stream()
                        .flatMap(result -> result.findings().stream())
                        .filter(finding -> finding.type().id().equals("PAL-D06"))
                        .map(finding -> finding.severity() + " " + finding.objects())
                        .toList())
                .containsExactly("info [public.s]", "error [public.s]", "error [public.s2]");
    }

    @Test
    void last_number_of_a_shorter_type_is_a_number_like_any_other() throws Exception {
        revision("CREATE TABLE a (id serial PRIMARY KEY, b text)", "DROP TABLE a");
        revision("INSERT INTO a (id, b) VALUES (32767, 'x')", "DELETE FROM a WHERE id = 32767");

        assertThat(ids(verify())).containsExactly("PAL-D06");
    }

    @Test
    void rows_that_the_first_revision_writes_are_looked_at_too() throws Exception {
        revision("CREATE TABLE a (id serial PRIMARY KEY, b text); INSERT INTO a (id) VALUES (7)", "DROP TABLE a");

        assertThat(ids(verify())).containsExactly("PAL-D06");
    }

    @Test
    void rows_that_are_shown_hold_the_key_that_was_refused() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY, b text, CONSTRAINT k UNIQUE (b))", "DROP TABLE a");
        revision("ALTER TABLE a DROP CONSTRAINT k", "ALTER TABLE a ADD CONSTRAINT k UNIQUE (b)");

        Finding finding = verify().results().get(1).findings().stream()
                .filter(any -> any.type().id().equals("PAL-R06"))
                .findFirst()
                .orElseThrow();

        Evidence.Rows rows = (Evidence.Rows) finding.evidence();
        String refused = rows.refusal().orElseThrow().detail().orElseThrow().replaceAll(".*=\\((.*)\\).*", "$1");
        assertThat(rows.facts().stream().filter(fact -> fact.startsWith("row written")))
                .isNotEmpty()
                .allMatch(fact -> fact.contains("b = '" + refused + "'"));
    }

    @Test
    void time_that_the_script_itself_overwrites_is_lost() throws Exception {
        stamped();
        revision("UPDATE a SET c = now()", "UPDATE a SET b = b");

        assertThat(ids(verify())).containsExactly("PAL-D02");
    }

    @Test
    void not_null_that_a_validated_constraint_proves_is_confirmed() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY, b text, \"C 1\" text)", "DROP TABLE a");
        revision(
                "UPDATE a SET \"C 1\" = '' WHERE \"C 1\" IS NULL;"
                        + " ALTER TABLE a ADD CONSTRAINT k CHECK (\"C 1\" IS NOT NULL) NOT VALID; ALTER TABLE a VALIDATE CONSTRAINT k;"
                        + " ALTER TABLE a ALTER \"C 1\" SET NOT NULL; ALTER TABLE a DROP CONSTRAINT k",
                "ALTER TABLE a ALTER \"C 1\" DROP NOT NULL");
        revision(
                "UPDATE a SET b = '' WHERE b IS NULL; ALTER TABLE a ALTER b SET NOT NULL",
                "ALTER TABLE a ALTER b DROP NOT NULL");

        assertThat(verify().notes())
                .containsExactly(
                        "a.C 1 becomes NOT NULL in revision 2 without a scan under lock: a validated constraint proves"
                                + " it, and it holds on rows that the schema allows");
    }

    @Test
    void script_that_counts_up_to_a_number_is_tried_without_the_largest_ones() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY, places int NOT NULL)", "DROP TABLE a");
        revision(
                "CREATE TABLE b (a int NOT NULL, place int NOT NULL);"
                        + " INSERT INTO b SELECT a.id, n FROM a, generate_series(1, a.places) n",
                "DROP TABLE b");

        RoundTripReport report = verify(OPTIONS.withRowsTimeLimit(Duration.ofSeconds(1)));

        assertThat(ids(report)).isEmpty();
        assertThat(report.notes())
                .containsExactly("revision 2 was tried on rows without the largest numbers and the farthest dates:"
                        + " with them, 2_step.up.sql:1 was cancelled after 1 s");
    }

    @Test
    void limit_that_a_script_sets_itself_is_no_failure_where_only_the_largest_numbers_exceed_it() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY, places int NOT NULL)", "DROP TABLE a");
        revision(
                "SET statement_timeout = '300ms'; CREATE TABLE b (a int NOT NULL, place int NOT NULL);"
                        + " INSERT INTO b SELECT a.id, n FROM a, generate_series(1, a.places) n",
                "DROP TABLE b");

        RoundTripReport report = verify();

        assertThat(ids(report)).isEmpty();
        assertThat(report.notes())
                .singleElement()
                .asString()
                .endsWith("with them, 2_step.up.sql:1 was cancelled after 0 s");
    }

    @Test
    void script_that_does_not_end_on_rows_fails_on_them() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY, b text)", "DROP TABLE a");
        revision(
                "DO $$ BEGIN WHILE EXISTS (SELECT FROM a WHERE b IS NULL) LOOP"
                        + " UPDATE a SET b = NULL WHERE b IS NULL; END LOOP; END $$",
                "SELECT 1");

        RoundTripReport report = verify(OPTIONS.withRowsTimeLimit(Duration.ofSeconds(1)));

        assertThat(report.results().get(1).findings())
                .extracting(finding -> finding.type().id(), Finding::message)
                .containsExactly(tuple(
                        "PAL-R04",
                        "Upgrade of revision 2 fails with rows that the schema allows:"
                                + " ERROR 57014: it had not ended after 1 s, and was cancelled"));
    }

    private void stamped() throws IOException {
        revision(
                "CREATE TABLE a (id int PRIMARY KEY, b text, c timestamptz NOT NULL, changed timestamptz NOT NULL DEFAULT now());"
                        + " CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN NEW.changed := now(); RETURN NEW; END $$;"
                        + " CREATE TRIGGER stamp BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION stamp()",
                "DROP TABLE a; DROP FUNCTION stamp()");
    }

    @Test
    void keys_that_are_drawn_at_random_are_different_in_every_table() throws Exception {
        revision(
                "CREATE TABLE a (id uuid PRIMARY KEY DEFAULT gen_random_uuid());"
                        + " CREATE TABLE b (id uuid PRIMARY KEY DEFAULT gen_random_uuid())",
                "DROP TABLE b; DROP TABLE a");
        revision("INSERT INTO b SELECT id FROM a", "DELETE FROM b USING a WHERE a.id = b.id");

        assertThat(ids(verify())).isEmpty();
    }

    @Test
    void sum_beyond_the_largest_number_is_a_warning() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY, tries int NOT NULL)", "DROP TABLE a");
        revision("UPDATE a SET tries = tries + 1", "UPDATE a SET tries = tries - 1");

        assertThat(verify().results().get(1).findings())
                .extracting(finding -> finding.type().id(), Finding::severity)
                .containsExactly(tuple("PAL-R04", Severity.WARNING));
    }

    @Test
    void type_too_narrow_for_numbers_is_an_error() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY, tries bigint NOT NULL)", "DROP TABLE a");
        revision("ALTER TABLE a ALTER COLUMN tries TYPE int", "ALTER TABLE a ALTER COLUMN tries TYPE bigint");

        assertThat(verify().results().get(1).findings())
                .extracting(finding -> finding.type().id(), Finding::severity)
                .containsExactly(tuple("PAL-R04", Severity.ERROR));
    }

    @Test
    void trigger_that_is_left_disabled_is_told() throws Exception {
        stamped();
        revision("ALTER TABLE a DISABLE TRIGGER stamp", "ALTER TABLE a ENABLE TRIGGER stamp");

        assertThat(ids(verify())).containsExactly("PAL-S02");
    }

    @Test
    void rows_that_are_selected_from_others_may_collide() throws Exception {
        revision(
                "CREATE TABLE a (id int PRIMARY KEY, name text NOT NULL); CREATE TABLE names (name text PRIMARY KEY)",
                "DROP TABLE names; DROP TABLE a");
        revision("INSERT INTO names (name) SELECT left(name, 1) FROM a", "DELETE FROM names");

        assertThat(ids(verify())).containsExactly("PAL-R04");
    }

    @Test
    void without_the_groups_that_need_them_no_row_is_made() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY, b text)", "DROP TABLE a");
        revision("ALTER TABLE a ALTER COLUMN b SET NOT NULL", "ALTER TABLE a ALTER COLUMN b DROP NOT NULL");

        RoundTripReport report = RoundTrip.on(
                        TestServers.shared(new DatabaseOptions(null, null, true, null, false)),
                        RoundTripOptions.defaults())
                .verify(RevisionSources.read(folder, RevisionSources.AUTO));

        assertThat(ids(report)).isEmpty();
        assertThat(report.coverage().total()).isEmpty();
    }

    @Test
    void report_says_how_much_was_filled() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY, b text)", "DROP TABLE a");
        revision("CREATE INDEX ON a (b)", "DROP INDEX a_b_idx");

        Coverage coverage = verify().coverage().total().orElseThrow();

        assertThat(List.of(
                        coverage.tables(),
                        coverage.filled(),
                        coverage.nullableColumns(),
                        coverage.seenNull(),
                        coverage.seenValue()))
                .containsExactly(1, 1, 1, 1, 1);
    }

    @Test
    void not_null_in_two_steps_is_told_with_the_steps_for_that_very_column() throws Exception {
        revision("CREATE TABLE a (id int PRIMARY KEY)", "DROP TABLE a");
        revision("ALTER TABLE a ADD COLUMN \"Due\" date NOT NULL", "ALTER TABLE a DROP COLUMN \"Due\"");
        RevisionHistory history = RevisionSources.read(folder, RevisionSources.AUTO);
        RoundTripReport report = verify();
        RevisionResult result = report.results().get(1);

        assertThat(FailureText.render(history, result, result.findings().get(0), "again")
                        .replace(folder.toString(), "DIR"))
                .isEqualTo("""
                        Upgrade of revision 2 cannot be applied once public.a has a row: public.a.Due is required and has no default

                          revision   2 "step"  (down revision 1 "step")
                          upgrade    DIR/2_step.up.sql       1 statement, failed at statement 1
                          downgrade  DIR/2_step.down.sql     1 statement, not reached

                          DIR/2_step.up.sql:1  ALTER TABLE a ADD COLUMN "Due" date NOT NULL
                          ERROR 23502: column "Due" of relation "a" contains null values
                          the table held 6 rows, all of which the schema allows
                          rows were made from seed 1

                          Hint: add it as one that may be NULL, fill it, prove it, and then require it:
                              ALTER TABLE public.a ADD COLUMN "Due" date;
                              UPDATE public.a SET "Due" = ... WHERE "Due" IS NULL;
                              ALTER TABLE public.a ADD CONSTRAINT "a_Due_not_null" CHECK ("Due" IS NOT NULL) NOT VALID;
                              ALTER TABLE public.a VALIDATE CONSTRAINT "a_Due_not_null";
                              ALTER TABLE public.a ALTER COLUMN "Due" SET NOT NULL;
                              ALTER TABLE public.a DROP CONSTRAINT "a_Due_not_null";

                          Finding PAL-N01 required-column-without-default, docs/findings/PAL-N01.md
                          Again, this revision only: again
                        """);
    }

    private static List<String> ids(RoundTripReport report) {
        return report.results().stream()
                .flatMap(result -> result.findings().stream())
                .map(Finding::type)
                .map(type -> type.id())
                .toList();
    }

    @Test
    void role_that_only_other_databases_of_ours_use_is_no_fault_of_the_revision_that_drops_it() throws Exception {
        revision(
                "CREATE ROLE rows_clerk; CREATE TABLE a (id int PRIMARY KEY); GRANT SELECT ON a TO rows_clerk",
                "DROP TABLE a; DROP ROLE rows_clerk");
        revision(
                "REVOKE SELECT ON a FROM rows_clerk; DROP ROLE rows_clerk",
                "CREATE ROLE rows_clerk; GRANT SELECT ON a TO rows_clerk");

        RoundTripReport report = verify();

        assertThat(report.standing(Severity.INFO)).isEmpty();
        assertThat(report.notes())
                .containsExactly(
                        "revision 2 was not fully tried on rows: it drops a role that other databases of this run use");
    }

    private void revision(String upgrade, String downgrade) throws IOException {
        revisions++;
        Files.writeString(folder.resolve(revisions + "_step.up.sql"), upgrade + ";\n");
        Files.writeString(folder.resolve(revisions + "_step.down.sql"), downgrade + ";\n");
    }

    private RoundTripReport verify() throws SQLException {
        return verify(OPTIONS);
    }

    private RoundTripReport verify(RoundTripOptions options) throws SQLException {
        return RoundTrip.on(TestServers.shared(new DatabaseOptions(null, null, true, null, false)), options)
                .verify(RevisionSources.read(folder, RevisionSources.AUTO));
    }
}
