package dev.palindrome.data;

import java.util.List;
import java.util.Optional;

/**
 * What became of one table. A partitioned table has no rows of its own here: they stand at its partitions.
 *
 * @param rowsBefore how many rows it held before rows were made, the user's included
 * @param rowsNow how many it holds
 * @param rows the synthesised ones, in the order of their insertion
 * @param unfilled why it is empty; present exactly when it is
 * @param nullableColumns in the table's order; empty for a partitioned table
 */
public record TablePopulation(
        TableName table,
        long rowsBefore,
        long rowsNow,
        List<SynthesisedRow> rows,
        Optional<Unfilled> unfilled,
        List<NullableColumn> nullableColumns) {

    public TablePopulation {
        rows = List.copyOf(rows);
        nullableColumns = List.copyOf(nullableColumns);
    }

    public boolean isFilled() {
        return unfilled.isEmpty();
    }

    /** Return {@code could not populate public.x: 23514 x_check on (a): CHECK ((a <> a))}; only a table that is not filled has such a line. */
    public Optional<String> complaint() {
        return unfilled.map(why -> "could not populate " + table + ": " + why.reason());
    }
}
