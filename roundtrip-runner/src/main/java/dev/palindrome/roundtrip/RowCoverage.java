package dev.palindrome.roundtrip;

import dev.palindrome.data.Coverage;
import dev.palindrome.data.NullableColumn;
import dev.palindrome.data.Population;
import dev.palindrome.data.TablePopulation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How much of the tables was filled below one revision or several. Immutable.
 *
 * @param tables in the order of their names; a table counts by the last time it was filled
 * @param rows how many rows were made, over all revisions
 * @param rowsWithTriggersOff how many of those were inserted with triggers off
 */
public record RowCoverage(List<Table> tables, int rows, int rowsWithTriggersOff) {

    /**
     * One table.
     *
     * @param filled whether it holds a row
     * @param nullableColumns how many of its columns allow NULL
     * @param seenNull how many of those hold a NULL
     * @param seenValue how many of those hold a value
     */
    public record Table(String name, boolean filled, int nullableColumns, int seenNull, int seenValue) {}

    public RowCoverage {
        tables = List.copyOf(tables);
    }

    /** Return the coverage of no table. */
    public static RowCoverage none() {
        return new RowCoverage(List.of(), 0, 0);
    }

    static RowCoverage of(Population population) {
        Coverage coverage = population.coverage();
        return new RowCoverage(
                population.tables().stream().map(RowCoverage::table).toList(),
                coverage.rows(),
                coverage.rowsWithTriggersOff());
    }

    private static Table table(TablePopulation table) {
        List<NullableColumn> nullable = table.nullableColumns();
        return new Table(
                table.table().toString(),
                table.isFilled(),
                nullable.size(),
                (int) nullable.stream().filter(NullableColumn::seenNull).count(),
                (int) nullable.stream().filter(NullableColumn::seenValue).count());
    }

    /** Return both together. */
    RowCoverage and(RowCoverage later) {
        Map<String, Table> all = new TreeMap<>();
        tables.forEach(table -> all.put(table.name, table));
        later.tables.forEach(table -> all.put(table.name, table));
        return new RowCoverage(
                List.copyOf(all.values()), rows + later.rows, rowsWithTriggersOff + later.rowsWithTriggersOff);
    }

    /** Return the numbers for a report; empty when there was no table to fill. */
    public Optional<Coverage> total() {
        if (tables.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Coverage(
                tables.size(),
                (int) tables.stream().filter(Table::filled).count(),
                tables.stream().mapToInt(Table::nullableColumns).sum(),
                tables.stream().mapToInt(Table::seenNull).sum(),
                tables.stream().mapToInt(Table::seenValue).sum(),
                rows,
                rowsWithTriggersOff));
    }
}
