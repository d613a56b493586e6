package dev.palindrome.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palindrome.revision.SqlStatement;
import dev.palindrome.roundtrip.SetupSql;
import dev.palindrome.roundtrip.finding.Severity;
import dev.palindrome.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

/** Annotation, JUnit configuration parameter, system property, environment, default: the first that says something. */
class ConfigurationTest {

    private static final String KEY = "palindrome.setupSql";

    @MigrationTest(setupSql = "annotation")
    static class WithSetup {}

    @MigrationTest
    static class Plain {}

    @Test
    void an_annotation_goes_before_all_settings() {
        Settings settings = settings(Map.of(KEY, "property"), Map.of("PALINDROME_SETUP_SQL", "variable"))
                .withFirst(ConfigurationTest::parameter);

        assertThat(setupSql(annotations(WithSetup.class), settings)).isEqualTo("annotation");
    }

    @Test
    void an_inner_annotation_goes_before_an_outer_one() {
        List<MigrationTest> both = List.of(
                Plain.class.getAnnotation(MigrationTest.class), WithSetup.class.getAnnotation(MigrationTest.class));

        assertThat(setupSql(both, settings(Map.of(), Map.of()))).isEqualTo("annotation");
    }

    @Test
    void a_configuration_parameter_goes_before_a_system_property() {
        Settings settings = settings(Map.of(KEY, "property"), Map.of()).withFirst(ConfigurationTest::parameter);

        assertThat(setupSql(annotations(Plain.class), settings)).isEqualTo("parameter");
    }

    @Test
    void a_system_property_goes_before_a_variable() {
        Settings settings = settings(Map.of(KEY, "property"), Map.of("PALINDROME_SETUP_SQL", "variable"));

        assertThat(setupSql(annotations(Plain.class), settings)).isEqualTo("property");
    }

    @Test
    void a_variable_goes_before_the_default() {
        Settings settings = settings(Map.of(), Map.of("PALINDROME_SETUP_SQL", "variable"));

        assertThat(setupSql(annotations(Plain.class), settings)).isEqualTo("variable");
    }

    @Test
    void setup_script_is_read(@TempDir Path folder) throws IOException {
        Path script = Files.writeString(folder.resolve("setup.sql"), "CREATE SCHEMA a;\nCREATE SCHEMA b;\n");

        SetupSql setup = Configuration.of(
                        annotations(Plain.class), settings(Map.of(KEY, "@" + script), Map.of()), "Test")
                .setupSql();

        assertThat(setup.script().orElseThrow().statements())
                .extracting(SqlStatement::text)
                .containsExactly("CREATE SCHEMA a", "CREATE SCHEMA b");
    }

    @Test
    void setup_script_that_is_not_there_is_looked_for_where_migrations_are() {
        assertThatExceptionOfType(ExtensionConfigurationException.class)
                .isThrownBy(() -> setupSql(annotations(Plain.class), settings(Map.of(KEY, "@no.sql"), Map.of())))
                .withMessageStartingWith(
                        "No setup script for Test: looked for no.sql, src/main/resources/no.sql, src/test/resources/no.sql in ");
    }

    @Test
    void there_is_a_default_for_everything() {
        Configuration configuration = Configuration.of(annotations(Plain.class), settings(Map.of(), Map.of()), "Plain");

        assertThat(configuration.directory()).isEqualTo(Path.of("src/test/resources/db/migrations"));
        assertThat(configuration.format()).isEqualTo("auto");
        assertThat(configuration.setupSql().text()).isEmpty();
        assertThat(configuration.failOn()).isEqualTo(Severity.ERROR);
        assertThat(configuration.onlyRevision()).isEmpty();
    }

    @Test
    void a_severity_that_is_none_is_an_error() {
        Settings settings = settings(Map.of("palindrome.failOn", "fatal"), Map.of());

        assertThatExceptionOfType(ExtensionConfigurationException.class)
                .isThrownBy(() -> Configuration.of(annotations(Plain.class), settings, "Plain"))
                .withMessage("palindrome.failOn is 'fatal', expected error, warning or info");
    }

    private static Optional<String> parameter(String key) {
        return key.equals(KEY) ? Optional.of("parameter") : Optional.empty();
    }

    private static String setupSql(List<MigrationTest> annotations, Settings settings) {
        return Configuration.of(annotations, settings, "Test").setupSql().text();
    }

    private static List<MigrationTest> annotations(Class<?> type) {
        return List.of(type.getAnnotation(MigrationTest.class));
    }

    private static Settings settings(Map<String, String> properties, Map<String, String> environment) {
        Properties system = new Properties();
        system.putAll(properties);
        return Settings.of(system, environment);
    }
}
