package dev.palindrome.revision.internal.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.revision.MalformedHistoryException;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.revision.TransactionMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlywaySourceTest {

    private static final String FORMAT = "flyway";

    @TempDir
    private Path directory;

    private HistoryBuilder history;

    @BeforeEach
    void start() {
        history = new HistoryBuilder(directory);
    }

    private List<String> problems(String content) {
        return history.file("V1__a.sql", content).problems(FORMAT);
    }

    private TransactionMode transaction(String content) {
        return history.file("V1__a.sql", content)
                .revision(FORMAT, "1")
                .upgrade()
                .transaction();
    }

    @Test
    void versions_are_ordered_by_their_numbers_and_repeatables_come_last() {
        for (String name : List.of(
                "R__b_view.sql",
                "V10__j.sql",
                "V2__b.sql",
                "V1_1__a1.sql",
                "V1.0.2__a.sql",
                "R__a_view.sql",
                "V002.5__c.SQL")) {
            history.file(name, "SELECT 1;");
        }

        assertThat(history.ids(FORMAT)).containsExactly("1.0.2", "1.1", "2", "002.5", "10", "R__a_view", "R__b_view");
        assertThat(history.revision(FORMAT, "R__a_view").message()).isEqualTo("a view");
    }

    @Test
    void folders_within_count_but_not_hidden_ones() {
        history.file("V1__a.sql", "").file("sub/dir/V2__b.sql", "").file(".hidden/V3__c.sql", "");

        assertThat(history.ids(FORMAT)).containsExactly("1", "2");
        assertThat(history.revision(FORMAT, "2").file()).isEqualTo(Path.of("sub", "dir", "V2__b.sql"));
    }

    @Test
    void names_without_description_or_with_more_separators() {
        history.file("V1.sql", "").file("V2__.sql", "").file("V3__a__b_c.sql", "");

        assertThat(history.read(FORMAT).graph().inOrder())
                .extracting(Revision::message)
                .containsExactly("1", "2", "a  b c");
    }

    @Test
    void what_flyway_passes_over_is_noted() {
        history.file("V1__a.sql", "")
                .file("V1_init.sql", "")
                .file("Very__odd.sql", "")
                .file("V__x.sql", "")
                .file("R1__x.sql", "")
                .file("v2__x.sql", "")
                .file("V2__Java.java", "")
                .file("afterMigrate__grants.sql", "")
                .file("beforeEachMigrate.sql", "")
                .file("U7__lonely.sql", "");

        assertThat(history.read(FORMAT).notes())
                .containsExactly(
                        "passed over afterMigrate__grants.sql, beforeEachMigrate.sql: callbacks are not run",
                        "passed over R1__x.sql, V1_init.sql, V2__Java.java, V__x.sql, Very__odd.sql, v2__x.sql: not named like"
                                + " V1__description.sql",
                        "passed over U7__lonely.sql: there is no versioned migration to undo");
    }

    @Test
    void an_undo_script_is_the_downgrade() {
        history.file("V1.0__a.sql", "SELECT 1;")
                .file("U1__other.sql", "SELECT 2;")
                .file("V2__b.sql", "SELECT 3;");

        assertThat(history.revision(FORMAT, "1.0").downgrade())
                .isInstanceOfSatisfying(
                        Downgrade.Script.class,
                        undo -> assertThat(undo.script().statements())
                                .extracting(SqlStatement::text)
                                .containsExactly("SELECT 2"));
        assertThat(history.revision(FORMAT, "2").downgrade()).isEqualTo(new Downgrade.Missing("U2__b.sql"));
    }

    @Test
    void a_repeatable_has_no_undo() {
        history.file("R__v.sql", "SELECT 1;");

        assertThat(history.revision(FORMAT, "R__v").downgrade())
                .isEqualTo(new Downgrade.Irreversible("a repeatable migration has no undo"));
    }

    @Test
    void an_empty_database_begins_at_the_newest_baseline() {
        for (String name :
                List.of("V1__a.sql", "B2__base.sql", "V3__c.sql", "B3__base.sql", "V4__d.sql", "U3__c.sql")) {
            history.file(name, "SELECT 1;");
        }

        assertThat(history.ids(FORMAT)).containsExactly("3", "4");
        assertThat(history.revision(FORMAT, "3").downgrade())
                .isEqualTo(new Downgrade.Irreversible("a baseline migration has no undo"));
        assertThat(history.read(FORMAT).notes())
                .containsExactly(
                        "passed over B2__base.sql, V1__a.sql, V3__c.sql: not above the baseline B3__base.sql, at which an"
                                + " empty database begins");
    }

    @Test
    void the_same_version_or_description_twice_is_refused() {
        for (String name : List.of("V1__a.sql", "V1.0__b.sql", "a/R__v.sql", "b/R__v.sql", "U1__a.sql", "U01__a.sql")) {
            history.file(name, "SELECT 1;");
        }

        assertThat(history.problems(FORMAT))
                .containsExactly(
                        "U1__a.sql: there is more than one undo of version 1, which Flyway refuses: the other one is U01__a.sql",
                        "V1__a.sql: there is more than one version 1, which Flyway refuses: the other one is V1.0__b.sql",
                        "b/R__v.sql: there is more than one repeatable migration with description 'v', which Flyway refuses: the"
                                + " other one is a/R__v.sql");
    }

    @Test
    void statements_are_batches_with_copy_data() {
        history.file("V1__a.sql", "\uFEFFCREATE TABLE t (a int);\nCOPY t FROM STDIN;\n1\n\\.\nSELECT 1");

        List<Batch> batches = history.revision(FORMAT, "1").upgrade().batches();

        assertThat(batches)
                .extracting(Batch::text)
                .containsExactly("CREATE TABLE t (a int)", "COPY t FROM STDIN", "SELECT 1");
        assertThat(batches.get(1).copyData()).contains("1\n");
        assertThat(batches.get(0).start().column()).isEqualTo(1);
    }

    @Test
    void unclosed_quote_is_refused() {
        assertThat(problems("SELECT 1;\nSELECT 'x;\n"))
                .containsExactly("V1__a.sql:2: the quote that opens here is not closed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX CONCURRENTLY i ON t (a)",
                "create unique index concurrently i on t (a)",
                "DROP INDEX CONCURRENTLY i",
                "VACUUM FULL t",
                "ALTER SYSTEM SET work_mem = '1MB'",
                "CREATE DATABASE d",
                "REINDEX (VERBOSE) DATABASE d",
                "-- a remark\nDISCARD ALL"
            })
    void statements_that_flyway_runs_without_a_transaction(String statement) {
        assertThat(transaction(statement + ";")).isEqualTo(TransactionMode.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "",
                "REINDEX TABLE CONCURRENTLY t",
                "CREATE TABLE vacuum (a int)",
                "ALTER TYPE e ADD VALUE 'x'",
                "SELECT 'CREATE INDEX CONCURRENTLY'"
            })
    void every_other_script_is_a_transaction(String statement) {
        assertThat(transaction(statement)).isEqualTo(TransactionMode.SCRIPT);
    }

    @Test
    void both_kinds_in_one_script_are_refused() {
        assertThat(problems("CREATE TABLE t (a int);\nCREATE INDEX CONCURRENTLY i ON t (a);\n"))
                .containsExactly(
                        "V1__a.sql:2: 'CREATE INDEX CONCURRENTLY' cannot run in a transaction, but other statements of the"
                                + " script do, which Flyway refuses: move it to a script of its own, or set executeInTransaction in"
                                + " V1__a.sql.conf");
    }

    @Test
    void the_configuration_of_a_script_decides() {
        history.file("V1__a.sql.conf", "# why\nexecuteInTransaction=false\n");
        assertThat(transaction("CREATE TABLE t (a int);\nCREATE INDEX CONCURRENTLY i ON t (a);"))
                .isEqualTo(TransactionMode.NONE);

        history.file("V1__a.sql.conf", "executeInTransaction = true");
        assertThat(transaction("VACUUM;")).isEqualTo(TransactionMode.SCRIPT);

        history.file("V1__a.sql.conf", "placeholderReplacement=false");
        assertThat(problems("SELECT '${x}';")).isEmpty();

        history.file("V1__a.sql.conf", "shouldExecute=false").file("V2__b.sql", "");
        assertThat(history.ids(FORMAT)).containsExactly("2");
    }

    @Test
    void a_configuration_with_slips_is_refused() {
        history.file("V1__a.sql.conf", "executeInTransactions=false\nplaceholderReplacement=no\nencoding=ISO-8859-1\n");

        assertThat(problems("SELECT 1;"))
                .containsExactly(
                        "V1__a.sql.conf:1: unknown key 'executeInTransactions'; did you mean 'executeInTransaction'? There are"
                                + " executeInTransaction, placeholderReplacement, encoding, shouldExecute",
                        "V1__a.sql.conf:2: placeholderReplacement must be true or false, but is 'no'",
                        "V1__a.sql.conf:3: encoding ISO-8859-1 is not read: save the script as UTF-8");
    }

    @Test
    void placeholders_are_replaced_everywhere() {
        history.file(
                "V1__a.sql",
                "-- ${flyway:table}\nCREATE TABLE ${flyway:defaultSchema}.t (a text DEFAULT '${Flyway:FileName}');");

        assertThat(history.revision(FORMAT, "1").upgrade().statements())
                .extracting(SqlStatement::text)
                .containsExactly("CREATE TABLE public.t (a text DEFAULT 'V1__a.sql')");
    }

    @Test
    void placeholders_of_the_user_come_from_the_environment_as_with_flyway() {
        history.file("V1__a.sql", "SELECT '${owner}', '${Nothing}';");
        Map<String, String> environment = Map.of("FLYWAY_PLACEHOLDERS_OWNER", "ada");
        FlywaySource source = new FlywaySource(variable -> environment.getOrDefault(variable, ""));

        assertThatExceptionOfType(MalformedHistoryException.class)
                .isThrownBy(() -> source.read(directory))
                .withMessage("V1__a.sql:1: no value for the placeholder ${Nothing}: set the environment variable"
                        + " FLYWAY_PLACEHOLDERS_NOTHING, or placeholderReplacement=false in the script's .conf file");

        history.file("V1__a.sql", "SELECT '${owner}';");
        assertThat(source.read(directory)
                        .graph()
                        .get(new RevisionId("1"))
                        .upgrade()
                        .statements())
                .extracting(SqlStatement::text)
                .containsExactly("SELECT 'ada'");
    }

    @Test
    void placeholders_without_value_are_refused() {
        assertThat(problems("SELECT 1;\nSELECT '${flyway:database}';\nSELECT '${open';"))
                .containsExactly(
                        "V1__a.sql:2: no value for the placeholder ${flyway:database}: Flyway takes it from its connection, which"
                                + " is another one in each test; write what it stands for",
                        "V1__a.sql:3: the placeholder that opens here with ${ is not closed");
    }
}
