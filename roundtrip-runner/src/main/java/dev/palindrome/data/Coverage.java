package dev.palindrome.data;

import java.util.List;

/**
 * How much of a schema has rows.
 *
 * @param tables how many tables there are, without the excluded
 * @param filled how many of them hold a row
 * @param nullableColumns how many columns allow NULL
 * @param seenNull how many of those hold a NULL
 * @param seenValue how many of those hold a value
 * @param rows how many rows were synthesised
 * @param rowsWithTriggersOff how many of those were inserted with triggers off
 */
public record Coverage(
        int tables, int filled, int nullableColumns, int seenNull, int seenValue, int rows, int rowsWithTriggersOff) {

    static Coverage of(List<TablePopulation> tables) {
        List<NullableColumn> nullable = tables.stream()
                .flatMap(table -> table.nullableColumns().stream())
                .toList();
        List<SynthesisedRow> rows =
                tables.stream().flatMap(table -> table.rows().stream()).toList();
        return new Coverage(
                tables.size(),
                (int) tables.stream().filter(TablePopulation::isFilled).count(),
                nullable.size(),
                (int) nullable.stream().filter(NullableColumn::seenNull).count(),
                (int) nullable.stream().filter(NullableColumn::seenValue).count(),
                rows.size(),
                (int) rows.stream().filter(SynthesisedRow::triggersOff).count());
    }

    /** Return the line for a report. */
    public String text() {
        return "%d of %d tables hold rows; of %d nullable columns %d hold a NULL and %d a value; %d rows made, %d with triggers off"
                .formatted(filled, tables, nullableColumns, seenNull, seenValue, rows, rowsWithTriggersOff);
    }
}
