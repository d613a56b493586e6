package dev.palindrome.schema.lint;

import dev.palindrome.schema.model.SqlNames;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the conditions of partial indexes, as far as they say that a column is not NULL. */
final class Predicates {

    private static final String NOT_NULL = " IS NOT NULL";

    private Predicates() {}

    /** Return whether the predicate demands, beside whatever else, that the column is not NULL. */
    static boolean demandsNotNull(Optional<String> predicate, String column) {
        return predicate
                .filter(text -> conjuncts(text).contains(SqlNames.of(column) + NOT_NULL))
                .isPresent();
    }

    /** Return whether every row with values in all these columns satisfies the predicate. */
    static boolean holdsWhereNotNull(Optional<String> predicate, List<String> columns) {
        Set<String> implied =
                columns.stream().map(column -> SqlNames.of(column) + NOT_NULL).collect(Collectors.toSet());
        return predicate.map(text -> implied.containsAll(conjuncts(text))).orElse(true);
    }

    /** Taken apart by PostgreSQL's own way to write them; a text with OR or NOT in it is left in one piece. */
    private static List<String> conjuncts(String predicate) {
        return predicate.contains(" OR ") || predicate.contains("NOT (")
                ? List.of(predicate)
                : Stream.of(predicate.split(" AND "))
                        .map(part -> part.replaceAll("^\\(+|\\)+$", ""))
                        .toList();
    }
}
