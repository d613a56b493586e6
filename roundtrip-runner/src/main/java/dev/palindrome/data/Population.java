package dev.palindrome.data;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was put into a database.
 *
 * @param seed the seed that repeats it
 * @param tables every table but the excluded, in the order of their names
 * @param rows the synthesised rows of all tables in the order of their insertion: replayed in this order, each finds its parents, but
 *     for tables that need each other, whose first rows came by one statement
 * @param unusedAssumptions conditions of the options that do not apply to this schema
 * @param replaced the tables that were left with the user's own rows
 */
public record Population(
        long seed,
        List<TablePopulation> tables,
        List<SynthesisedRow> rows,
        List<UnusedAssumption> unusedAssumptions,
        Set<TableName> replaced) {

    public Population {
        tables = List.copyOf(tables);
        rows = List.copyOf(rows);
        unusedAssumptions = List.copyOf(unusedAssumptions);
        replaced = Set.copyOf(replaced);
    }

    public Coverage coverage() {
        return Coverage.of(tables);
    }

    /** Return the tables that hold no row, each with its reason. */
    public List<TablePopulation> unfilled() {
        return tables.stream().filter(table -> !table.isFilled()).toList();
    }

    public Optional<TablePopulation> table(TableName name) {
        return tables.stream().filter(table -> table.table().equals(name)).findFirst();
    }
}
