package dev.palindrome.database.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImageMissingExceptionTest {

    @Test
    void the_words_of_the_daemon_are_taken_out_of_their_json() {
        var failure = new IllegalStateException(
                "Status 500: {\"message\":\"Get \\\"https://registry.example/v2/\\\": dial tcp: no such host\"}\n");

        assertThat(new ImageMissingException("postgres:18-alpine", failure))
                .hasMessage("image postgres:18-alpine is not here and could not be pulled:"
                        + " Get \"https://registry.example/v2/\": dial tcp: no such host");
    }

    @Test
    void other_words_are_kept_to_their_first_line() {
        assertThat(new ImageMissingException("a:1", new IllegalStateException("manifest unknown\nand more")))
                .hasMessage("image a:1 is not here and could not be pulled: manifest unknown");
    }

    @Test
    void a_failure_without_words_is_named() {
        assertThat(new ImageMissingException("a:1", new IllegalStateException()))
                .hasMessage("image a:1 is not here and could not be pulled: IllegalStateException");
    }
}
