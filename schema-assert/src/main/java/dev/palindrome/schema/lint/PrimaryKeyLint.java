package dev.palindrome.schema.lint;

import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.model.Column;
import dev.palindrome.schema.model.ForeignKey;
import dev.palindrome.schema.model.Index;
import dev.palindrome.schema.model.SqlNames;
import dev.palindrome.schema.model.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables without a primary key. A partition has its parent's, and a foreign table can have none. */
final class PrimaryKeyLint {

    private static final String USUAL_COLUMN = "id";
    private static final int SHOWN_COLUMNS = 8;

    private PrimaryKeyLint() {}

    static List<Lint> of(Table table) {
        boolean mayHaveOne = table.kind() == Table.Kind.TABLE || table.kind() == Table.Kind.PARTITIONED_TABLE;
        return mayHaveOne && table.primaryKey().isEmpty() ? List.of(lint(table)) : List.of();
    }

    private static Lint lint(Table table) {
        ObjectName name = Names.of(table);
        return new Lint(
                Lint.Rule.TABLE_WITHOUT_PRIMARY_KEY,
                name,
                List.of(name),
                "Table %s has no primary key".formatted(name.qualifiedName()),
                Stream.concat(Stream.of(described(table)), Names.describedIndexes(table).stream())
                        .toList(),
                proposals(table).stream().map(List::of).toList(),
                false);
    }

    private static String described(Table table) {
        int left = table.columns().size() - SHOWN_COLUMNS;
        return Names.of(table) + "  ("
                + table.columns().stream()
                        .limit(SHOWN_COLUMNS)
                        .map(column -> SqlNames.of(column.name()) + " " + column.type()
                                + (column.nullable() ? "" : " not null"))
                        .collect(Collectors.joining(", "))
                + (left > 0 ? ", and " + left + " more)" : ")");
    }

    /** What is unique already, then the ends of a table that joins others, then the column that most tables have for it. */
    private static List<String> proposals(Table table) {
        List<String> proposals = new ArrayList<>();
        table.indexes().stream()
                .filter(index -> isAsGoodAsPrimary(table, index))
                .forEach(index -> proposals.addAll(turnInto(table, index)));
        Set<String> ends = ends(table);
        if (ends.size() > 1 && ends.stream().noneMatch(column -> isNullable(table, column))) {
            proposals.add(add(table, ends));
        }
        Set<String> usual = new LinkedHashSet<>(List.of(USUAL_COLUMN));
        usual.addAll(table.partitionColumns());
        if (table.column(USUAL_COLUMN).isPresent()) {
            proposals.add(add(table, usual));
        } else if (ends.size() < 2) {
            proposals.add("ALTER TABLE %s ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY, ADD PRIMARY KEY (%s);"
                    .formatted(SqlNames.of(table.name()), SqlNames.list(usual)));
        }
        return proposals;
    }

    private static boolean isAsGoodAsPrimary(Table table, Index index) {
        return index.unique()
                && index.valid()
                && index.immediate()
                && index.predicate().isEmpty()
                && index.keys().stream()
                        .allMatch(key -> key.column()
                                .filter(column -> !isNullable(table, column))
                                .isPresent());
    }

    /** Left in place, what is unique already would be redundant beside the primary key. */
    private static List<String> turnInto(Table table, Index index) {
        String alter = "ALTER TABLE " + SqlNames.of(table.name());
        String primaryKey = " ADD PRIMARY KEY (%s);".formatted(SqlNames.list(index.columns()));
        return index.constraint()
                .map(enforced -> List.of(
                        alter + " DROP CONSTRAINT " + SqlNames.of(enforced.name()) + "," + primaryKey,
                        alter + primaryKey))
                .orElseGet(() -> List.of(
                        alter + " ADD PRIMARY KEY USING INDEX " + SqlNames.of(index.name()) + ";", alter + primaryKey));
    }

    /** The columns of two foreign keys or more, with what the table is partitioned by; empty for any other table. */
    private static Set<String> ends(Table table) {
        if (table.foreignKeys().size() < 2) {
            return Set.of();
        }
        Set<String> ends = new LinkedHashSet<>();
        table.foreignKeys().stream().map(ForeignKey::columns).forEach(ends::addAll);
        ends.addAll(table.partitionColumns());
        boolean joinsOnly = table.columns().stream().map(Column::name).allMatch(ends::contains);
        return joinsOnly
                ? table.columns().stream()
                        .map(Column::name)
                        .filter(ends::contains)
                        .collect(Collectors.toCollection(LinkedHashSet::new))
                : Set.of();
    }

    private static String add(Table table, Set<String> columns) {
        return "ALTER TABLE %s ADD PRIMARY KEY (%s);".formatted(SqlNames.of(table.name()), SqlNames.list(columns));
    }

    private static boolean isNullable(Table table, String column) {
        return table.column(column).filter(Column::nullable).isPresent();
    }
}
