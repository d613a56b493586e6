package dev.palindrome.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseConfigurationException;
import dev.palindrome.database.NoDatabaseException;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.settings.InvalidSettingException;
import dev.palindrome.settings.UnknownSettingException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** Settings from outside, as they reach a test. */
class SettingsOfTestsTest {

    @MigrationTest
    static class People implements MigrationChecks {}

    @MigrationTest
    static class Seeded {
        @Test
        void is_verified_with_the_seed(RoundTripReport report) {
            throw new TestAbortedException("seed " + report.seed());
        }
    }

    @Tag("database")
    @Test
    void junit_configuration_parameters_reach_the_walk() {
        Kit kit = Kit.run(Seeded.class, Map.of("palindrome.seed", "42"));

        assertThat(kit.failureOf("is_verified_with_the_seed(RoundTripReport)")).hasMessage("seed 42");
    }

    @Test
    void a_system_property_that_does_not_exist_is_an_error_with_a_suggestion() {
        System.setProperty("palindrome.sed", "1");
        try {
            assertThat(Kit.run(People.class).onlyFailure())
                    .isInstanceOf(UnknownSettingException.class)
                    .hasMessage("Unknown setting 'palindrome.sed'. Did you mean 'palindrome.seed'?");
        } finally {
            System.clearProperty("palindrome.sed");
        }
    }

    @Test
    void a_key_in_junits_file_that_does_not_exist_is_an_error_with_a_suggestion(@TempDir Path classpath)
            throws IOException {
        Files.writeString(
                classpath.resolve("junit-platform.properties"), "palindrome.formatt=flyway\nsomebody.else = 1\n");

        assertThat(withFirstOnClasspath(classpath, () -> Kit.run(People.class)).onlyFailure())
                .isInstanceOf(UnknownSettingException.class)
                .hasMessage("Unknown setting 'palindrome.formatt'. Did you mean 'palindrome.format'?");
    }

    private static <T> T withFirstOnClasspath(Path directory, Supplier<T> action) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            return action.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @MigrationTest("histories/stuck")
    static class Stuck implements MigrationChecks {}

    @Tag("database")
    @Test
    void what_a_baseline_knows_does_not_fail(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("known.txt"), "PAL-R08\tb20002\t*\nPAL-R08\tc30003\t*\nPAL-R03\td40004\t*\n");

        assertThat(Kit.run(Stuck.class).outcomes()).anyMatch(outcome -> outcome.endsWith("FAILED"));
        assertThat(Kit.run(Stuck.class, Map.of("palindrome.baseline", file.toString()))
                        .outcomes())
                .isNotEmpty()
                .noneMatch(outcome -> outcome.endsWith("FAILED"));
    }

    @Tag("database")
    @Test
    void what_a_known_failing_upgrade_keeps_from_being_judged_fails_unless_it_is_known(@TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("known.txt"), "PAL-R08\tb20002\t*\nPAL-R03\td40004\t*\n");

        assertThat(Kit.run(Stuck.class, Map.of("palindrome.baseline", file.toString()))
                        .onlyFailure())
                .hasMessageContaining("It was not verified: the upgrade of revision b20002 fails before it");
    }

    @Tag("database")
    @Test
    void several_revisions_are_walked_at_once_with_the_same_outcome() {
        Kit kit = Kit.run(Stuck.class, Map.of("palindrome.jobs", "auto", "palindrome.checks", "all"));

        assertThat(kit.outcomes())
                .isEqualTo(
                        Kit.run(Stuck.class, Map.of("palindrome.checks", "all")).outcomes());
    }

    @Test
    void jobs_that_are_no_number_are_an_error() {
        assertThat(Kit.run(People.class, Map.of("palindrome.jobs", "many")).onlyFailure())
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("palindrome.jobs is 'many', expected a number from 1 to 64, or auto");
    }

    @Test
    void a_baseline_that_is_missing_is_an_error() {
        assertThat(Kit.run(People.class, Map.of("palindrome.baseline", "nowhere.txt"))
                        .onlyFailure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith("palindrome.baseline is 'nowhere.txt', and there is no such file: looked for ")
                .hasMessageEndingWith(" --baseline nowhere.txt");
    }

    @Test
    void without_a_database_each_test_fails_and_says_why() {
        Kit kit = Kit.run(People.class, Map.of("palindrome.image", "localhost:1/nobody/has:this"));

        assertThat(kit.outcomes()).hasSize(5).allMatch(outcome -> outcome.endsWith("FAILED"));
        List<Throwable> failures =
                List.of(kit.failureOf("a10001 create people"), kit.failureOf("e50005 forget the moods"));
        assertThat(failures)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(NoDatabaseException.class)
                        .hasMessageStartingWith("No PostgreSQL server to make test databases on. Tried:\n  1. docker: ")
                        .hasMessageContaining("palindrome.jdbcUrl"));
        assertThat(failures.get(0)).as("looked for once").isSameAs(failures.get(1));
    }

    @Test
    void a_url_that_leads_nowhere_is_explained() {
        Kit kit = Kit.run(People.class, Map.of("palindrome.jdbcUrl", "jdbc:postgresql://localhost:1/postgres"));

        assertThat(kit.failureOf("a10001 create people"))
                .isInstanceOf(DatabaseConfigurationException.class)
                .hasMessageStartingWith("Cannot use the server at localhost:1");
    }
}
