package dev.palindrome.roundtrip;

import dev.palindrome.data.TableName;

/** A column of a table, by its bare name. */
record ColumnName(TableName table, String column) {

    @Override
    public String toString() {
        return table + "." + column;
    }
}
