package dev.palindrome.data;

import java.util.List;

/**
 * An INSERT that a schema took.
 *
 * @param row the row, with the columns that the statement gives
 * @param parents rows to insert first, in this order, in the same transaction; empty when the parents are there already
 */
public record OldInsert(SynthesisedRow row, List<SynthesisedRow> parents) {

    public OldInsert {
        parents = List.copyOf(parents);
    }

    /** Return the statements, the row's own last; without semicolons. */
    public List<String> statements() {
        List<String> all = new java.util.ArrayList<>(
                parents.stream().map(SynthesisedRow::insert).toList());
        all.add(row.insert());
        return List.copyOf(all);
    }
}
