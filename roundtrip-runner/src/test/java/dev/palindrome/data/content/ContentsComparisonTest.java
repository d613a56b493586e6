package dev.palindrome.data.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.data.TableName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentsComparisonTest {

    private static final TableName T = new TableName("public", "t");

    private static TableContents table(String columns, String key, Row... rows) {
        return new TableContents(
                T,
                Arrays.stream(columns.split(" ", -1))
                        .map(name -> new ContentColumn(name, "text"))
                        .toList(),
                key.isEmpty() ? List.of() : List.of(key.split(" ", -1)),
                Arrays.stream(rows).map(Row::values).toList());
    }

    private record Row(List<@Nullable String> values) {}

    private static Row row(@Nullable String... values) {
        return new Row(Arrays.asList(values));
    }

    private static TableComparison compare(TableContents before, TableContents after) {
        return RowContents.of(Map.of(T, before))
                .compareWith(RowContents.of(Map.of(T, after)))
                .tables()
                .get(0);
    }

    @Test
    void equal_rows_in_another_order_are_equal() {
        assertThat(compare(
                                table("id a", "id", row("1", "x"), row("2", null)),
                                table("id a", "id", row("2", null), row("1", "x")))
                        .isEqual())
                .isTrue();
    }

    @Test
    void a_changed_value_is_shown_with_its_key() {
        TableComparison comparison = compare(
                table("id a", "id", row("1", "x"), row("2", "y")), table("id a", "id", row("1", "x"), row("2", null)));

        assertThat(comparison.changed()).extracting(ValueChange::toString).containsExactly("id = 2: a 'y' → NULL");
        assertThat(comparison.missing()).isEmpty();
        assertThat(comparison.columns().get(1).nullDelta()).isEqualTo(1);
        assertThat(comparison.columns().get(1).distinctDelta()).isEqualTo(-1);
    }

    @Test
    void missing_and_extra_rows_are_told_apart_from_changed_ones() {
        TableComparison comparison = compare(
                table("id a", "id", row("1", "x"), row("2", "y")), table("id a", "id", row("2", "y"), row("3", "x")));

        assertThat(comparison.changed()).isEmpty();
        assertThat(comparison.missing()).extracting(RowText::toString).containsExactly("id = 1, a = 'x'");
        assertThat(comparison.extra()).extracting(RowText::toString).containsExactly("id = 3, a = 'x'");
    }

    @Test
    void a_row_that_is_there_once_less_is_missing() {
        TableComparison comparison = compare(table("a", "", row("x"), row("x")), table("a", "", row("x")));

        assertThat(comparison.missing()).extracting(RowText::toString).containsExactly("a = 'x'");
        assertThat(comparison.rowsBefore() - comparison.rowsAfter()).isEqualTo(1);
    }

    @Test
    void without_a_key_the_most_similar_rows_are_paired() {
        TableComparison comparison = compare(
                table("a b c", "", row("1", "x", "p"), row("2", "y", "q")),
                table("a b c", "", row("2", "y", "Q"), row("1", null, "p")));

        assertThat(comparison.changed())
                .extracting(ValueChange::toString)
                .containsExactly("a = 1, c = 'p': b 'x' → NULL", "a = 2, b = 'y': c 'q' → 'Q'");
    }

    @Test
    void a_key_that_became_ambiguous_is_none() {
        TableComparison comparison = compare(
                table("id a", "id", row("1", "x"), row("2", "y")), table("id a", "", row("1", "x"), row("1", "y")));

        assertThat(comparison.changed()).extracting(ValueChange::toString).containsExactly("a = 'y': id 2 → 1");
    }

    @Test
    void columns_that_are_gone_tell_what_they_held() {
        TableComparison comparison = compare(
                table("id a b", "id", row("1", "x", "p"), row("2", null, "q")),
                table("id b", "id", row("1", "p"), row("2", "q")));

        assertThat(comparison.hasSameRows()).isTrue();
        assertThat(comparison.isEqual()).isFalse();
        assertThat(comparison.lostColumns())
                .containsExactly(new LostColumn(
                        new ContentColumn("a", "text"),
                        1,
                        List.of(new LostValue(new RowText(List.of("id"), List.of("1")), "x"))));
    }

    @Test
    void tables_that_are_gone_or_new_are_listed() {
        TableContents contents = table("a", "", row("x"));
        ContentsComparison gone = RowContents.of(Map.of(T, contents)).compareWith(RowContents.of(Map.of()));
        ContentsComparison added = RowContents.of(Map.of()).compareWith(RowContents.of(Map.of(T, contents)));

        assertThat(gone.lostTables()).containsExactly(contents);
        assertThat(added.newTables()).containsExactly(contents);
        assertThat(gone.isEqual() || added.isEqual()).isFalse();
    }

    @Test
    void long_values_are_cut_at_whole_characters() {
        assertThat(RowText.shown("\ud83d\ude00".repeat(61)))
                .isEqualTo("'" + "\ud83d\ude00".repeat(60) + "…' (122 characters)");
        assertThat(RowText.shown("a\nb")).isEqualTo("'a\\nb'");
    }
}
