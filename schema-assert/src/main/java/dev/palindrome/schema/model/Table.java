package dev.palindrome.schema.model;

import java.util.List;
import java.util.Optional;

/**
 * A table with what belongs to it.
 *
 * @param columns in the table's order
 * @param partitionColumns the columns that a partitioned table is divided by, leaving out expressions
 * @param foreignKeys sorted by name, as are the checks and the indexes; a partition has none that it has from its parent
 * @param comment what {@code COMMENT ON} said
 */
public record Table(
        TableName name,
        Kind kind,
        List<Column> columns,
        List<String> partitionColumns,
        List<ForeignKey> foreignKeys,
        List<Check> checks,
        List<Index> indexes,
        Optional<String> comment) {

    public Table {
        columns = List.copyOf(columns);
        partitionColumns = List.copyOf(partitionColumns);
        foreignKeys = List.copyOf(foreignKeys);
        checks = List.copyOf(checks);
        indexes = List.copyOf(indexes);
    }

    /** What sort of table it is. */
    public enum Kind {
        TABLE,
        PARTITIONED_TABLE,
        /** A partition, which may be divided again. */
        PARTITION,
        FOREIGN_TABLE
    }

    /** Return the column of this name. */
    public Optional<Column> column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equals(columnName))
                .findFirst();
    }

    /** Return the index of the primary key. */
    public Optional<Index> primaryKey() {
        return indexes.stream().filter(Index::isPrimaryKey).findFirst();
    }
}
