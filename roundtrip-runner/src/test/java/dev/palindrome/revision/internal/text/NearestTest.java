package dev.palindrome.revision.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> WORDS = List.of("flyway", "golang-migrate", "sql-migrate", "head");

    @ParameterizedTest
    @CsvSource({
        "flyaway, flyway",
        "FLYWAY, flyway",
        "golang-migrat, golang-migrate",
        "sql_migrate, sql-migrate",
        "haed, head"
    })
    void a_slip_finds_the_word(String word, String meant) {
        assertThat(Nearest.to(word, WORDS)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"x", "liquibase", "migrate", "ehda"})
    void a_word_too_far_away_finds_none(String word) {
        assertThat(Nearest.to(word, WORDS)).isEmpty();
    }

    @Test
    void of_words_equally_near_the_first_in_natural_order_is_taken() {
        assertThat(Nearest.to("a1", List.of("a3", "a2"))).contains("a2");
    }

    @Test
    void sentences_end_with_the_word_or_a_full_stop() {
        assertThat("unknown word 'haed'" + Nearest.endOfSentence("haed", WORDS))
                .isEqualTo("unknown word 'haed'; did you mean 'head'?");
        assertThat("unknown word 'x'" + Nearest.endOfSentence("x", WORDS)).isEqualTo("unknown word 'x'.");
        assertThat(Nearest.didYouMean("x", WORDS)).isEmpty();
    }
}
