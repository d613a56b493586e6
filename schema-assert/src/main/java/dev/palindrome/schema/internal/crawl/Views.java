package dev.palindrome.schema.internal.crawl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import schemacrawler.schemacrawler.InformationSchemaKey;
import schemacrawler.schemacrawler.InformationSchemaViews;
import schemacrawler.schemacrawler.InformationSchemaViewsBuilder;
import schemacrawler.schemacrawler.MetadataRetrievalStrategy;
import schemacrawler.schemacrawler.SchemaInfoMetadataRetrievalStrategy;
import schemacrawler.schemacrawler.SchemaRetrievalOptions;
import schemacrawler.schemacrawler.SchemaRetrievalOptionsBuilder;

/**
 * The queries that SchemaCrawler reads the catalogue with. Those of its PostgreSQL plug-in join indexes and checks by name
 * alone, and the driver's metadata, which they complete, cost several queries a table; each of ours costs one a schema.
 */
final class Views {

    private static final Map<SchemaInfoMetadataRetrievalStrategy, InformationSchemaKey> DICTIONARY = Map.of(
            SchemaInfoMetadataRetrievalStrategy.tablesRetrievalStrategy, InformationSchemaKey.TABLES,
            SchemaInfoMetadataRetrievalStrategy.tableColumnsRetrievalStrategy, InformationSchemaKey.TABLE_COLUMNS,
            SchemaInfoMetadataRetrievalStrategy.foreignKeysRetrievalStrategy, InformationSchemaKey.FOREIGN_KEYS,
            SchemaInfoMetadataRetrievalStrategy.indexesRetrievalStrategy, InformationSchemaKey.INDEXES,
            SchemaInfoMetadataRetrievalStrategy.functionsRetrievalStrategy, InformationSchemaKey.FUNCTIONS,
            SchemaInfoMetadataRetrievalStrategy.proceduresRetrievalStrategy, InformationSchemaKey.PROCEDURES);

    private static final String OWN = resource("prelude");

    private static final Map<InformationSchemaKey, String> QUERIES = new EnumMap<>(Map.of(
            InformationSchemaKey.TABLES, OWN + resource("tables"),
            InformationSchemaKey.TABLE_COLUMNS, OWN + resource("columns"),
            InformationSchemaKey.FOREIGN_KEYS, OWN + resource("foreign_keys"),
            InformationSchemaKey.INDEXES, OWN + resource("indexes"),
            InformationSchemaKey.TABLE_CONSTRAINTS, OWN + resource("checks"),
            InformationSchemaKey.FUNCTIONS, resource("functions"),
            InformationSchemaKey.PROCEDURES, resource("procedures")));

    private Views() {}

    /** Return the plug-in's options with its queries replaced. */
    static SchemaRetrievalOptions replacedIn(SchemaRetrievalOptions plugIn) {
        SchemaRetrievalOptionsBuilder builder =
                SchemaRetrievalOptionsBuilder.builder(plugIn).withInformationSchemaViews(queries());
        DICTIONARY.keySet().forEach(strategy -> builder.with(strategy, MetadataRetrievalStrategy.data_dictionary_all));
        return builder.toOptions();
    }

    private static InformationSchemaViews queries() {
        InformationSchemaViewsBuilder builder = InformationSchemaViewsBuilder.builder();
        QUERIES.forEach(builder::withSql);
        return builder.toOptions();
    }

    private static String resource(String name) {
        try (InputStream file = Views.class.getResourceAsStream(name + ".sql")) {
            if (file == null) {
                throw new IllegalStateException("The jar lacks " + name + ".sql beside " + Views.class.getName());
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name + ".sql", e);
        }
    }
}
