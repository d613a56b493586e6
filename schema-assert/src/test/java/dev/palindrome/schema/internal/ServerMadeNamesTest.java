package dev.palindrome.schema.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerMadeNamesTest {

    @ParameterizedTest
    @CsvSource({
        "orders_id_seq, true",
        "orders_id_seq1, true",
        "orders_id_seq12, true",
        "orders_id_seq01, false",
        "orders_id_seq0, false",
        "orders_id_seqx, false",
        "order_id_seq, false"
    })
    void name_is_table_and_column_and_perhaps_a_number(String name, boolean expected) {
        assertThat(ServerMadeNames.isSequence(name, List.of("public", "orders", "id")))
                .isEqualTo(expected);
    }

    @Test
    void longer_part_is_cut_first_so_that_63_bytes_are_enough() {
        // as PostgreSQL 15 named it: create table <40 a> (<40 b> serial)
        String name = "a".repeat(29) + "_" + "b".repeat(29) + "_seq";

        assertThat(ServerMadeNames.isSequence(name, List.of("public", "a".repeat(40), "b".repeat(40))))
                .isTrue();
        assertThat(name).hasSize(63);
    }

    @Test
    void no_character_is_cut_in_two() {
        // 31 times two bytes and the label: one byte is left over
        String name = "é".repeat(29) + "_pkey";

        assertThat(ServerMadeNames.matches(name, "é".repeat(31), null, "pkey")).isTrue();
    }

    @Test
    void domain_has_no_column_in_its_name() {
        assertThat(ServerMadeNames.isNotNull("positive_not_null", List.of("public", "positive")))
                .isTrue();
        assertThat(ServerMadeNames.isNotNull("t_a_not_null", List.of("public", "t", "a")))
                .isTrue();
        assertThat(ServerMadeNames.isNotNull("t_b_not_null", List.of("public", "t", "a")))
                .isFalse();
    }
}
