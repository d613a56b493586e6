package dev.palindrome.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyDefaultTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "'now or never'::text",
                "'{}'::jsonb",
                "ARRAY['a'::text, 'b(c)'::text]",
                "'1.5'::numeric(10,2)",
                "'x'::character varying(20)",
                "nextval('public.s'::regclass)"
            })
    void constants_and_sequences_are_steady(String expression) {
        assertThat(SteadyDefault.isSteady(expression)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "now()",
                "CURRENT_TIMESTAMP",
                "(CURRENT_DATE + 1)",
                "gen_random_uuid()",
                "md5((random())::text)",
                "'now'::date",
                "CURRENT_USER",
                "public.make_id()"
            })
    void what_looks_elsewhere_is_not(String expression) {
        assertThat(SteadyDefault.isSteady(expression)).isFalse();
    }
}
