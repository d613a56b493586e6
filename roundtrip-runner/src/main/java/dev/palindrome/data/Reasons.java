package dev.palindrome.data;

import dev.palindrome.data.internal.catalog.Catalog;
import dev.palindrome.data.internal.catalog.Constraint;
import dev.palindrome.data.internal.catalog.DataType;
import dev.palindrome.data.internal.catalog.ForeignKey;
import dev.palindrome.data.internal.catalog.Table;
import java.util.List;
import java.util.Optional;

/** Words a refusal for those who read the report. */
final class Reasons {

    private final Catalog catalog;

    Reasons(Catalog catalog) {
        this.catalog = catalog;
    }

    Unfilled of(Table table, Refusal refusal) {
        String name = refusal.constraint();
        if (refusal.is(Refusal.ASSUMPTION)) {
            return Unfilled.because("no row was found that satisfies the assumption " + name);
        }
        if (name == null) {
            List<String> columns = refusal.column() == null ? List.of() : List.of(refusal.column());
            Optional<String> partition =
                    refusal.is("23514") ? Optional.ofNullable(table.partitionConstraint()) : Optional.empty();
            return new Unfilled(
                    refusal.sqlState(),
                    refusal.message(),
                    partition.map(any -> Condition.PARTITION),
                    partition,
                    columns);
        }
        if (refusal.dataType() != null) {
            return new Unfilled(
                    refusal.sqlState(), refusal.message(), Optional.of(name), domainCheck(refusal), List.of());
        }
        Optional<Constraint> constraint = table.constraint(name);
        Optional<ForeignKey> key = table.foreignKey(name);
        return new Unfilled(
                refusal.sqlState(),
                refusal.message(),
                Optional.of(name),
                constraint.map(Constraint::definition).or(() -> key.map(ForeignKey::definition)),
                constraint
                        .map(Constraint::columns)
                        .or(() -> key.map(ForeignKey::columns))
                        .orElse(List.of()));
    }

    private Optional<String> domainCheck(Refusal refusal) {
        return catalog.types().values().stream()
                .filter(type -> type.shortName().equals(refusal.dataType()))
                .flatMap(type -> type.checks().stream()
                        .filter(check -> check.name().equals(refusal.constraint()))
                        .map(DataType.DomainCheck::expression)
                        .map(expression -> "domain " + type.name() + " CHECK (" + expression + ")"))
                .findFirst();
    }
}
