package dev.palindrome.roundtrip;

import dev.palindrome.data.TableName;
import dev.palindrome.data.content.ContentColumn;
import dev.palindrome.data.content.ContentsComparison;
import dev.palindrome.data.content.RowContents;
import dev.palindrome.data.content.TableContents;
import java.util.List;
import java.util.Objects;

/** Tells a rename, or a copy, from a drop: the values are there under another name. */
final class KeptValues {

    private final RowContents below;
    private final RowContents above;
    private final ContentsComparison upgrade;

    KeptValues(RowContents below, RowContents above, ContentsComparison upgrade) {
        this.below = below;
        this.above = above;
        this.upgrade = upgrade;
    }

    /** Return whether a table that came holds the very rows of one that went. */
    boolean underAnotherName(TableContents lost) {
        return upgrade.newTables().stream()
                .anyMatch(table ->
                        names(table).equals(names(lost)) && table.rows().equals(lost.rows()));
    }

    /** Return whether a column that came to the table holds the very values of one that went. */
    boolean underAnotherName(TableName table, String lost) {
        TableContents before = Objects.requireNonNull(below.tables().get(table));
        TableContents after = Objects.requireNonNull(above.tables().get(table));
        List<String> values = before.values(lost);
        return names(after).stream()
                .filter(name -> !before.has(name))
                .anyMatch(name -> after.values(name).equals(values));
    }

    private static List<String> names(TableContents table) {
        return table.columns().stream().map(ContentColumn::name).toList();
    }
}
