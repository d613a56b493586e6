package dev.palindrome.schema.internal.crawl;

import dev.palindrome.schema.model.IncompleteModelException;
import dev.palindrome.schema.model.SchemaModel;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import schemacrawler.crawl.SchemaCrawler;
import schemacrawler.inclusionrule.RegularExpressionExclusionRule;
import schemacrawler.schema.Catalog;
import schemacrawler.schemacrawler.LimitOptionsBuilder;
import schemacrawler.schemacrawler.LoadOptionsBuilder;
import schemacrawler.schemacrawler.SchemaCrawlerOptions;
import schemacrawler.schemacrawler.SchemaCrawlerOptionsBuilder;
import schemacrawler.schemacrawler.SchemaInfoLevelBuilder;
import schemacrawler.tools.utility.SchemaCrawlerUtility;
import us.fatehi.utility.datasource.ConnectionDatabaseConnectionSource;
import us.fatehi.utility.datasource.DatabaseConnectionSource;

/** Has SchemaCrawler describe the schema of a database. */
public final class Crawler {

    private static final String SAVEPOINT = "palindrome_crawl";

    /** Under these settings PostgreSQL writes names and expressions in one way only. */
    private static final String SETTINGS = "select set_config('search_path', 'pg_catalog, pg_temp', true),"
            + " set_config('quote_all_identifiers', 'off', true)";

    private Crawler() {}

    /**
     * Crawl tables with their columns, keys, checks and indexes, and routines. An open transaction stays open and keeps its
     * settings; without one, none is left behind.
     *
     * @throws SQLException when the server refuses
     * @throws IncompleteModelException when SchemaCrawler lost something on its way
     */
    public static SchemaModel crawl(Connection connection) throws SQLException {
        QuietLoggers.quieten();
        boolean idle = connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.IDLE;
        boolean alone = idle && connection.getAutoCommit();
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    alone ? "begin transaction isolation level repeatable read read only" : "savepoint " + SAVEPOINT);
            try {
                statement.execute(SETTINGS);
                return new ModelBuilder(catalog(connection)).model();
            } finally {
                statement.execute(alone ? "rollback" : "rollback to savepoint " + SAVEPOINT);
                if (!alone && idle) {
                    connection.rollback();
                }
            }
        }
    }

    /** SchemaCrawler wraps what the server says in exceptions of its own; the server's words are what matters. */
    private static Catalog catalog(Connection connection) throws SQLException {
        DatabaseConnectionSource source = new ConnectionDatabaseConnectionSource(connection);
        try {
            return new SchemaCrawler(
                            source,
                            Views.replacedIn(SchemaCrawlerUtility.matchSchemaRetrievalOptions(source)),
                            options())
                    .crawl();
        } catch (RuntimeException e) {
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException refused) {
                    throw refused;
                }
            }
            throw new IncompleteModelException("SchemaCrawler could not read the schema: " + e.getMessage(), e);
        }
    }

    private static SchemaCrawlerOptions options() {
        return SchemaCrawlerOptionsBuilder.newSchemaCrawlerOptions()
                .withLimitOptions(LimitOptionsBuilder.builder()
                        .includeSchemas(new RegularExpressionExclusionRule(".*\\b(pg_[^.]*|information_schema)\"?"))
                        .tableTypes("TABLE", "PARTITIONED TABLE", "FOREIGN TABLE")
                        .includeAllRoutines()
                        .toOptions())
                .withLoadOptions(LoadOptionsBuilder.builder()
                        // One connection serves one thread at a time.
                        .withMaxThreads(1)
                        .withSchemaInfoLevelBuilder(level())
                        .toOptions());
    }

    /** No more than the model shows: at its standard level SchemaCrawler reads every type of the server, for one. */
    private static SchemaInfoLevelBuilder level() {
        return SchemaInfoLevelBuilder.builder()
                .setRetrieveTables(true)
                .setRetrieveTableColumns(true)
                .setRetrieveForeignKeys(true)
                .setRetrieveIndexes(true)
                .setRetrieveTableConstraints(true)
                .setRetrieveRoutines(true);
    }
}
