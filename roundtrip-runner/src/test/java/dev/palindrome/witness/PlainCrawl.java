package dev.palindrome.witness;

import dev.palindrome.schema.model.SchemaModel;
import dev.palindrome.schema.model.Table.Kind;
import dev.palindrome.schema.model.TableName;
import java.sql.Connection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import schemacrawler.inclusionrule.RegularExpressionExclusionRule;
import schemacrawler.schema.Column;
import schemacrawler.schema.ColumnReference;
import schemacrawler.schema.ForeignKey;
import schemacrawler.schema.NamedObject;
import schemacrawler.schema.Table;
import schemacrawler.schemacrawler.LimitOptionsBuilder;
import schemacrawler.schemacrawler.LoadOptionsBuilder;
import schemacrawler.schemacrawler.SchemaCrawlerOptionsBuilder;
import schemacrawler.schemacrawler.SchemaInfoLevelBuilder;
import schemacrawler.tools.utility.SchemaCrawlerUtility;
import us.fatehi.utility.datasource.ConnectionDatabaseConnectionSource;

/** Has SchemaCrawler read a schema in its own way, by the driver's metadata: it shares no query with us. */
final class PlainCrawl {

    /** The driver's own words for integers that draw from a sequence. */
    private static final Map<String, String> SERIAL =
            Map.of("serial", "int4", "bigserial", "int8", "smallserial", "int2");

    private PlainCrawl() {}

    /** Return the lines of the tables that the model has. */
    static SortedSet<String> lines(Connection session, SchemaModel model) {
        var options = SchemaCrawlerOptionsBuilder.newSchemaCrawlerOptions()
                .withLimitOptions(LimitOptionsBuilder.builder()
                        .includeSchemas(new RegularExpressionExclusionRule(".*(pg_catalog|information_schema).*"))
                        .tableTypes("TABLE", "PARTITIONED TABLE", "FOREIGN TABLE")
                        .toOptions())
                .withLoadOptions(LoadOptionsBuilder.builder()
                        .withSchemaInfoLevel(SchemaInfoLevelBuilder.standard())
                        .toOptions());
        SortedSet<String> lines = new TreeSet<>();
        for (Table table : SchemaCrawlerUtility.getCatalog(new ConnectionDatabaseConnectionSource(session), options)
                .getTables()) {
            model.table(new TableName(table.getSchema().getName(), table.getName()))
                    .ifPresent(known -> add(lines, table, known.kind() == Kind.PARTITION));
        }
        return lines;
    }

    private static void add(SortedSet<String> lines, Table table, boolean partition) {
        String name = name(table);
        for (Column column : table.getColumns()) {
            String type = column.getColumnDataType().getName();
            lines.add("column %s.%s %s%s%s"
                    .formatted(
                            name,
                            column.getName(),
                            SERIAL.getOrDefault(type, type),
                            column.isNullable() ? "" : " not null",
                            column.hasDefaultValue() ? " " + column.getDefaultValue() : ""));
        }
        if (table.hasPrimaryKey()) {
            lines.add(ModelLines.key(
                    name,
                    table.getPrimaryKey().getConstrainedColumns().stream()
                            .sorted(Comparator.comparing(column -> column.getTableConstraintOrdinalPosition()))
                            .map(NamedObject::getName)
                            .toList()));
        }
        // Ours leaves out what a partition has from its parent.
        (partition ? List.<ForeignKey>of() : table.getImportedForeignKeys())
                .forEach(key -> lines.add(ModelLines.foreignKey(
                        name,
                        key.getName(),
                        key.getColumnReferences().stream()
                                .map(ColumnReference::getForeignKeyColumn)
                                .map(NamedObject::getName)
                                .toList(),
                        name(key.getReferencedTable()),
                        key.getColumnReferences().stream()
                                .map(ColumnReference::getPrimaryKeyColumn)
                                .map(NamedObject::getName)
                                .toList())));
        table.getIndexes().forEach(index -> lines.add(ModelLines.index(name, index.getName(), index.isUnique())));
    }

    private static String name(Table table) {
        return table.getSchema().getName() + "." + table.getName();
    }
}
