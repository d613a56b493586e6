package dev.palindrome.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palindrome.database.DatabaseOptions;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void property_goes_before_the_variable() {
        Settings settings = Settings.of(properties("palindrome.image", "a"), Map.of("PALINDROME_IMAGE", "b"));

        assertThat(settings.text(SettingKey.IMAGE)).contains("a");
    }

    @Test
    void variable_is_used_where_there_is_no_property() {
        Settings settings =
                Settings.of(new Properties(), Map.of("PALINDROME_JDBC_URL", "jdbc:postgresql://localhost/x"));

        assertThat(DatabaseSettings.of(settings).jdbcUrl()).isEqualTo("jdbc:postgresql://localhost/x");
    }

    @Test
    void property_may_be_written_like_the_option() {
        Settings settings = Settings.of(properties("palindrome.verify-fast-path", "true"), Map.of());

        assertThat(settings.flag(SettingKey.VERIFY_FAST_PATH)).isTrue();
    }

    @Test
    void what_is_asked_first_goes_before_all() {
        Settings settings = Settings.of(properties("palindrome.seed", "1"), Map.of())
                .withFirst(key -> key.equals("palindrome.seed") ? Optional.of("2") : Optional.empty());

        assertThat(settings.number(SettingKey.SEED)).contains(2L);
    }

    @Test
    void blank_value_is_none() {
        assertThat(Settings.of(new Properties(), Map.of("PALINDROME_IMAGE", " "))
                        .text(SettingKey.IMAGE))
                .isEmpty();
    }

    @Test
    void misspelt_property_is_an_error_with_a_suggestion() {
        assertThatExceptionOfType(UnknownSettingException.class)
                .isThrownBy(() -> Settings.of(properties("palindrome.jdbcurl", "x"), Map.of()))
                .withMessage("Unknown setting 'palindrome.jdbcurl'. Did you mean 'palindrome.jdbcUrl'?");
    }

    @Test
    void unknown_variable_is_an_error_that_lists_the_known() {
        assertThatExceptionOfType(UnknownSettingException.class)
                .isThrownBy(() -> Settings.of(new Properties(), Map.of("PALINDROME_XYZZYXYZZYXYZZY", "x")))
                .withMessageStartingWith(
                        "Unknown setting 'PALINDROME_XYZZYXYZZYXYZZY'. Known are: PALINDROME_JDBC_URL, ");
    }

    @Test
    void flag_is_true_or_false_and_nothing_else() {
        Settings settings = Settings.of(properties("palindrome.allowRemote", "yes"), Map.of());

        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> settings.flag(SettingKey.ALLOW_REMOTE))
                .withMessage("palindrome.allowRemote is 'yes', expected true or false");
    }

    @Test
    void embedded_takes_a_flag_or_a_version() {
        assertThat(embedded("true")).isEqualTo(new DatabaseOptions(null, null, true, null, false));
        assertThat(embedded("15")).isEqualTo(new DatabaseOptions(null, null, true, 15, false));
        assertThat(embedded("false")).isEqualTo(DatabaseOptions.automatic());
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> embedded("new"))
                .withMessage(
                        "palindrome.embedded is 'new', expected true, false or a major version of PostgreSQL such as 18");
    }

    private static DatabaseOptions embedded(String value) {
        return DatabaseSettings.of(Settings.of(properties("palindrome.embedded", value), Map.of()));
    }

    private static Properties properties(String key, String value) {
        Properties properties = new Properties();
        properties.setProperty(key, value);
        return properties;
    }
}
