package dev.palindrome.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EqualitiesTest {

    @Test
    void both_sides_of_a_comparison_are_found() {
        assertThat(Equalities.of("((a + b) = c)", "c")).containsExactly("(a + b)");
        assertThat(Equalities.of("((d = (a * 2)) AND (d > 0))", "d")).containsExactly("(a * 2)");
        assertThat(Equalities.of("(starts <= ends)", "starts")).containsExactly("ends");
        assertThat(Equalities.of("((\"a b\")::text = upper((\"a b\")::text))", "a b"))
                .containsExactly("upper((\"a b\")::text)");
    }

    @Test
    void a_list_is_no_other_side() {
        assertThat(Equalities.of("(state = ANY (ARRAY['a'::text]))", "state")).isEmpty();
    }
}
