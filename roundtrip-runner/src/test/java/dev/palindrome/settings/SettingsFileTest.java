package dev.palindrome.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {

    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>();

    private Settings settings(String... lines) throws IOException {
        Files.writeString(directory.resolve("palindrome.properties"), String.join("\n", lines) + "\n");
        Path below = Files.createDirectories(directory.resolve("a/b"));
        return Settings.of(new Properties(), environment, below);
    }

    @Test
    void example_of_the_documentation_is_read() throws IOException {
        environment.put("PALINDROME_ENV", "prod");
        environment.put("SHOP_PASSWORD", "geheim");

        Settings settings = settings("""
                palindrome.format = goose
                palindrome.jdbcUrl = postgresql://shop@localhost/shop
                prod.palindrome.jdbcUrl = postgresql://shop:${SHOP_PASSWORD}@${DB_HOST:-db}/shop
                """);

        assertThat(settings.text(SettingKey.FORMAT)).hasValue("goose");
        assertThat(settings.text(SettingKey.JDBC_URL)).hasValue("postgresql://shop:geheim@db/shop");
    }

    @Test
    void nearest_file_upwards_is_read_after_properties_and_variables() throws IOException {
        environment.put("PALINDROME_SEED", "7");
        Settings settings = settings("# a comment", "palindrome.format = goose", "palindrome.seed=9");

        assertThat(settings.text(SettingKey.FORMAT)).hasValue("goose");
        assertThat(settings.number(SettingKey.SEED)).hasValue(7L);
        assertThat(settings.withFirst(key -> key.equals("palindrome.format")
                                ? java.util.Optional.of("dbmate")
                                : java.util.Optional.empty())
                        .text(SettingKey.FORMAT))
                .hasValue("dbmate");
    }

    @Test
    void environment_chooses_among_the_lines() throws IOException {
        String[] lines = {
            "palindrome.jdbcUrl=postgresql://localhost/dev",
            "prod.palindrome.jdbc-url=postgresql://db/prod",
            "staging.palindrome.jdbcUrl=postgresql://db/staging"
        };

        assertThat(settings(lines).text(SettingKey.JDBC_URL)).hasValue("postgresql://localhost/dev");
        environment.put("PALINDROME_ENV", "prod");
        assertThat(settings(lines).text(SettingKey.JDBC_URL)).hasValue("postgresql://db/prod");
    }

    @Test
    void values_refer_to_variables_and_files() throws IOException {
        environment.put("DB_HOST", "db");
        Files.writeString(directory.resolve("secret"), "ge%20heim\n");
        Settings settings = settings(
                "palindrome.jdbcUrl=postgresql://shop:${file:secret}@${DB_HOST}:${DB_PORT:-5432}/shop",
                "palindrome.alembicEnv=SHOP_DB=${url}");

        assertThat(settings.text(SettingKey.JDBC_URL)).hasValue("postgresql://shop:ge%20heim@db:5432/shop");
        assertThat(settings.text(SettingKey.ALEMBIC_ENV)).hasValue("SHOP_DB=${url}");
    }

    @Test
    void mistakes_are_named_with_their_line() {
        assertThatThrownBy(() -> settings("", "palindrome.sed=1"))
                .isInstanceOf(UnknownSettingException.class)
                .hasMessageContaining("palindrome.sed");
        assertThatThrownBy(() -> settings("", "seed=1"))
                .isInstanceOf(UnknownSettingException.class)
                .hasMessageContaining("palindrome.properties:2: seed")
                .hasMessageContaining("Keys are palindrome.NAME, or ENVIRONMENT.palindrome.NAME.");
        assertThatThrownBy(() -> settings("palindrome.jdbcUrl=postgresql://${NOWHERE_SET}/x"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("palindrome.properties:1: palindrome.jdbcUrl is '${NOWHERE_SET}'")
                .hasMessageContaining("${NOWHERE_SET:-default}");
        assertThatThrownBy(() -> settings("palindrome.jdbcUrl=postgresql://shop:geheim@db/x"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("a URL with a password in it")
                .hasMessageNotContaining("geheim");
        assertThatThrownBy(() -> settings("palindrome.jdbcUrl=postgresql://shop:${file:nowhere}@db/x"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("a file that can be read");
    }
}
