package dev.palindrome.junit;

import static dev.palindrome.junit.Row.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.schema.SchemaSnapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

@Tag("database")
class MigrationParameterTest {

    @MigrationTest
    static class Splitting {

        @MigrationTest(revision = "b20002")
        void goes_both_ways(Migration migration) {
            assertThat(migration.revision().message()).isEqualTo("split the name");
            migration.sql(
                    "INSERT INTO people (name) VALUES ('Ada Lovelace'); INSERT INTO people (name) VALUES ('O''Neill')");
            migration.upgrade();
            assertThat(migration.rows("SELECT id, first, nick FROM people ORDER BY id"))
                    .containsExactly(row(1, "Ada", null), row(2, "O'Neill", null));
            assertThat(migration.schema().text()).contains("first");
            migration.downgrade();
            assertThat(migration.rows("SELECT name FROM people ORDER BY id"))
                    .containsExactly(row("Ada Lovelace"), row("O'Neill"));
            assertThat(migration.schema().text()).doesNotContain("first");
            migration.upgrade();
        }

        @MigrationTest(revision = "b2")
        void begins_with_a_database_of_its_own(Migration migration) {
            assertThat(migration.rows("SELECT * FROM people")).isEmpty();
        }

        @MigrationTest(revision = "a10001")
        void stands_before_a_base_on_an_empty_database(Migration migration) {
            assertThat(migration.schema().objects().keySet())
                    .noneMatch(name -> name.toString().contains("people"));
        }

        @MigrationTest(revision = "b20002")
        void refuses_steps_in_the_wrong_order(Migration migration) {
            assertThatThrownBy(migration::downgrade)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Revision b20002 is not applied: upgrade it first");
            migration.upgrade();
            assertThatThrownBy(migration::upgrade)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Revision b20002 is applied already: downgrade it first");
        }

        @MigrationTest(revision = "b20002")
        void refuses_to_wait_for_the_test_itself(Migration migration) throws SQLException {
            Connection connection = migration.connection();
            connection.setAutoCommit(false);
            migration.sql("INSERT INTO people (name) VALUES ('Ada Lovelace')");
            assertThatThrownBy(migration::upgrade)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Upgrade of revision b20002 would wait for the transaction that the test has open:"
                            + " commit it or roll it back first");
            connection.commit();
            migration.upgrade();
        }

        @MigrationTest(revision = "b20002")
        void gives_what_java_has_no_type_for_as_text(Migration migration) {
            assertThat(migration.rows(
                            "SELECT 1.50::numeric, '{\"a\": 1}'::jsonb, ARRAY[1, 2], '\\x01'::bytea, now() IS NULL"))
                    .containsExactly(row(1.5, "{\"a\": 1}", "{1,2}", "\\x01", false));
        }

        @MigrationTest(revision = "e50005")
        void has_no_way_back(Migration migration) {
            migration.upgrade();
            assertThatThrownBy(migration::downgrade)
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("Revision e50005 has no downgrade, by its author's word: the moods are gone");
        }
    }

    @Test
    void a_test_takes_its_revision_up_and_down() {
        assertThat(Kit.run(Splitting.class).outcomes()).hasSize(7).allMatch(outcome -> outcome.endsWith("SUCCESSFUL"));
    }

    @MigrationTest
    static class Clock {
        @MigrationTest(revision = "b20002")
        void stands_at_utc(Migration migration) {
            assertThat(migration.rows("SHOW TimeZone")).containsExactly(row("UTC"));
        }
    }

    @Test
    void sessions_do_not_have_the_time_zone_of_the_machine() {
        TimeZone machine = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        try {
            assertThat(Kit.run(Clock.class).outcomes()).containsExactly("stands_at_utc(Migration): SUCCESSFUL");
        } finally {
            TimeZone.setDefault(machine);
        }
    }

    @MigrationTest(revision = "c30003")
    static class SeveralTestsOfOneRevision {

        @BeforeEach
        void insert(Migration migration) {
            migration.sql("INSERT INTO people (name, first) VALUES ('Ada Lovelace', 'Ada')");
        }

        @Test
        void shares_its_database_with_its_before_each(Migration migration) {
            assertThat(migration.rows("SELECT name FROM people")).containsExactly(row("Ada Lovelace"));
        }

        @MigrationTest(revision = "d40004")
        void may_name_another_revision(Migration migration) {
            assertThat(migration.revision().id()).hasToString("d40004");
        }
    }

    @Test
    void a_class_may_name_the_revision_for_its_tests() {
        assertThat(Kit.run(SeveralTestsOfOneRevision.class).outcomes())
                .containsExactlyInAnyOrder(
                        "shares_its_database_with_its_before_each(Migration): SUCCESSFUL",
                        "may_name_another_revision(Migration): SUCCESSFUL");
    }

    @MigrationTest
    static class Failing {

        @MigrationTest(revision = "b20002")
        void refused_statement(Migration migration) {
            migration.sql("INSERT INTO people (nome) VALUES ('Ada')");
        }

        @MigrationTest(value = "histories/stuck", revision = "b20002")
        void refused_upgrade(Migration migration) {
            migration.upgrade();
        }

        @MigrationTest(value = "histories/stuck", revision = "c30003")
        void unreachable(Migration migration) {
            migration.upgrade();
        }

        @MigrationTest(revision = "c30003")
        void refused_second_upgrade(Migration migration) {
            migration.upgrade();
            migration.downgrade();
            migration.upgrade();
        }

        @MigrationTest
        void without_a_revision(Migration migration) {
            migration.upgrade();
        }

        @MigrationTest(revision = "b20020")
        void with_a_slip(Migration migration) {
            migration.upgrade();
        }
    }

    @Test
    void a_statement_that_the_server_refuses_fails_with_the_servers_words() {
        assertThat(Kit.run(Failing.class, "refused_statement").onlyFailure())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("The server refuses this with 42703: INSERT INTO people (nome) VALUES ('Ada')")
                .hasMessageContaining("column \"nome\" of relation \"people\" does not exist");
    }

    @Test
    void an_upgrade_that_fails_names_revision_file_and_line() {
        assertThat(Kit.run(Failing.class, "refused_upgrade")
                        .onlyFailure()
                        .getMessage()
                        .lines())
                .startsWith(
                        "Upgrade of revision b20002 fails: ERROR 42P01: relation \"pets\" does not exist",
                        "",
                        "  src/test/resources/histories/stuck/20260102_0900_b20002_refer_to_pets.sql:7"
                                + "  CREATE TABLE owners (person bigint REFERENCES people, pet bigint REFERENCES pets)");
    }

    @Test
    void an_upgrade_that_fails_on_the_way_names_revision_file_and_line() {
        assertThat(Kit.run(Failing.class, "unreachable").onlyFailure())
                .hasMessageContaining("Upgrade of revision b20002 fails: ERROR 42P01: relation \"pets\" does not exist")
                .hasMessageContaining("20260102_0900_b20002_refer_to_pets.sql:7");
    }

    @Test
    void a_second_upgrade_that_fails_is_told_like_a_first() {
        assertThat(Kit.run(Failing.class, "refused_second_upgrade").onlyFailure())
                .hasMessageStartingWith("Upgrade of revision c30003 fails: ERROR 42710: type \"mood\" already exists");
    }

    @Test
    void a_migration_without_a_revision_is_an_error_that_says_what_to_write() {
        assertThat(Kit.run(Failing.class, "without_a_revision").onlyFailure())
                .hasCauseInstanceOf(ExtensionConfigurationException.class)
                .hasMessageEndingWith(
                        "Failing.without_a_revision takes a Migration, but names no revision: annotate it with"
                                + " @MigrationTest(revision = \"…\")");
    }

    @Test
    void a_revision_that_is_not_there_is_an_error_with_a_suggestion() {
        assertThat(Kit.run(Failing.class, "with_a_slip").onlyFailure())
                .hasCauseInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("Failing.with_a_slip: There is no revision 'b20020'")
                .hasMessageContaining("b20002");
    }

    @MigrationTest(revision = "b20002")
    static class TooEarly {

        @BeforeAll
        static void prepare(Migration migration) {
            migration.upgrade();
        }

        @Test
        void is_never_run() {}
    }

    @Test
    void a_migration_before_all_tests_is_an_error() {
        assertThat(Kit.run(TooEarly.class).onlyFailure())
                .hasCauseInstanceOf(ExtensionConfigurationException.class)
                .hasMessageEndingWith("TooEarly takes a Migration where no test runs yet: take it as a parameter of the"
                        + " test, @BeforeEach or @AfterEach");
    }

    @MigrationTest
    static class OtherParameters {

        private static SchemaSnapshot first;

        @BeforeAll
        static void takes_them_before_all_tests(SchemaSnapshot head) {
            first = head;
        }

        @Test
        void takes_the_schema_at_the_head(SchemaSnapshot head) {
            assertThat(head.text()).contains("people").doesNotContain("nick");
            assertThat(head).isSameAs(first);
        }

        @Test
        void takes_the_history(RevisionHistory history) {
            assertThat(history.graph().head().id()).hasToString("e50005");
        }

        @Test
        void takes_the_report(RoundTripReport report) {
            assertThat(report.results()).hasSize(5);
        }
    }

    @Test
    void tests_take_head_schema_history_and_report() {
        assertThat(Kit.run(OtherParameters.class).outcomes())
                .hasSize(3)
                .allMatch(outcome -> outcome.endsWith("SUCCESSFUL"));
    }
}
