package dev.palindrome.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.UnresolvableTargetException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.engine.reporting.ReportEntry;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

@Tag("database")
class MigrationChecksTest {

    @MigrationTest
    static class People implements MigrationChecks {}

    @MigrationTest("histories/stuck")
    static class Stuck implements MigrationChecks {}

    @MigrationTest("histories/nowhere")
    static class Nowhere implements MigrationChecks {}

    @MigrationTest
    static class Twice implements MigrationChecks {
        @Test
        void runs_beside_tests_of_its_own() {}
    }

    @MigrationTest(value = "histories/required", checks = "nullability")
    static class Required implements MigrationChecks {}

    @MigrationTest(value = "histories/required", checks = "all", assume = "users: email IS NOT NULL")
    static class Assumed implements MigrationChecks {}

    @MigrationTest(
            value = "histories/required",
            checks = "nullability",
            allow = {
                @Allow(id = "PAL-N02", object = "users.email", reason = "no user has ever been without"),
                @Allow(id = "PAL-N07", object = "*", reason = "nothing of the kind")
            })
    static class Allowed implements MigrationChecks {}

    @MigrationTest(value = "histories/required", allow = @Allow(id = "PAL-N02", object = "users.email", reason = " "))
    static class Unreasonable implements MigrationChecks {}

    @MigrationTest(value = "histories/required", checks = "nullabillity")
    static class Misspelt implements MigrationChecks {}

    private static Kit people;

    @BeforeAll
    static void run_the_checks() {
        people = Kit.run(People.class);
    }

    @Test
    void rows_are_among_the_checks_where_asked_for() {
        assertThat(Kit.run(Required.class).failureOf("b20002 require an email").getMessage())
                .startsWith("Upgrade of revision b20002 fails with a row that the schema allows: public.users.email ");
        assertThat(Kit.run(Assumed.class).outcomes())
                .containsExactly("a10001 create users: SUCCESSFUL", "b20002 require an email: SUCCESSFUL");
        assertThat(Kit.run(Allowed.class).outcomes())
                .containsExactly("a10001 create users: SUCCESSFUL", "b20002 require an email: SUCCESSFUL");
        assertThat(Kit.run(Required.class, Map.of("palindrome.checks", "round-trip"))
                        .outcomes())
                .as("the annotation goes first")
                .contains("b20002 require an email: FAILED");
    }

    @Test
    void mistakes_in_the_annotation_are_named() {
        assertThat(Kit.run(Unreasonable.class).onlyFailure())
                .hasMessageContaining(
                        "@Allow(id = \"PAL-N02\", object = \"users.email\") gives no reason: say why the finding is intended");
        assertThat(Kit.run(Misspelt.class).onlyFailure())
                .hasMessageContaining("Unknown group of checks 'nullabillity'. This version has: all, round-trip,");
    }

    @Test
    void each_revision_is_a_test_named_by_its_id_and_message() {
        assertThat(people.outcomes())
                .containsExactly(
                        "a10001 create people: SUCCESSFUL",
                        "b20002 split the name: SUCCESSFUL",
                        "c30003 add mood: FAILED",
                        "d40004 drop nick: SUCCESSFUL",
                        "e50005 forget the moods: SUCCESSFUL");
    }

    @Test
    void a_failure_tells_the_story_from_its_first_line_on() {
        Throwable failure = people.failureOf("c30003 add mood");

        assertThat(failure.getMessage().lines().toList())
                .startsWith("Downgrade of revision c30003 leaves a trace: 1 difference")
                .contains("  + type public.mood  enum (glad, sad)")
                .endsWith("  Again, this revision only: mvn test -Dtest=People -Dpalindrome.revision=c30003");
    }

    @Test
    void a_failure_carries_both_schemas_for_the_diff_view_of_an_ide() {
        Throwable failure = people.failureOf("c30003 add mood");

        assertThat(failure)
                .asInstanceOf(InstanceOfAssertFactories.type(AssertionFailedError.class))
                .satisfies(error -> {
                    assertThat(error.getExpected().getStringRepresentation())
                            .contains("people")
                            .doesNotContain("mood");
                    assertThat(error.getActual().getStringRepresentation())
                            .contains("people")
                            .contains("mood");
                });
    }

    @Test
    void what_does_not_fail_a_test_is_published() {
        List<Map<String, String>> entries = people.results()
                .testEvents()
                .reportingEntryPublished()
                .map(event -> event.getRequiredPayload(ReportEntry.class).getKeyValuePairs())
                .toList();

        assertThat(entries)
                .containsExactly(Map.of(
                        "PAL-S04 info",
                        "20260104_0900_d40004_drop_nick.sql:10: Downgrade of revision d40004 restores all but order,"
                                + " white space or server-made names: 1 difference"));
    }

    @Test
    void a_setting_says_from_which_severity_on_a_finding_fails() {
        Kit kit = Kit.run(People.class, Map.of("palindrome.failOn", "info"));

        assertThat(kit.outcomes()).contains("d40004 drop nick: FAILED", "b20002 split the name: SUCCESSFUL");
    }

    @Test
    void a_setting_picks_revisions() {
        assertThat(Kit.run(People.class, Map.of("palindrome.revision", "b20002"))
                        .outcomes())
                .containsExactly("b20002 split the name: SUCCESSFUL");
        assertThat(Kit.run(People.class, Map.of("palindrome.revision", "b2:d4")).outcomes())
                .hasSize(3);
    }

    @Test
    void a_picked_revision_that_is_not_there_is_an_error_with_a_suggestion() {
        Throwable failure =
                Kit.run(People.class, Map.of("palindrome.revision", "b2002")).onlyFailure();

        assertThat(failure)
                .isInstanceOf(UnresolvableTargetException.class)
                .hasMessageContaining("There is no revision 'b2002'")
                .hasMessageContaining("b20002");
    }

    @Test
    void an_upgrade_that_fails_fails_its_test_and_aborts_those_that_fail_for_its_sake() {
        Kit kit = Kit.run(Stuck.class);

        assertThat(kit.outcomes())
                .containsExactly(
                        "a10001 create people: SUCCESSFUL",
                        "b20002 refer to pets: FAILED",
                        "c30003 index owners: ABORTED",
                        "d40004 refuse the way back: FAILED");
        assertThat(kit.failureOf("b20002 refer to pets"))
                .hasMessageStartingWith(
                        "Upgrade of revision b20002 fails: ERROR 42P01: relation \"pets\" does not exist\n");
        assertThat(kit.failureOf("c30003 index owners"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("Revision c30003 was not judged: its upgrade fails after that of an earlier revision did");
    }

    @Test
    void a_folder_that_is_missing_is_an_error_that_says_where_it_was_looked_for() {
        assertThat(Kit.run(Nowhere.class).onlyFailure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith("No folder of migrations for Nowhere.comesBack: looked for histories/nowhere,"
                        + " src/main/resources/histories/nowhere, src/test/resources/histories/nowhere in /")
                .hasMessageEndingWith(". Name it: @MigrationTest(\"path/to/migrations\")");
    }

    @Test
    void tests_of_ones_own_run_beside_the_checks() {
        assertThat(Kit.run(Twice.class).outcomes()).hasSize(6).contains("runs_beside_tests_of_its_own(): SUCCESSFUL");
    }
}
