package dev.palindrome.data.internal.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A table's column.
 *
 * @param typeName with its modifier, such as {@code character varying(40)}
 * @param defaultValue the expression of a default, or of a generated column; null for none
 */
public record Column(
        String name,
        int number,
        long type,
        int modifier,
        String typeName,
        boolean notNull,
        boolean identity,
        boolean generated,
        @Nullable String defaultValue) {

    /** Tell whether the server fills the column by itself when an INSERT leaves it out. */
    public boolean hasDefault() {
        return identity || (defaultValue != null && !generated);
    }

    /** Return the column with the defaults of another, as an INSERT into the table above a partition sees them. */
    Column withDefaultsOf(Column other) {
        return new Column(
                name, number, type, modifier, typeName, notNull, other.identity, generated, other.defaultValue);
    }
}
