package dev.palindrome.schema.model;

import java.util.List;

/**
 * A foreign key of a table.
 *
 * @param columns the referring columns
 * @param referencedColumns the columns referred to, in the same order
 * @param onDelete what becomes of a row when the one it refers to is deleted
 * @param temporal whether the last column is a period, {@code PERIOD}
 * @param definition as PostgreSQL writes it
 */
public record ForeignKey(
        String name,
        List<String> columns,
        TableName referencedTable,
        List<String> referencedColumns,
        Action onDelete,
        Action onUpdate,
        boolean temporal,
        String definition) {

    public ForeignKey {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
    }

    /** What becomes of the rows that refer to one that goes. */
    public enum Action {
        NO_ACTION,
        RESTRICT,
        CASCADE,
        SET_NULL,
        SET_DEFAULT
    }
}
