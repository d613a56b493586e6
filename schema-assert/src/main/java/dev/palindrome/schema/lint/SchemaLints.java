package dev.palindrome.schema.lint;

import dev.palindrome.schema.model.SchemaModel;
import dev.palindrome.schema.model.Table;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks for what a reviewer would ask about.
 *
 * <p>SchemaCrawler has linters for the same questions (schemacrawler-lint 16.27.1). They are not used, since each is wrong
 * about PostgreSQL: {@code LinterForeignKeyWithNoIndexes} takes any partial, invalid or GIN index for an answer and an index on
 * the same columns in another order for none; {@code LinterTableWithNoPrimaryKey} looks at partitions but not at partitioned
 * tables, and passes over a table whose columns all belong to foreign keys; {@code LinterNullColumnsInIndex} counts INCLUDE
 * columns, and knows neither NULLS NOT DISTINCT nor {@code WHERE c IS NOT NULL}; {@code LinterRedundantIndexes} compares lists
 * of columns alone, so that a unique, a partial or a GIN index is redundant beside any that begins with its columns.
 */
public final class SchemaLints {

    private SchemaLints() {}

    /** Return what is found, in the order of the tables; empty for a schema that gives no cause. */
    public static List<Lint> of(SchemaModel schema) {
        return schema.tables().stream().flatMap(SchemaLints::of).toList();
    }

    private static Stream<Lint> of(Table table) {
        return Stream.of(
                        PrimaryKeyLint.of(table),
                        ForeignKeyLint.of(table),
                        UniqueLint.of(table),
                        RedundantIndexLint.of(table),
                        JsonColumnLint.of(table))
                .flatMap(List::stream);
    }
}
