package dev.palindrome.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import schemacrawler.inclusionrule.RegularExpressionInclusionRule;
import schemacrawler.schema.Catalog;
import schemacrawler.schema.Column;
import schemacrawler.schema.ForeignKey;
import schemacrawler.schema.Index;
import schemacrawler.schema.NamedObject;
import schemacrawler.schema.Table;
import schemacrawler.schemacrawler.LimitOptionsBuilder;
import schemacrawler.schemacrawler.LoadOptionsBuilder;
import schemacrawler.schemacrawler.SchemaCrawlerOptions;
import schemacrawler.schemacrawler.SchemaCrawlerOptionsBuilder;
import schemacrawler.schemacrawler.SchemaInfoLevelBuilder;
import schemacrawler.tools.utility.SchemaCrawlerUtility;
import us.fatehi.utility.datasource.ConnectionDatabaseConnectionSource;

/**
 * A contestant of the comparison: takes each revision up, down and up, and compares what SchemaCrawler, as it comes, sees at its
 * standard level. Arguments: a JDBC URL, and a folder of pairs {@code 000001_name.up.sql} and {@code .down.sql}; user and password
 * come from {@code PGUSER} and {@code PGPASSWORD}. Prints how many revisions came back; exit code 1 when one did not.
 */
public final class SchemaCrawlerWalk {

    private static final String UP = ".up.sql";

    /** Held here, because the log manager forgets a logger that nobody holds. */
    private static final List<Logger> LOGGERS =
            Stream.of("schemacrawler", "us.fatehi").map(Logger::getLogger).toList();

    private final Connection scripts;
    private final Connection crawls;

    private SchemaCrawlerWalk(Connection scripts, Connection crawls) {
        this.scripts = scripts;
        this.crawls = crawls;
    }

    public static void main(String... arguments) throws SQLException, IOException {
        if (arguments.length != 2) {
            System.err.println("usage: SchemaCrawlerWalk JDBC-URL DIRECTORY");
            System.exit(2);
        }
        LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
        try (Connection scripts = connect(arguments[0]);
                Connection crawls = connect(arguments[0])) {
            scripts.setAutoCommit(false);
            System.exit(new SchemaCrawlerWalk(scripts, crawls).walk(Path.of(arguments[1])) ? 0 : 1);
        }
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, System.getenv("PGUSER"), System.getenv("PGPASSWORD"));
    }

    private boolean walk(Path directory) throws SQLException, IOException {
        int clean = 0;
        List<Path> upgrades = upgrades(directory);
        SortedSet<String> before = crawl();
        for (Path upgrade : upgrades) {
            Path downgrade = directory.resolve(upgrade.getFileName().toString().replace(UP, ".down.sql"));
            run(upgrade);
            SortedSet<String> after = crawl();
            run(downgrade);
            SortedSet<String> back = crawl();
            run(upgrade);
            SortedSet<String> again = crawl();
            if (back.equals(before) && again.equals(after)) {
                clean++;
            } else {
                System.out.println(upgrade.getFileName() + " does not come back");
            }
            before = again;
        }
        System.out.println(clean + " of " + upgrades.size() + " revisions came back");
        return clean == upgrades.size();
    }

    private static List<Path> upgrades(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(UP))
                    .sorted()
                    .toList();
        }
    }

    private void run(Path script) throws SQLException, IOException {
        try (Statement statement = scripts.createStatement()) {
            statement.execute(Files.readString(script));
        }
        scripts.commit();
    }

    private SortedSet<String> crawl() {
        Catalog catalog = SchemaCrawlerUtility.getCatalog(new ConnectionDatabaseConnectionSource(crawls), options());
        SortedSet<String> facts = new TreeSet<>();
        catalog.getTables().forEach(table -> describe(table, facts));
        return facts;
    }

    private static SchemaCrawlerOptions options() {
        return SchemaCrawlerOptionsBuilder.newSchemaCrawlerOptions()
                .withLimitOptions(LimitOptionsBuilder.builder()
                        .includeSchemas(new RegularExpressionInclusionRule(".*public"))
                        .toOptions())
                .withLoadOptions(LoadOptionsBuilder.builder()
                        // one session serves one thread at a time
                        .withMaxThreads(1)
                        .withSchemaInfoLevelBuilder(SchemaInfoLevelBuilder.builder()
                                .withInfoLevel(schemacrawler.schemacrawler.InfoLevel.standard))
                        .toOptions());
    }

    private static void describe(Table table, SortedSet<String> facts) {
        String name = table.getFullName();
        facts.add("%s %s %s".formatted(table.getTableType(), name, table.getRemarks()));
        for (Column column : table.getColumns()) {
            facts.add("column %s %s%s null %s default %s"
                    .formatted(
                            column.getFullName(),
                            column.getColumnDataType().getName(),
                            column.getWidth(),
                            column.isNullable(),
                            column.getDefaultValue()));
        }
        if (table.hasPrimaryKey()) {
            facts.add("primary key %s %s"
                    .formatted(name, names(table.getPrimaryKey().getConstrainedColumns())));
        }
        for (ForeignKey key : table.getImportedForeignKeys()) {
            facts.add("foreign key %s %s %s %s"
                    .formatted(name, key.getName(), key.getColumnReferences(), key.getDeleteRule()));
        }
        for (Index index : table.getIndexes()) {
            facts.add("index %s %s unique %s %s"
                    .formatted(name, index.getName(), index.isUnique(), names(index.getColumns())));
        }
    }

    private static String names(List<? extends NamedObject> objects) {
        return objects.stream().map(NamedObject::getName).collect(Collectors.joining(", "));
    }
}
