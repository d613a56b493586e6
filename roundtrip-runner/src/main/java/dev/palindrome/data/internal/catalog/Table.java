package dev.palindrome.data.internal.catalog;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table that can hold rows, or that partitions hold them for.
 *
 * @param partitioned whether its rows lie in partitions
 * @param root the oid of the topmost partitioned table; 0 when it is no partition
 * @param partitionConstraint what a row of a partition satisfies; null for any row, or for no partition
 * @param partitionBound such as {@code FOR VALUES IN ('a')}; empty when it is no partition
 * @param triggerSources the bodies of the functions of its triggers
 * @param policies conditions of row security that apply to the session; empty when none does
 */
public record Table(
        long oid,
        String schema,
        String name,
        boolean partitioned,
        long root,
        @Nullable String partitionConstraint,
        String partitionBound,
        List<Column> columns,
        List<Constraint> constraints,
        List<ForeignKey> foreignKeys,
        List<String> triggerSources,
        List<String> policies) {

    public Optional<Column> column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equals(columnName))
                .findFirst();
    }

    public Optional<Constraint> constraint(String constraintName) {
        return constraints.stream()
                .filter(constraint -> constraint.name().equals(constraintName))
                .findFirst();
    }

    public Optional<ForeignKey> foreignKey(String constraintName) {
        return foreignKeys.stream()
                .filter(key -> key.name().equals(constraintName))
                .findFirst();
    }

    public boolean isPartition() {
        return root != 0;
    }

    /** Return the table's name for SQL text. */
    public String sql() {
        return quote(schema) + "." + quote(name);
    }

    /** Return an identifier in quotes. */
    public static String quote(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }
}
