package dev.palindrome.junit;

import static dev.palindrome.junit.Row.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowsAssertTest {

    private static final Rows PEOPLE = rows(
            "SELECT id, name, nick FROM people",
            List.of("id", "name", "nick"),
            List.of(values(1, "Ada", null), values(2, "Grace", "G"), values(2, "Grace", "G")));

    private static Rows rows(String source, List<String> columns, List<List<RowValue>> rows) {
        return new Rows(source, columns, rows);
    }

    private static List<RowValue> values(@Nullable Object... values) {
        return Arrays.stream(values)
                .map(value ->
                        new RowValue(RowValue.canonical(value), value == null ? null : String.valueOf(value), true))
                .toList();
    }

    @Test
    void order_has_no_meaning_and_number_has() {
        assertThat(PEOPLE).containsExactly(row(2, "Grace", "G"), row(1L, "Ada", null), row(2, "Grace", "G"));
        assertThat(PEOPLE)
                .contains(row(1, "Ada", null))
                .doesNotContain(row(1, "Ada", ""))
                .hasSize(3)
                .isNotEmpty();
        assertFails(() -> assertThat(PEOPLE).containsExactly(row(2, "Grace", "G"), row(1, "Ada", null)), """
                SELECT id, name, nick FROM people: the rows are not as expected (- missing, + not expected, ~ differs)
                  columns: id, name, nick
                  + row(2, 'Grace', 'G')""");
    }

    @Test
    void a_row_that_differs_stands_beside_what_was_expected() {
        assertFails(
                () -> assertThat(PEOPLE)
                        .containsExactly(
                                row(1, "Ada", ""), row(2, "Grace", "G"), row(9, "Edsger", "E"), row(2, "Grace", "G")),
                """
                SELECT id, name, nick FROM people: the rows are not as expected (- missing, + not expected, ~ differs)
                  columns: id, name, nick
                  ~ row(1, 'Ada', null), expected row(1, 'Ada', ''): nick
                  - row(9, 'Edsger', 'E')""");
    }

    @Test
    void in_order_if_asked_for() {
        assertThat(PEOPLE).inOrder().containsExactly(row(1, "Ada", null), row(2, "Grace", "G"), row(2, "Grace", "G"));
        assertFails(
                () -> assertThat(PEOPLE)
                        .inOrder()
                        .containsExactly(row(2, "Grace", "G"), row(1, "Ada", null), row(2, "Grace", "G")),
                """
                SELECT id, name, nick FROM people: the rows are those that were expected, in another order:
                    row(1, 'Ada', null)
                    row(2, 'Grace', 'G')
                    row(2, 'Grace', 'G')""");
    }

    @Test
    void ignored_columns_may_be_left_out_of_expected_rows() {
        assertThat(PEOPLE)
                .ignoringColumns("id")
                .containsExactly(row("Ada", null), row("Grace", "G"), row(77, "Grace", "G"));
        assertThatThrownBy(() -> assertThat(PEOPLE).ignoringColumns("Id"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "There is no column Id to ignore in SELECT id, name, nick FROM people: its columns are id, name, nick");
    }

    @Test
    void a_row_of_another_width_is_the_tests_mistake() {
        assertThatThrownBy(() -> assertThat(PEOPLE).containsExactly(row("Ada")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "row('Ada') has 1 value, but SELECT id, name, nick FROM people has the columns id, name, nick");
    }

    @Test
    void no_rows_and_their_number() {
        Rows none = rows("table people", List.of("id"), List.of());
        assertThat(none).isEmpty();
        assertFails(() -> assertThat(none).isNotEmpty(), "table people: there is no row");
        assertFails(() -> assertThat(PEOPLE).hasSize(2), """
                SELECT id, name, nick FROM people: there are 3 rows, expected 2:
                    row(1, 'Ada', null)
                    row(2, 'Grace', 'G')
                    row(2, 'Grace', 'G')""");
    }

    @Test
    void times_of_any_type_are_compared_as_moments() {
        Instant noon = Instant.parse("2026-01-06T12:00:00Z");
        Rows times = rows(
                "times",
                List.of("at", "local", "day"),
                List.of(List.of(
                        new RowValue(noon, "2026-01-06 12:00:00+00", true),
                        new RowValue(LocalDateTime.parse("2026-01-06T12:00:00"), "2026-01-06 12:00:00", true),
                        new RowValue(LocalDate.parse("2026-01-06"), "2026-01-06", true))));
        assertThat(times)
                .containsExactly(
                        row(OffsetDateTime.parse("2026-01-06T13:00:00+01:00"), "2026-01-06T12:00", "2026-01-06"));
        assertThat(times)
                .containsExactly(row(
                        "2026-01-06 13:00:00+01", LocalDateTime.parse("2026-01-06T12:00"), LocalDate.of(2026, 1, 6)));
        assertThat(times)
                .withTimeTolerance(Duration.ofSeconds(2))
                .containsExactly(row(noon.plusSeconds(2), "2026-01-06 11:59:58", "2026-01-06"));
        assertThatThrownBy(() -> assertThat(times)
                        .withTimeTolerance(Duration.ofSeconds(2))
                        .containsExactly(row(noon.plusSeconds(3), "2026-01-06 12:00:00", "2026-01-06")))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void other_types() {
        UUID id = UUID.fromString("00000000-0000-0000-0000-00000000002a");
        Rows others = rows(
                "others",
                List.of("id", "tags", "raw", "yes"),
                List.of(values(id, List.of("a", "b"), new byte[] {1, 2}, true)));
        assertThat(others).containsExactly(row(id, new String[] {"a", "b"}, "\\x0102", true));
        assertThat(others).containsExactly(row(id.toString(), List.of("a", "b"), new byte[] {1, 2}, true));
    }

    private static void assertFails(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(AssertionError.class).hasMessage(message);
    }
}
