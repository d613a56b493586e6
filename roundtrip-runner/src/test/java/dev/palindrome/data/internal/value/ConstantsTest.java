package dev.palindrome.data.internal.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstantsTest {

    @Test
    void strings_and_numbers_are_found_and_comments_are_not() {
        Constants constants = Constants.of(
                "x = 'it''s' /* 'no' */ AND y > -12.5 -- 'neither'\nAND z = E'a\\nb' AND \"w 'x'\" = $$'in code'$$ AND $1 = 1");

        assertThat(constants.strings()).containsExactly("it's", "a\nb", "in code");
        assertThat(constants.numbers()).containsExactly("12.5", "-12.5", "1");
    }

    @Test
    void an_array_literal_is_taken_apart() {
        assertThat(Constants.of("x = ANY ('{a,\"b c\"}'::text[])").strings())
                .containsExactly("{a,\"b c\"}", "a", "b c");
    }

    @Test
    void patterns_and_keys_are_no_values() {
        Constants constants = Constants.of(
                "(a ~ '^x$') AND (b ~~ 'y%') AND (c OPERATOR(public.~*) 'z') AND (d -> 'k' ->> 'l' = 'v') AND (d ?& ARRAY['m', 'n'])"
                        + " AND (length(e) = 3)");

        assertThat(constants.patterns()).containsExactly("^x$", "z");
        assertThat(constants.likes()).containsExactly("y%");
        assertThat(constants.keys()).containsExactly("k", "l", "m", "n");
        assertThat(constants.strings()).containsExactly("v");
        assertThat(constants.measuresLength()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[A-Z]{3}-[0-9]{4}(-(S|M|XL))?$",
                "^[^@]+@[^@]+\\.[a-z]{2,}$",
                "^(foo|ba[rz])+$",
                "^\\d{4}-\\d{2}\\s\\w*$",
                "^[[:alpha:]][[:alnum:]_]*$",
                "^[0-9a-f]{64}$",
                "^(?:a|b)?c{2,3}$",
                "^[]x-]+$"
            })
    void texts_match_the_pattern_that_they_are_made_from(String pattern) {
        String java = pattern.replace("[[:alpha:]]", "[a-zA-Z]")
                .replace("[[:alnum:]_]", "[a-z0-9_]")
                .replace("[]x-]", "[\\]x-]");

        assertThat(Patterns.matching(pattern, 16)).hasSizeGreaterThan(1).allMatch(text -> text.matches(java));
    }
}
