package dev.palindrome.data;

import dev.palindrome.data.internal.catalog.Column;
import dev.palindrome.data.internal.catalog.Table;
import dev.palindrome.data.internal.value.Literals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row on its way: a value, NULL, or the default for each column. */
final class Draft {

    /** How the condition begins that a row lies in the partition that it was made for. */
    static final String ROUTED = "tableoid = ";

    private final Table table;
    private final TableName into;
    private final RowKind kind;
    private final long number;
    private final Map<String, @Nullable String> values = new HashMap<>();
    private final Set<String> pinned = new HashSet<>();
    private final Map<String, Integer> redraws = new HashMap<>();

    Draft(Table table, TableName into, RowKind kind, long number) {
        this.table = table;
        this.into = into;
        this.kind = kind;
        this.number = number;
    }

    Table table() {
        return table;
    }

    RowKind kind() {
        return kind;
    }

    /** Return the row's number in its table, which its ordinary values are drawn with. */
    long number() {
        return number;
    }

    void set(String column, @Nullable String value) {
        values.put(column, value);
    }

    void leaveToDefault(String column) {
        values.remove(column);
    }

    /** Keep the column as it is, whatever the server says: it is what the row is there for. */
    void pin(String column) {
        pinned.add(column);
    }

    boolean isPinned(String column) {
        return pinned.contains(column);
    }

    boolean isGiven(String column) {
        return values.containsKey(column);
    }

    boolean isNull(String column) {
        return values.containsKey(column) && values.get(column) == null;
    }

    @Nullable
    String value(String column) {
        return values.get(column);
    }

    /** Count and return how often a column was redrawn. */
    int redraw(String column) {
        return redraws.merge(column, 1, Integer::sum);
    }

    String insert(List<String> assumptions) {
        String insert = InsertText.of(into, given(), literals());
        List<String> conditions = assumptions.stream()
                .map(condition -> "(" + condition + ") IS NOT FALSE")
                .toList();
        return conditions.isEmpty() ? insert : insert + " RETURNING " + String.join(", ", conditions);
    }

    private List<String> given() {
        return table.columns().stream()
                .map(Column::name)
                .filter(values::containsKey)
                .toList();
    }

    private List<String> literals() {
        List<String> literals = new ArrayList<>();
        given().forEach(column -> literals.add(Literals.sql(values.get(column))));
        return literals;
    }

    SynthesisedRow row(boolean triggersOff) {
        return new SynthesisedRow(
                into, new TableName(table.schema(), table.name()), kind, given(), literals(), triggersOff);
    }
}
