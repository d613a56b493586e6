package dev.palindrome.schema.lint;

import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.model.ForeignKey;
import dev.palindrome.schema.model.Index;
import dev.palindrome.schema.model.SqlNames;
import dev.palindrome.schema.model.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Foreign keys whose referring rows can only be found by reading the whole table. */
final class ForeignKeyLint {

    private static final Set<String> EQUALITY_METHODS = Set.of("btree", "hash", "gist");

    private ForeignKeyLint() {}

    static List<Lint> of(Table table) {
        return table.foreignKeys().stream()
                .filter(key -> table.indexes().stream().noneMatch(index -> serves(index, key)))
                .map(key -> lint(table, key))
                .toList();
    }

    /**
     * The server looks for rows that have given values in all columns of the key, none of them NULL. The order of the columns
     * is of no account to that, and an index that leaves out NULLs will do.
     */
    private static boolean serves(Index index, ForeignKey key) {
        int count = key.columns().size();
        if (!index.valid()
                || index.keys().size() < count
                || !(key.temporal() ? index.method().equals("gist") : EQUALITY_METHODS.contains(index.method()))
                || !Predicates.holdsWhereNotNull(index.predicate(), key.columns())) {
            return false;
        }
        Set<String> leading = new HashSet<>();
        index.keys().stream()
                .limit(count)
                .map(Index.Key::column)
                .flatMap(Optional::stream)
                .forEach(leading::add);
        return leading.equals(Set.copyOf(key.columns()));
    }

    private static Lint lint(Table table, ForeignKey key) {
        ObjectName name = Names.constraint(table, key.name());
        List<String> facts = new ArrayList<>(List.of(name + "  " + key.definition()));
        facts.addAll(Names.describedIndexes(table));
        return new Lint(
                Lint.Rule.FOREIGN_KEY_WITHOUT_INDEX,
                name,
                List.of(name),
                "Foreign key %s has no index that begins with %s"
                        .formatted(name.qualifiedName(), Names.columns(key.columns())),
                facts,
                List.of(List.of(create(table, key))),
                false);
    }

    /** An index on a partitioned table cannot be built concurrently. */
    private static String create(Table table, ForeignKey key) {
        return "CREATE INDEX %sON %s %s(%s);"
                .formatted(
                        table.kind() == Table.Kind.PARTITIONED_TABLE ? "" : "CONCURRENTLY ",
                        SqlNames.of(table.name()),
                        key.temporal() ? "USING gist " : "",
                        SqlNames.list(key.columns()));
    }
}
