package dev.palindrome.schema.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionColumnsTest {

    @Test
    void columns_are_joined_as_the_server_joins_them() {
        assertThat(DefinitionColumns.nameParts("UNIQUE (a, b)")).containsExactly("a_b");
        assertThat(DefinitionColumns.nameParts("UNIQUE NULLS NOT DISTINCT (a) INCLUDE (b, c)"))
                .containsExactly("a_b_c");
        assertThat(DefinitionColumns.nameParts("FOREIGN KEY (a) REFERENCES public.t(x, y)"))
                .containsExactly("a");
        assertThat(DefinitionColumns.nameParts("USING btree (a DESC NULLS LAST, \"Odd, \"\"name\" text_pattern_ops)"))
                .containsExactly("a_Odd, \"name");
    }

    /** What PostgreSQL 15 named indexes on these. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "(lower(b), a) ! lower_a",
                "((a)::bigint) ! a",
                "(((c ->> 'x,)'::text))::integer) ! int4",
                "((lower(b))::character varying) ! lower",
                "(COALESCE(b, 'x'::text)) ! coalesce",
                "(TRIM(BOTH FROM b)) ! btrim",
                "(\"left\"(b, 2)) ! left",
                "((ARRAY[a])) ! array",
                "`((\nCASE\n    WHEN (a = 1) THEN 2\nEND))` ! case",
                "((a + 1), (a + 2)) ! expr_expr1",
                "((b IS NULL)) ! expr",
                "(upper(b) COLLATE \"C\") ! upper",
                "(int4range(a, b) WITH &&) ! int4range",
            })
    void expression_is_named_by_its_function_or_cast_or_not_at_all(String list, String name) {
        assertThat(DefinitionColumns.nameParts("USING btree " + list)).contains(name);
    }

    @Test
    void definition_without_a_list_gives_nothing() {
        assertThat(DefinitionColumns.nameParts("USING btree")).isEmpty();
        assertThat(DefinitionColumns.nameParts("USING btree (a")).isEmpty();
    }
}
