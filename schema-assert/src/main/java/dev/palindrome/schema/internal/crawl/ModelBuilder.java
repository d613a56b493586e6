package dev.palindrome.schema.internal.crawl;

import dev.palindrome.schema.internal.ArrayText;
import dev.palindrome.schema.model.Check;
import dev.palindrome.schema.model.Column;
import dev.palindrome.schema.model.ForeignKey;
import dev.palindrome.schema.model.IncompleteModelException;
import dev.palindrome.schema.model.Index;
import dev.palindrome.schema.model.Routine;
import dev.palindrome.schema.model.SchemaModel;
import dev.palindrome.schema.model.Table;
import dev.palindrome.schema.model.TableName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import schemacrawler.schema.AttributedObject;
import schemacrawler.schema.Catalog;
import schemacrawler.schema.ColumnReference;
import schemacrawler.schema.DescribedObject;
import schemacrawler.schema.ForeignKeyUpdateRule;
import schemacrawler.schema.TableConstraintType;

/** Makes our model of what SchemaCrawler found. */
final class ModelBuilder {

    private final Catalog catalog;

    ModelBuilder(Catalog catalog) {
        this.catalog = catalog;
    }

    SchemaModel model() {
        List<Table> tables = new ArrayList<>();
        for (schemacrawler.schema.Table table : catalog.getTables()) {
            tables.add(table(table));
        }
        tables.sort(Comparator.comparing(Table::name));
        List<Routine> routines = catalog.getRoutines().stream()
                .map(ModelBuilder::routine)
                .sorted(Comparator.comparing(Routine::schema)
                        .thenComparing(Routine::name)
                        .thenComparing(Routine::arguments))
                .toList();
        return new SchemaModel(tables, routines);
    }

    private static Table table(schemacrawler.schema.Table table) {
        List<Column> columns = table.getColumns().stream()
                .sorted(Comparator.comparing(schemacrawler.schema.Column::getOrdinalPosition))
                .map(ModelBuilder::column)
                .toList();
        List<Check> checks = table.getTableConstraints().stream()
                .filter(constraint -> constraint.getType() == TableConstraintType.check)
                .map(constraint -> new Check(constraint.getName(), text(constraint, "DEFINITION")))
                .sorted(Comparator.comparing(Check::name))
                .toList();
        requireAll(table, "columns", "COLUMN_COUNT", columns);
        requireAll(table, "checks", "CHECK_COUNT", checks);
        return new Table(
                name(table),
                kind(table),
                columns,
                list(table, "PARTITION_COLUMNS"),
                table.getImportedForeignKeys().stream()
                        .map(ModelBuilder::foreignKey)
                        .sorted(Comparator.comparing(ForeignKey::name))
                        .toList(),
                checks,
                table.getIndexes().stream()
                        .map(ModelBuilder::index)
                        .sorted(Comparator.comparing(Index::name))
                        .toList(),
                comment(table));
    }

    private static void requireAll(schemacrawler.schema.Table table, String what, String count, List<?> found) {
        if (found.size() != Integer.parseInt(text(table, count))) {
            throw new IncompleteModelException("SchemaCrawler found %d, not %s, %s of table %s"
                    .formatted(found.size(), text(table, count), what, name(table)));
        }
    }

    private static TableName name(schemacrawler.schema.Table table) {
        return new TableName(table.getSchema().getName(), table.getName());
    }

    private static Table.Kind kind(schemacrawler.schema.Table table) {
        if (flag(table, "IS_PARTITION")) {
            return Table.Kind.PARTITION;
        }
        return switch (table.getTableType().getTableType()) {
            case "PARTITIONED TABLE" -> Table.Kind.PARTITIONED_TABLE;
            case "FOREIGN TABLE" -> Table.Kind.FOREIGN_TABLE;
            default -> Table.Kind.TABLE;
        };
    }

    private static Column column(schemacrawler.schema.Column column) {
        return new Column(
                column.getName(),
                text(column, "TYPE_TEXT"),
                column.getColumnDataType().getName(),
                column.isNullable(),
                Optional.ofNullable(column.getDefaultValue()),
                column.isGenerated(),
                column.isAutoIncremented(),
                comment(column));
    }

    private static ForeignKey foreignKey(schemacrawler.schema.ForeignKey key) {
        List<ColumnReference> references = key.getColumnReferences();
        return new ForeignKey(
                key.getName(),
                references.stream()
                        .map(reference -> reference.getForeignKeyColumn().getName())
                        .toList(),
                name(key.getReferencedTable()),
                references.stream()
                        .map(reference -> reference.getPrimaryKeyColumn().getName())
                        .toList(),
                action(key.getDeleteRule()),
                action(key.getUpdateRule()),
                flag(key, "IS_TEMPORAL"),
                text(key, "DEFINITION"));
    }

    private static ForeignKey.Action action(ForeignKeyUpdateRule rule) {
        return switch (rule) {
            case restrict -> ForeignKey.Action.RESTRICT;
            case cascade -> ForeignKey.Action.CASCADE;
            case setNull -> ForeignKey.Action.SET_NULL;
            case setDefault -> ForeignKey.Action.SET_DEFAULT;
            default -> ForeignKey.Action.NO_ACTION;
        };
    }

    private static Index index(schemacrawler.schema.Index index) {
        List<String> texts = list(index, "KEYS");
        List<String> columns = list(index, "COLUMNS");
        List<Index.Key> keys = IntStream.range(0, texts.size())
                .mapToObj(i ->
                        new Index.Key(texts.get(i), Optional.of(columns.get(i)).filter(column -> !column.isEmpty())))
                .toList();
        return new Index(
                index.getName(),
                text(index, "METHOD"),
                keys,
                list(index, "INCLUDED"),
                optional(index, "PREDICATE"),
                index.isUnique(),
                !flag(index, "NULLS_NOT_DISTINCT"),
                flag(index, "IS_IMMEDIATE"),
                flag(index, "IS_VALID"),
                flag(index, "IS_NEEDED_OTHERWISE"),
                optional(index, "CONSTRAINT_NAME")
                        .map(name -> new Index.Constraint(name, constraintKind(text(index, "CONSTRAINT_TYPE")))),
                text(index, "DEFINITION"));
    }

    private static Index.Constraint.Kind constraintKind(String letter) {
        return switch (letter) {
            case "p" -> Index.Constraint.Kind.PRIMARY_KEY;
            case "u" -> Index.Constraint.Kind.UNIQUE;
            default -> Index.Constraint.Kind.EXCLUSION;
        };
    }

    private static Routine routine(schemacrawler.schema.Routine routine) {
        return new Routine(
                Routine.Kind.valueOf(text(routine, "KIND").toUpperCase(Locale.ROOT)),
                routine.getSchema().getName(),
                routine.getName(),
                text(routine, "ARGUMENTS"),
                optional(routine, "RETURNS"));
    }

    private static Optional<String> comment(DescribedObject object) {
        return Optional.ofNullable(object.getRemarks()).filter(comment -> !comment.isEmpty());
    }

    private static String text(AttributedObject object, String attribute) {
        return optional(object, attribute)
                .orElseThrow(() -> new IncompleteModelException(object + " came without " + attribute));
    }

    private static Optional<String> optional(AttributedObject object, String attribute) {
        return Optional.ofNullable(object.<Object>getAttribute(attribute)).map(Object::toString);
    }

    private static boolean flag(AttributedObject object, String attribute) {
        return text(object, attribute).equals("true");
    }

    private static List<String> list(AttributedObject object, String attribute) {
        return ArrayText.elements(text(object, attribute));
    }
}
