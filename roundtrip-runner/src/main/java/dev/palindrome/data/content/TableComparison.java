package dev.palindrome.data.content;

import dev.palindrome.data.TableName;
import java.util.List;

/**
 * What became of the rows of one table.
 *
 * @param columns what is known of each column that is there at both moments
 * @param lostColumns columns that are there before only
 * @param newColumns columns that are there after only
 * @param rowsBefore how many rows there were
 * @param rowsAfter how many there are
 * @param changed values that differ in a row that is there at both moments, by row, then column
 * @param missing rows that are there before only, over the columns of both
 * @param extra rows that are there after only, over the columns of both
 */
public record TableComparison(
        TableName table,
        List<ColumnComparison> columns,
        List<LostColumn> lostColumns,
        List<ContentColumn> newColumns,
        long rowsBefore,
        long rowsAfter,
        List<ValueChange> changed,
        List<RowText> missing,
        List<RowText> extra) {

    public TableComparison {
        columns = List.copyOf(columns);
        lostColumns = List.copyOf(lostColumns);
        newColumns = List.copyOf(newColumns);
        changed = List.copyOf(changed);
        missing = List.copyOf(missing);
        extra = List.copyOf(extra);
    }

    /** Tell whether the rows are the same in the columns that are there at both moments. */
    public boolean hasSameRows() {
        return changed.isEmpty() && missing.isEmpty() && extra.isEmpty();
    }

    /** Tell whether rows and columns are the same. A column whose type alone changed counts as the same. */
    public boolean isEqual() {
        return hasSameRows() && lostColumns.isEmpty() && newColumns.isEmpty();
    }
}
