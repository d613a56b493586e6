package dev.palindrome.data.internal.catalog;

import java.util.List;

/**
 * A foreign key.
 *
 * @param parent the oid of the table it points to
 * @param parentColumns in the order of {@code columns}
 * @param matchFull whether all columns or none must be NULL
 */
public record ForeignKey(
        String name,
        List<String> columns,
        long parent,
        List<String> parentColumns,
        boolean matchFull,
        String definition) {}
