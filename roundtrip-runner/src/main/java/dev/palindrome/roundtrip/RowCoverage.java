package dev.palindrome.roundtrip;

import dev.palindrome.data.Coverage;
import dev.palindrome.data.NullableColumn;
import dev.palindrome.data.Population;
import dev.palindrome.data.TableName;
import dev.palindrome.data.TablePopulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How much of the tables of a history was filled, over all revisions: a table counts by the last time it was filled. */
final class RowCoverage {

    private final Map<TableName, TablePopulation> tables = new TreeMap<>();
    private final Map<TableName, String> told = new TreeMap<>();
    private int rows;
    private int rowsWithTriggersOff;

    /**
     * Add what was filled below a revision.
     *
     * @return the tables that could not be filled, and of which that was not said before
     */
    List<TablePopulation> add(Population population) {
        Coverage coverage = population.coverage();
        rows += coverage.rows();
        rowsWithTriggersOff += coverage.rowsWithTriggersOff();
        population.tables().forEach(table -> tables.put(table.table(), table));
        List<TablePopulation> news = new ArrayList<>();
        for (TablePopulation table : population.unfilled()) {
            String complaint = table.complaint().orElse("");
            if (!complaint.equals(told.put(table.table(), complaint))) {
                news.add(table);
            }
        }
        return news;
    }

    Optional<Coverage> total() {
        if (tables.isEmpty()) {
            return Optional.empty();
        }
        List<NullableColumn> nullable = tables.values().stream()
                .flatMap(table -> table.nullableColumns().stream())
                .toList();
        return Optional.of(new Coverage(
                tables.size(),
                (int) tables.values().stream().filter(TablePopulation::isFilled).count(),
                nullable.size(),
                (int) nullable.stream().filter(NullableColumn::seenNull).count(),
                (int) nullable.stream().filter(NullableColumn::seenValue).count(),
                rows,
                rowsWithTriggersOff));
    }
}
