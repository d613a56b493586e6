package dev.palindrome.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How to fill a database. Immutable.
 *
 * @param seed the seed of every draw
 * @param maxRowsPerTable how many rows a table gets at most
 * @param excluded tables that are left alone, such as those of a migration tool
 * @param parents tables that get rows only where they hold none, and those that a key of another has to point to
 * @param scripts texts of SQL scripts whose constants are worth trying, such as both scripts of the next revision
 * @param userRows SQL to run before rows are made, in the same transaction
 * @param assumptions SQL conditions by table that every synthesised row satisfies, as if each were a CHECK constraint
 * @param triggersOff whether a row that a trigger refuses may be inserted with {@code session_replication_role = replica}
 * @param extremes whether the largest numbers and the farthest dates are among the values; a script that counts up to a number, or through all
 *     days since a date, may take forever on them
 */
public record PopulationOptions(
        long seed,
        int maxRowsPerTable,
        Set<TableName> excluded,
        Set<TableName> parents,
        List<String> scripts,
        UserRows userRows,
        SortedMap<TableName, List<String>> assumptions,
        boolean triggersOff,
        boolean extremes) {

    /** Enough for a NULL in each column of a wide table, and for most enums. */
    public static final int DEFAULT_MAX_ROWS_PER_TABLE = 32;

    public PopulationOptions {
        if (maxRowsPerTable < 1) {
            throw new IllegalArgumentException("maxRowsPerTable must be at least 1, was " + maxRowsPerTable);
        }
        excluded = Set.copyOf(excluded);
        parents = Set.copyOf(parents);
        scripts = List.copyOf(scripts);
        SortedMap<TableName, List<String>> copy = new TreeMap<>();
        assumptions.forEach((table, conditions) -> copy.put(table, List.copyOf(conditions)));
        assumptions = Collections.unmodifiableSortedMap(copy);
    }

    public static PopulationOptions withSeed(long seed) {
        return new PopulationOptions(
                seed,
                DEFAULT_MAX_ROWS_PER_TABLE,
                Set.of(),
                Set.of(),
                List.of(),
                UserRows.none(),
                Collections.emptySortedMap(),
                true,
                true);
    }

    public PopulationOptions withMaxRowsPerTable(int rows) {
        return new PopulationOptions(
                seed, rows, excluded, parents, scripts, userRows, assumptions, triggersOff, extremes);
    }

    public PopulationOptions withExcluded(Set<TableName> tables) {
        return new PopulationOptions(
                seed, maxRowsPerTable, tables, parents, scripts, userRows, assumptions, triggersOff, extremes);
    }

    public PopulationOptions withParents(Set<TableName> tables) {
        return new PopulationOptions(
                seed, maxRowsPerTable, excluded, tables, scripts, userRows, assumptions, triggersOff, extremes);
    }

    public PopulationOptions withScripts(List<String> texts) {
        return new PopulationOptions(
                seed, maxRowsPerTable, excluded, parents, texts, userRows, assumptions, triggersOff, extremes);
    }

    /** Run SQL first. */
    public PopulationOptions withUserRows(UserRows rows) {
        return new PopulationOptions(
                seed, maxRowsPerTable, excluded, parents, scripts, rows, assumptions, triggersOff, extremes);
    }

    /** Assume a SQL condition of each synthesised row of a table, besides what was assumed before. */
    public PopulationOptions withAssumption(TableName table, String condition) {
        SortedMap<TableName, List<String>> all = new TreeMap<>(assumptions);
        List<String> conditions = new ArrayList<>(all.getOrDefault(table, List.of()));
        conditions.add(condition);
        all.put(table, conditions);
        return withAssumptions(all);
    }

    public PopulationOptions withAssumptions(Map<TableName, List<String>> conditions) {
        return new PopulationOptions(
                seed,
                maxRowsPerTable,
                excluded,
                parents,
                scripts,
                userRows,
                new TreeMap<>(conditions),
                triggersOff,
                extremes);
    }

    public PopulationOptions withTriggersOff(boolean allowed) {
        return new PopulationOptions(
                seed, maxRowsPerTable, excluded, parents, scripts, userRows, assumptions, allowed, extremes);
    }

    /** Leave out the largest numbers and the farthest dates. */
    public PopulationOptions withoutExtremes() {
        return new PopulationOptions(
                seed, maxRowsPerTable, excluded, parents, scripts, userRows, assumptions, triggersOff, false);
    }
}
