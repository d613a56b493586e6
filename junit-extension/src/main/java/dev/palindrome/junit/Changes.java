package dev.palindrome.junit;

import dev.palindrome.data.TableName;
import dev.palindrome.data.content.ContentsComparison;
import dev.palindrome.data.content.RowContents;
import dev.palindrome.data.content.RowText;
import dev.palindrome.data.content.TableComparison;
import dev.palindrome.data.content.TableContents;
import dev.palindrome.data.content.ValueChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What became of the rows of every table between two moments. Columns that are there at both are compared. */
public final class Changes {

    private final Map<TableName, TableChanges> tables;

    private Changes(Map<TableName, TableChanges> tables) {
        this.tables = tables;
    }

    static Changes between(RowContents before, RowContents after) {
        ContentsComparison comparison = before.compareWith(after);
        Map<TableName, TableChanges> tables = new TreeMap<>();
        comparison.tables().forEach(table -> tables.put(table.table(), changes(table)));
        comparison.newTables().forEach(table -> tables.put(table.table(), inserted(table)));
        comparison.lostTables().forEach(table -> tables.put(table.table(), deleted(table)));
        return new Changes(tables);
    }

    /**
     * Return what became of a table's rows.
     *
     * @param name as in SQL without quotes, with its schema where that is not {@code public}
     * @throws IllegalArgumentException when there was no such table at either moment
     */
    public TableChanges table(String name) {
        TableName table = named(name);
        return Optional.ofNullable(tables.get(table))
                .orElseThrow(() ->
                        new IllegalArgumentException("There is no table %s, neither before nor after: the tables are %s"
                                .formatted(table, tables.keySet())));
    }

    /** Return the names of the tables in which a row was inserted, updated or deleted, such as {@code public.users}, sorted. */
    public List<String> changedTables() {
        return tables.entrySet().stream()
                .filter(table -> !table.getValue().isEmpty())
                .map(table -> table.getKey().toString())
                .toList();
    }

    private static TableName named(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? new TableName("public", name) : new TableName(name.substring(0, dot), name.substring(dot + 1));
    }

    private static TableChanges changes(TableComparison table) {
        List<String> columns =
                table.columns().stream().map(column -> column.name()).toList();
        return new TableChanges(
                rows("inserted into " + table.table(), columns, table.extra()),
                updated(table),
                rows("deleted from " + table.table(), columns, table.missing()));
    }

    private static Rows updated(TableComparison table) {
        List<List<@Nullable String>> values = new ArrayList<>();
        for (ValueChange change : table.changed()) {
            values.add(Arrays.asList(change.row().toString(), change.column(), change.before(), change.after()));
        }
        return texts("updated in " + table.table(), List.of("row", "column", "before", "after"), values);
    }

    private static TableChanges inserted(TableContents table) {
        return new TableChanges(all("inserted into ", table), none("updated in ", table), none("deleted from ", table));
    }

    private static TableChanges deleted(TableContents table) {
        return new TableChanges(none("inserted into ", table), none("updated in ", table), all("deleted from ", table));
    }

    private static Rows all(String what, TableContents table) {
        return texts(what + table.table(), columns(table), table.rows());
    }

    private static Rows none(String what, TableContents table) {
        return texts(what + table.table(), columns(table), List.of());
    }

    private static List<String> columns(TableContents table) {
        return table.columns().stream().map(column -> column.name()).toList();
    }

    private static Rows rows(String source, List<String> columns, List<RowText> rows) {
        return texts(source, columns, rows.stream().map(RowText::values).toList());
    }

    private static Rows texts(String source, List<String> columns, List<List<@Nullable String>> rows) {
        return new Rows(
                source,
                columns,
                rows.stream()
                        .map(row -> row.stream()
                                .map(text -> new RowValue(text, text, false))
                                .toList())
                        .toList());
    }

    /** Return a line for each change. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        tables.forEach((name, table) -> {
            line(text, table.inserted());
            line(text, table.updated());
            line(text, table.deleted());
        });
        return text.toString();
    }

    private static void line(StringBuilder text, Rows rows) {
        rows.asList()
                .forEach(row ->
                        text.append(rows.source()).append(": ").append(row).append('\n'));
    }
}
