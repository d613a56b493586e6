package dev.palindrome.witness;

import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.SchemaObject;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.model.Column;
import dev.palindrome.schema.model.ForeignKey;
import dev.palindrome.schema.model.Index;
import dev.palindrome.schema.model.SchemaModel;
import dev.palindrome.schema.model.Table;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables, columns, keys, checks and indexes as lines that a model and a snapshot write alike when they agree. */
final class ModelLines {

    private ModelLines() {}

    static SortedSet<String> of(SchemaModel model) {
        return model.tables().stream().flatMap(ModelLines::of).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> of(Table table) {
        String name = ObjectName.of(
                        ObjectKind.TABLE, table.name().schema(), table.name().name())
                .qualifiedName();
        Stream<String> self =
                Stream.of((table.kind() == Table.Kind.FOREIGN_TABLE ? "foreign table " : "table ") + name);
        Stream<String> columns = table.columns().stream()
                .map(column -> column(
                        name,
                        table.columns().indexOf(column) + 1,
                        column.name(),
                        column.type(),
                        column.nullable(),
                        column.expression()));
        Stream<String> checks =
                table.checks().stream().map(check -> constraint(name, check.name(), check.definition()));
        Stream<String> foreignKeys =
                table.foreignKeys().stream().map(key -> constraint(name, key.name(), key.definition()));
        Stream<String> indexes = table.indexes().stream().map(index -> index(table, name, index));
        return Stream.of(self, columns, checks, foreignKeys, indexes).flatMap(lines -> lines);
    }

    private static String index(Table table, String tableName, Index index) {
        String keys = index.keys().stream().map(Index.Key::text).collect(Collectors.joining(", ", "(", ")"));
        if (index.constraint().isEmpty()) {
            return "index " + ObjectName.of(ObjectKind.INDEX, table.name().schema(), index.name()) + " of " + tableName
                    + (index.unique() ? " unique " : " ")
                    + index.definition().substring(index.definition().indexOf(" USING ") + 1);
        }
        String kind = switch (index.constraint().get().kind()) {
            case PRIMARY_KEY -> "PRIMARY KEY ";
            case UNIQUE -> "UNIQUE ";
            case EXCLUSION -> "EXCLUDE ";
        };
        return constraint(tableName, index.constraint().get().name(), kind + keys);
    }

    static SortedSet<String> of(SchemaSnapshot snapshot) {
        return snapshot.objects().values().stream()
                .flatMap(object -> of(snapshot, object).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<String> of(SchemaSnapshot snapshot, SchemaObject object) {
        ObjectName name = object.name();
        ObjectName parent = object.parent();
        if (parent == null) {
            return isTable(name) ? Optional.of(name.toString()) : Optional.empty();
        }
        if (!isTable(parent)) {
            return Optional.empty();
        }
        return switch (name.kind()) {
            case COLUMN ->
                Optional.of(column(
                        parent.qualifiedName(),
                        object.rank(),
                        name.simpleName(),
                        object.attribute("type").orElseThrow(),
                        object.attribute("not null").isEmpty() && !domainRefusesNull(snapshot, object),
                        Stream.of("default", "generated stored", "generated virtual")
                                .flatMap(attribute -> object.attribute(attribute).stream())
                                .findFirst()));
            case CONSTRAINT ->
                object.attribute("definition")
                        .map(definition ->
                                constraint(parent.qualifiedName(), name.simpleName(), keyColumns(definition)));
            case INDEX ->
                Optional.of("index " + name + " of " + parent.qualifiedName()
                        + (object.attribute("unique").isPresent() ? " unique " : " ")
                        + object.attribute("definition").orElseThrow());
            default -> Optional.empty();
        };
    }

    private static boolean isTable(ObjectName name) {
        return name.kind() == ObjectKind.TABLE || name.kind() == ObjectKind.FOREIGN_TABLE;
    }

    private static boolean domainRefusesNull(SchemaSnapshot snapshot, SchemaObject column) {
        String type = column.attribute("type").orElseThrow();
        return snapshot.objects().values().stream()
                .filter(object -> object.name().kind() == ObjectKind.DOMAIN)
                .filter(domain -> domain.name().qualifiedName().equals(type))
                .anyMatch(domain -> domain.attribute("not null").isPresent());
    }

    /** A model knows of a key its columns; the rest of the definition is the snapshot's alone. */
    private static String keyColumns(String definition) {
        var key = Pattern.compile("(PRIMARY KEY |UNIQUE |EXCLUDE )(?:NULLS NOT DISTINCT |USING \\w+ )?(\\([^()]*\\)).*")
                .matcher(definition);
        return key.matches()
                ? key.group(1) + key.group(2).replaceAll(" WITH [^ ,()]+", "").replace(" WITHOUT OVERLAPS", "")
                : definition;
    }

    private static String column(
            String table, int rank, String name, String type, boolean nullable, Optional<String> expression) {
        return "column " + table + " " + rank + " " + name + " " + type + (nullable ? "" : " not null")
                + expression.map(" "::concat).orElse("");
    }

    private static String constraint(String table, String name, String definition) {
        return "constraint " + table + " " + name + " " + definition;
    }

    /** What SchemaCrawler's own queries can say, too: no expressions of indexes, and no definitions. */
    static SortedSet<String> bare(SchemaModel model) {
        SortedSet<String> lines = new TreeSet<>();
        for (Table table : model.tables()) {
            for (Column column : table.columns()) {
                lines.add("column %s.%s %s%s%s"
                        .formatted(
                                table.name(),
                                column.name(),
                                column.typeName(),
                                column.nullable() ? "" : " not null",
                                column.expression().map(" "::concat).orElse("")));
            }
            table.primaryKey().ifPresent(key -> lines.add(key(table.name().toString(), key.columns())));
            (table.kind() == Table.Kind.PARTITION ? List.<ForeignKey>of() : table.foreignKeys())
                    .forEach(key -> lines.add(foreignKey(
                            table.name().toString(),
                            key.name(),
                            key.columns(),
                            key.referencedTable().toString(),
                            key.referencedColumns())));
            table.indexes().forEach(index -> lines.add(index(table.name().toString(), index.name(), index.unique())));
        }
        return lines;
    }

    static String key(String table, List<String> columns) {
        return "key " + table + " " + columns;
    }

    static String foreignKey(
            String table, String name, List<String> columns, String referenced, List<String> referencedColumns) {
        return "foreign key " + table + " " + name + " " + columns + " to " + referenced + " " + referencedColumns;
    }

    static String index(String table, String name, boolean unique) {
        return "index " + table + " " + name + (unique ? " unique" : "");
    }
}
