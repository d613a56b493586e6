package dev.palindrome.data.content;

import dev.palindrome.data.TableName;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What became of rows between two moments.
 *
 * @param tables the tables that are there at both, in the order of their names
 * @param lostTables those that are there before only, with what they held
 * @param newTables those that are there after only, with what they hold
 */
public record ContentsComparison(
        List<TableComparison> tables, List<TableContents> lostTables, List<TableContents> newTables) {

    public ContentsComparison {
        tables = List.copyOf(tables);
        lostTables = List.copyOf(lostTables);
        newTables = List.copyOf(newTables);
    }

    static ContentsComparison of(RowContents before, RowContents after) {
        Set<TableName> both = new TreeSet<>(before.tables().keySet());
        both.retainAll(after.tables().keySet());
        return new ContentsComparison(
                both.stream()
                        .map(table -> TableMatch.compare(
                                before.tables().get(table), after.tables().get(table)))
                        .toList(),
                only(before, both),
                only(after, both));
    }

    private static List<TableContents> only(RowContents contents, Set<TableName> both) {
        return contents.tables().values().stream()
                .filter(table -> !both.contains(table.table()))
                .toList();
    }

    /** Tell whether all tables and columns are there at both moments, and hold the same values. */
    public boolean isEqual() {
        return lostTables.isEmpty() && newTables.isEmpty() && tables.stream().allMatch(TableComparison::isEqual);
    }

    /** Return the tables in which a row, a value or a column differs. */
    public List<TableComparison> changedTables() {
        return tables.stream().filter(table -> !table.isEqual()).toList();
    }
}
