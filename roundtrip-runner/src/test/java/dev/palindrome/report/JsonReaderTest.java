package dev.palindrome.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {

    @Test
    void what_was_written_is_read() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("text \"\\\n\t\u0001 ü \ud83d\ude00", "/");
        value.put("list", Arrays.asList(1L, -20L, true, false, null, List.of(), Map.of()));

        assertThat(JsonReader.read(Json.write(value))).isEqualTo(value);
    }

    @Test
    void other_forms_are_read_too() {
        assertThat(JsonReader.read(" [1.5e2, \"\\u00fc\\/\\b\\f\", 99999999999999999999]\r\n"))
                .isEqualTo(List.of(150.0, "ü/\b\f", 1e20));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | line 1: expected a value",
                "{\"a\" 1} | line 1: expected ':'",
                "{\"a\": 1 | line 1: expected ',' or '}'",
                "{a: 1} | line 1: expected a string",
                "[1, ] | line 1: expected a value",
                "[1 2] | line 1: expected ',' or ']'",
                "01 | line 1: expected a value",
                "nul | line 1: expected a value",
                "\"a | line 1: expected '\"'",
                "\"\\x\" | line 1: expected an escape",
                "\"\\u12\" | line 1: expected four hexadecimal digits",
                "1 1 | line 1: expected the end of the file"
            })
    void what_is_none_is_refused(String text, String message) {
        assertThatExceptionOfType(UnreadableReportException.class)
                .isThrownBy(() -> JsonReader.read(text))
                .withMessage(message);
    }

    @Test
    void lines_are_counted_and_levels_too() {
        assertThatExceptionOfType(UnreadableReportException.class)
                .isThrownBy(() -> JsonReader.read("{\n\"a\":\n}"))
                .withMessage("line 3: expected a value");
        assertThatExceptionOfType(UnreadableReportException.class)
                .isThrownBy(() -> JsonReader.read("[".repeat(100_000)))
                .withMessage("line 1: expected no more than 100 levels");
    }
}
