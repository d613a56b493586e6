package dev.palindrome.schema.lint;

import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.model.Column;
import dev.palindrome.schema.model.SqlNames;
import dev.palindrome.schema.model.Table;
import java.util.List;
import java.util.Set;

/**
 * Columns of type json, which has no equality operator: DISTINCT, GROUP BY, UNION and = fail on them (PostgreSQL manual, "JSON Types"). A partition
 * has its parent's columns, and those of a foreign table are the other server's affair.
 */
final class JsonColumnLint {

    private static final Set<String> TYPES = Set.of("json", "json[]");

    private JsonColumnLint() {}

    static List<Lint> of(Table table) {
        boolean isOwn = table.kind() == Table.Kind.TABLE || table.kind() == Table.Kind.PARTITIONED_TABLE;
        return table.columns().stream()
                .filter(column -> isOwn && TYPES.contains(column.type()))
                .map(column -> lint(table, column))
                .toList();
    }

    private static Lint lint(Table table, Column column) {
        ObjectName name = ObjectName.of(
                ObjectKind.COLUMN, table.name().schema(), table.name().name(), column.name());
        String better = column.type().replace("json", "jsonb");
        return new Lint(
                Lint.Rule.JSON_COLUMN,
                name,
                List.of(name),
                "Column %s is of type %s, which has no equality: DISTINCT, GROUP BY, UNION and = fail on it"
                        .formatted(name.qualifiedName(), column.type()),
                List.of(name + "  " + column.type()),
                List.of(List.of("ALTER TABLE %s ALTER COLUMN %s TYPE %s;"
                        .formatted(SqlNames.of(table.name()), SqlNames.of(column.name()), better))),
                false);
    }
}
