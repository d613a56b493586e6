package dev.palindrome.junit;

import static dev.palindrome.junit.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class RowTest {

    @Test
    void numbers_compare_as_numbers() {
        assertThat(row(1, 2L, (short) 3, new BigDecimal("0.00"), 1.5))
                .isEqualTo(row(1L, new BigDecimal("2.0"), 3, 0, new BigDecimal("1.50")))
                .hasSameHashCodeAs(row(1L, new BigDecimal("2.0"), 3, 0, new BigDecimal("1.50")));
        assertThat(row(1)).isNotEqualTo(row("1")).isNotEqualTo(row(2));
    }

    @Test
    void a_number_that_is_none_equals_itself() {
        assertThat(row(Double.NaN)).isEqualTo(row(Float.NaN)).isNotEqualTo(row(0));
    }

    @Test
    void null_stands_for_null() {
        assertThat(row("Ada", null)).isEqualTo(row("Ada", null)).isNotEqualTo(row("Ada", ""));
    }

    @Test
    void its_text_tells_strings_from_other_values() {
        assertThat(row("Ada", 1, true, null)).hasToString("row('Ada', 1, true, null)");
    }

    @Test
    void large_numbers_are_written_out() {
        assertThat(row(100)).hasToString("row(100)");
    }
}
