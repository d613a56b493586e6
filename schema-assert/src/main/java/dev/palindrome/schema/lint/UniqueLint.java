package dev.palindrome.schema.lint;

import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.model.Column;
import dev.palindrome.schema.model.ForeignKey;
import dev.palindrome.schema.model.Index;
import dev.palindrome.schema.model.SqlNames;
import dev.palindrome.schema.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Unique constraints and indexes that do not hold for rows with a NULL, of which a table takes any number. */
final class UniqueLint {

    private UniqueLint() {}

    static List<Lint> of(Table table) {
        List<Lint> lints = new ArrayList<>();
        for (Index index : table.indexes()) {
            // A partition's index is its parent's affair.
            if (index.unique() && index.nullsDistinct() && table.kind() != Table.Kind.PARTITION) {
                lint(table, index).ifPresent(lints::add);
            }
        }
        return lints;
    }

    private static Optional<Lint> lint(Table table, Index index) {
        List<String> nullable = index.columns().stream()
                .filter(column -> table.column(column).filter(Column::nullable).isPresent())
                // Whoever leaves NULLs out by the condition means to.
                .filter(column -> !Predicates.demandsNotNull(index.predicate(), column))
                .toList();
        if (nullable.isEmpty()) {
            return Optional.empty();
        }
        ObjectName name = Names.of(table, index);
        List<String> facts = new ArrayList<>(List.of(Names.described(table, index)));
        nullable.stream()
                .flatMap(column -> table.column(column).stream())
                .forEach(column -> facts.add("column %s.%s  %s, takes NULL"
                        .formatted(Names.of(table).qualifiedName(), SqlNames.of(column.name()), column.type())));
        return Optional.of(new Lint(
                Lint.Rule.NULLABLE_COLUMN_IN_UNIQUE,
                name,
                List.of(name),
                "Unique %s %s lets rows repeat where %s is NULL"
                        .formatted(
                                name.kind().label(),
                                name.qualifiedName(),
                                String.join(
                                        " or ",
                                        nullable.stream().map(SqlNames::of).toList())),
                facts,
                proposals(table, nullable),
                // A single value that is unique where it is given is what is mostly meant.
                index.keys().size() == 1));
    }

    /** Not where a foreign key would set the column to NULL: that statement would pass now, and fail later. */
    private static List<List<String>> proposals(Table table, List<String> nullable) {
        boolean nullIsSet = table.foreignKeys().stream()
                .filter(key ->
                        key.onDelete() == ForeignKey.Action.SET_NULL || key.onUpdate() == ForeignKey.Action.SET_NULL)
                .anyMatch(key -> key.columns().stream().anyMatch(nullable::contains));
        return nullIsSet
                ? List.of()
                : List.of(nullable.stream()
                        .map(column -> "ALTER TABLE %s ALTER COLUMN %s SET NOT NULL;"
                                .formatted(SqlNames.of(table.name()), SqlNames.of(column)))
                        .toList());
    }
}
