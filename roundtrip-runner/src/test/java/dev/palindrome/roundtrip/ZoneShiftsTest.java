package dev.palindrome.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneShiftsTest {

    @ParameterizedTest
    @CsvSource({
        "2024-01-15 12:00:00+00, 2024-01-15 17:00:00+00",
        "2024-01-15 12:00:00+00, 2024-01-15 12:00:00-05",
        "2024-07-15 12:00:00.000001, 2024-07-15 08:00:00.000001",
        "2024-01-15, 2024-01-14",
        "2024-01-15T12:00:00+00:00, 2024-01-15T12:00:00-05:00",
        "2024-01-15 12:00, 2024-01-15 07:00"
    })
    void whole_quarters_of_an_hour_are_a_shift(String left, String right) {
        assertThat(ZoneShifts.isShift(left, right)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-15 12:00:00+00, 2024-01-15 12:00:00+00",
        "2024-01-15 12:00:00+00, 2024-01-15 07:00:00-05",
        "2024-01-15 12:00:00.1+00, 2024-01-15 17:00:00.2+00",
        "2024-01-15, 2024-01-25",
        "infinity, infinity",
        "12, 13",
        "2024-01-15 12:00:00 BC, 2024-01-15 17:00:00 BC",
        ", 2024-01-15"
    })
    void all_else_is_none(@Nullable String left, @Nullable String right) {
        assertThat(ZoneShifts.isShift(left, right)).isFalse();
    }
}
