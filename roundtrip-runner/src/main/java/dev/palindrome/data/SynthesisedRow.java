package dev.palindrome.data;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A row as it was inserted. Columns that are not listed were left to their defaults.
 *
 * @param table the table named in the INSERT; for a partition the partitioned table above it
 * @param target the table that holds the row: the partition, or {@code table} itself
 * @param columns the columns that were given, in the table's order
 * @param literals the SQL literal of each given column, such as {@code 'x'} or {@code NULL}
 * @param triggersOff whether it took {@code session_replication_role = replica}
 */
public record SynthesisedRow(
        TableName table,
        TableName target,
        RowKind kind,
        List<String> columns,
        List<String> literals,
        boolean triggersOff) {

    public SynthesisedRow {
        columns = List.copyOf(columns);
        literals = List.copyOf(literals);
        if (columns.size() != literals.size()) {
            throw new IllegalArgumentException(columns.size() + " columns, but " + literals.size() + " literals");
        }
    }

    /** Return the literal of a column, {@code DEFAULT} for one that was left to its default. */
    public String literal(String column) {
        int at = columns.indexOf(column);
        return at < 0 ? "DEFAULT" : literals.get(at);
    }

    /** Return the INSERT statement, without a semicolon. */
    public String insert() {
        return InsertText.of(table, columns, literals);
    }

    /** Return {@code id = '1', name = 'x'}, for messages. */
    public String describe() {
        String values = IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i) + " = " + literals.get(i))
                .collect(Collectors.joining(", "));
        return values.isEmpty() ? "a row of defaults" : values;
    }
}
