package dev.palindrome.database.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.database.DatabaseOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DockerImageTest {

    private static final DatabaseOptions AUTOMATIC = DatabaseOptions.automatic();

    @Test
    void the_options_go_first() {
        DatabaseOptions options = new DatabaseOptions(null, "postgres:15", false, null, false);

        DockerImage image = DockerImage.chosen(
                options,
                Map.of("palindrome.image", "postgres:16")::get,
                Map.of("PALINDROME_IMAGE", "postgres:17")::get);

        assertThat(image.name()).isEqualTo("postgres:15");
    }

    @Test
    void the_property_goes_before_the_variable() {
        DockerImage image = DockerImage.chosen(
                AUTOMATIC,
                Map.of("palindrome.image", "postgres:16")::get,
                Map.of("PALINDROME_IMAGE", "postgres:17")::get);

        assertThat(image.name()).isEqualTo("postgres:16");
    }

    @Test
    void the_variable_goes_before_the_default() {
        DockerImage image =
                DockerImage.chosen(AUTOMATIC, name -> " ", Map.of("PALINDROME_IMAGE", " postgres:17\n")::get);

        assertThat(image.name()).isEqualTo("postgres:17");
    }

    @Test
    void nothing_said_means_the_default() {
        assertThat(DockerImage.chosen(AUTOMATIC, name -> null, name -> null).name())
                .isEqualTo("postgres:18-alpine");
    }

    @Test
    void a_registry_is_waited_for_longer_when_nothing_else_will_do() {
        DatabaseOptions options = new DatabaseOptions(null, "postgres:15", false, null, false);

        assertThat(DockerImage.chosen(options, name -> null, name -> null).longestSilence())
                .isGreaterThan(DockerImage.chosen(AUTOMATIC, name -> null, name -> null)
                        .longestSilence());
    }
}
