package dev.palindrome.roundtrip.lock;

import dev.palindrome.data.TableName;
import java.util.Map;

/**
 * What a table is made of, by OIDs, which stay when a statement renames something. The names of its parts are quoted where SQL needs it.
 *
 * @param file the file node that holds the rows; 0 for a table without rows of its own
 * @param indexes by OID
 * @param columns by number, dropped ones left out
 * @param constraints by OID
 */
record TableState(
        TableName name,
        long file,
        Map<Long, Index> indexes,
        Map<Integer, Column> columns,
        Map<Long, Constraint> constraints) {

    /**
     * An index.
     *
     * @param definition the statement that creates it
     */
    record Index(String name, long file, String definition) {}

    /**
     * A column.
     *
     * @param defaultValue the expression; empty when there is none
     * @param computed whether the server alone gives it its values: a generated column, or one of identity
     */
    record Column(String name, String type, boolean notNull, String defaultValue, boolean computed) {}

    /**
     * A constraint of the table's own, but for NOT NULL.
     *
     * @param type as in {@code pg_constraint.contype}
     * @param definition as in ALTER TABLE … ADD CONSTRAINT, without NOT VALID
     * @param index the OID of the index behind it; 0 when there is none
     */
    record Constraint(String name, char type, boolean validated, String definition, long index) {}
}
