package dev.palindrome.schema.model;

import java.util.Comparator;

/** The name of a table with its schema, both unquoted. Ordered by the characters' codes, as in every locale. */
public record TableName(String schema, String name) implements Comparable<TableName> {

    private static final Comparator<TableName> ORDER =
            Comparator.comparing(TableName::schema).thenComparing(TableName::name);

    @Override
    public int compareTo(TableName other) {
        return ORDER.compare(this, other);
    }

    /** Return schema and name with a dot between, unquoted. */
    @Override
    public String toString() {
        return schema + "." + name;
    }
}
