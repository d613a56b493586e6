package dev.palindrome.schema.lint;

import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.model.Index;
import dev.palindrome.schema.model.SqlNames;
import dev.palindrome.schema.model.Table;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Indexes that another index of the table makes superfluous. */
final class RedundantIndexLint {

    private static final Comparator<Index> IMPORTANCE = Comparator.comparing(
                    (Index index) -> index.constraint().isEmpty())
            .thenComparing(
                    index -> index.constraint().map(Index.Constraint::kind).orElse(Index.Constraint.Kind.EXCLUSION))
            .thenComparing(index -> !index.unique())
            .thenComparing(Index::name);

    private RedundantIndexLint() {}

    static List<Lint> of(Table table) {
        return table.indexes().stream()
                .flatMap(index -> better(table, index).map(other -> lint(table, index, other)).stream())
                .toList();
    }

    private static Optional<Index> better(Table table, Index index) {
        return table.indexes().stream()
                .filter(other -> !other.name().equals(index.name()))
                .filter(other -> replaces(other, index) && !(replaces(index, other) && isKept(index, other)))
                .findFirst();
    }

    private static boolean replaces(Index other, Index index) {
        return other.valid()
                && index.valid()
                && !index.neededOtherwise()
                && !index.isPrimaryKey()
                && !isExclusion(index)
                && other.method().equals(index.method())
                && other.predicate().equals(index.predicate())
                && carries(other, index)
                && (index.unique() ? demandsTheSame(other, index) : findsTheSame(other, index));
    }

    private static boolean isExclusion(Index index) {
        return index.constraint()
                .filter(enforced -> enforced.kind() == Index.Constraint.Kind.EXCLUSION)
                .isPresent();
    }

    /** A query that reads INCLUDE columns from the one reads them from the other. */
    private static boolean carries(Index other, Index index) {
        Set<String> columns = new HashSet<>(other.columns());
        columns.addAll(other.included());
        return columns.containsAll(index.included());
    }

    /** Only a B-tree is as good for its first columns alone; it is larger, but it is there anyway. */
    private static boolean findsTheSame(Index other, Index index) {
        int count = index.keys().size();
        return index.method().equals("btree")
                ? other.keys().size() >= count && other.keys().subList(0, count).equals(index.keys())
                : other.keys().equals(index.keys());
    }

    /** A wider unique index demands less, so that it replaces no narrower one. */
    private static boolean demandsTheSame(Index other, Index index) {
        return other.unique()
                && other.keys().equals(index.keys())
                && (other.nullsDistinct() == index.nullsDistinct() || !other.nullsDistinct())
                && (other.immediate() || !index.immediate());
    }

    /** Of two that replace each other, the more important one is kept, else the first by name. */
    private static boolean isKept(Index index, Index other) {
        return IMPORTANCE.compare(index, other) < 0;
    }

    private static Lint lint(Table table, Index index, Index other) {
        ObjectName name = Names.of(table, index);
        ObjectName better = Names.of(table, other);
        return new Lint(
                Lint.Rule.REDUNDANT_INDEX,
                name,
                List.of(name, better),
                "%s is redundant: %s has the same columns%s"
                        .formatted(
                                capitalised(name),
                                better,
                                other.keys().equals(index.keys()) ? "" : " in front, and more"),
                List.of(Names.described(table, index), Names.described(table, other)),
                List.of(List.of(drop(table, index))),
                false);
    }

    private static String capitalised(ObjectName name) {
        String text = name.toString();
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String drop(Table table, Index index) {
        return index.constraint()
                .map(enforced -> "ALTER TABLE %s DROP CONSTRAINT %s;"
                        .formatted(SqlNames.of(table.name()), SqlNames.of(enforced.name())))
                .orElseGet(() -> "DROP INDEX %s%s.%s;"
                        .formatted(
                                table.kind() == Table.Kind.PARTITIONED_TABLE ? "" : "CONCURRENTLY ",
                                SqlNames.of(table.name().schema()),
                                SqlNames.of(index.name())));
    }
}
