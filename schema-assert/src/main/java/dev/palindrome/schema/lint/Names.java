package dev.palindrome.schema.lint;

import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.model.Index;
import dev.palindrome.schema.model.SqlNames;
import dev.palindrome.schema.model.Table;
import java.util.List;
import java.util.stream.Collectors;

/** The parts of a model by the names that a snapshot has for them. */
final class Names {

    private Names() {}

    static ObjectName of(Table table) {
        ObjectKind kind = table.kind() == Table.Kind.FOREIGN_TABLE ? ObjectKind.FOREIGN_TABLE : ObjectKind.TABLE;
        return ObjectName.of(kind, table.name().schema(), table.name().name());
    }

    static ObjectName constraint(Table table, String name) {
        return ObjectName.of(
                ObjectKind.CONSTRAINT, table.name().schema(), table.name().name(), name);
    }

    /** An index that enforces a constraint goes by the constraint's name. */
    static ObjectName of(Table table, Index index) {
        return index.constraint()
                .map(enforced -> constraint(table, enforced.name()))
                .orElseGet(() -> ObjectName.of(ObjectKind.INDEX, table.name().schema(), index.name()));
    }

    /** Return the index on one line, such as {@code index public.i  USING btree (a)}. */
    static String described(Table table, Index index) {
        String definition = index.definition();
        int method = definition.indexOf(" USING " + index.method() + " ");
        String shown = method < 0 ? definition : definition.substring(method + 1);
        return of(table, index) + (index.unique() && index.constraint().isEmpty() ? "  unique, " : "  ") + shown;
    }

    /** Return a line for each index, or one that says that there is none. */
    static List<String> describedIndexes(Table table) {
        return table.indexes().isEmpty()
                ? List.of(of(table) + "  has no index")
                : table.indexes().stream().map(index -> described(table, index)).toList();
    }

    static String columns(List<String> columns) {
        return columns.stream().map(SqlNames::of).collect(Collectors.joining(", "));
    }
}
