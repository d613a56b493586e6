package dev.palindrome.data;

import dev.palindrome.data.internal.catalog.Catalog;
import dev.palindrome.data.internal.catalog.Column;
import dev.palindrome.data.internal.catalog.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fills all tables of a database within the transaction that is open. */
final class Synthesis {

    /** How many tables one query counts. */
    private static final int BATCH = 100;

    private final Connection connection;
    private final PopulationOptions options;
    private final Server server;
    private final Catalog catalog;
    private final List<Table> tables;
    private final List<UnusedAssumption> unused;
    private final Filler filler;

    Synthesis(Connection connection, Catalog catalog, PopulationOptions options) throws SQLException {
        this.connection = connection;
        this.server = new Server(connection);
        this.catalog = catalog;
        this.tables = catalog.tables().stream()
                .filter(table -> isIncluded(table, options))
                .toList();
        this.unused = Assumptions.unused(server, connection, options, tables);
        this.options = Assumptions.without(unused, options);
        this.filler = new Filler(catalog, server, this.options);
        catalog.tables().stream().filter(table -> !tables.contains(table)).forEach(filler::close);
        tables.stream().filter(table -> options.parents().contains(name(table))).forEach(filler::fillForOthers);
    }

    private boolean isIncluded(Table table, PopulationOptions options) {
        Table root = table.isPartition() ? catalog.byOid().get(table.root()) : table;
        return !options.excluded().contains(name(table)) && !options.excluded().contains(name(root));
    }

    static TableName name(Table table) {
        return new TableName(table.schema(), table.name());
    }

    /** The tables that hold rows themselves. */
    List<Table> holders() {
        return tables.stream().filter(table -> !table.partitioned()).toList();
    }

    Filler filler() {
        return filler;
    }

    Server server() {
        return server;
    }

    Population populate() throws SQLException {
        Map<Long, Long> atFirst = counts();
        Set<TableName> replaced = new TreeSet<>();
        runUserSql();
        Map<Long, Long> before = options.userRows().isBlank() ? atFirst : counts();
        for (Table table : holders()) {
            filler.startAfter(table, before.get(table.oid()));
            if (options.userRows().replaces(name(table))
                    && !before.get(table.oid()).equals(atFirst.get(table.oid()))) {
                filler.close(table);
                replaced.add(name(table));
            }
        }
        server.execute("SET CONSTRAINTS ALL IMMEDIATE");
        List<List<Table>> order = FillOrder.of(tables, filler::isNullable);
        for (List<Table> group : order) {
            fill(group);
        }
        completeLoops();
        server.settle();
        return new Population(options.seed(), results(before), filler.rows(), unused, replaced);
    }

    /** Number new rows after those that are there. */
    void prepare() throws SQLException {
        Map<Long, Long> held = counts();
        holders().forEach(table -> filler.startAfter(table, held.get(table.oid())));
        server.execute("SET CONSTRAINTS ALL IMMEDIATE");
    }

    private void fill(List<Table> group) throws SQLException {
        if (group.size() > 1) {
            List<Table> members = new ArrayList<>();
            for (Table table : group) {
                holdersOf(table).stream().findFirst().ifPresent(members::add);
            }
            filler.fillCycle(members);
        }
        for (Table table : group) {
            for (Table holder : holdersOf(table)) {
                filler.fill(holder);
            }
        }
    }

    private List<Table> holdersOf(Table table) {
        return table.partitioned()
                ? tables.stream()
                        .filter(partition -> partition.root() == table.oid() && !partition.partitioned())
                        .toList()
                : List.of(table);
    }

    /** Where tables point at each other, the first could not point anywhere yet. */
    private void completeLoops() throws SQLException {
        for (Table table : holders()) {
            if (!filler.isClosed(table)
                    && !filler.isProvided(table)
                    && table.foreignKeys().stream().anyMatch(key -> filler.isNullable(table, key))
                    && filler.counts(table).values().stream().anyMatch(count -> count.values() == 0)) {
                filler.complete(table);
            }
        }
    }

    private void runUserSql() throws SQLException {
        if (options.userRows().isBlank()) {
            return;
        }
        server.execute("SAVEPOINT palindrome_user");
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(options.userRows().sql());
            // An error of a later statement comes with its result.
            boolean more = true;
            while (more) {
                more = statement.getMoreResults() || statement.getUpdateCount() >= 0;
            }
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
        } catch (SQLException e) {
            server.execute("ROLLBACK TO SAVEPOINT palindrome_user");
            throw new UserRowsException(options.userRows().sql(), e);
        }
        server.execute("RELEASE SAVEPOINT palindrome_user");
    }

    private Map<Long, Long> counts() throws SQLException {
        Map<Long, Long> counts = new HashMap<>();
        for (int start = 0; start < tables.size(); start += BATCH) {
            List<Table> batch = tables.subList(start, Math.min(tables.size(), start + BATCH));
            String columns = batch.stream()
                    .map(table -> "(SELECT count(*) FROM " + (table.partitioned() ? "" : "ONLY ") + table.sql() + ")")
                    .collect(Collectors.joining(", "));
            List<@Nullable String> row = server.read("SELECT " + columns).get(0);
            for (int i = 0; i < batch.size(); i++) {
                counts.put(batch.get(i).oid(), Long.valueOf(String.valueOf(row.get(i))));
            }
        }
        return counts;
    }

    private List<TablePopulation> results(Map<Long, Long> before) throws SQLException {
        Map<TableName, List<SynthesisedRow>> rows =
                filler.rows().stream().collect(Collectors.groupingBy(SynthesisedRow::target));
        Map<Long, Long> now = counts();
        Map<Long, Map<String, Filler.ColumnCounts>> nulls = filler.counts(
                tables.stream().filter(table -> !table.partitioned()).toList());
        List<TablePopulation> results = new ArrayList<>();
        for (Table table : tables) {
            results.add(new TablePopulation(
                    name(table),
                    before.get(table.oid()),
                    now.get(table.oid()),
                    rows.getOrDefault(name(table), List.of()),
                    now.get(table.oid()) > 0 ? Optional.empty() : Optional.of(reason(table)),
                    nullableColumns(table, nulls.getOrDefault(table.oid(), Map.of()))));
        }
        return results;
    }

    private Unfilled reason(Table table) {
        if (table.partitioned()) {
            return Unfilled.because(
                    holdersOf(table).isEmpty()
                            ? "the table has no partition"
                            : "none of its partitions could be filled");
        }
        return filler.progress(table)
                .last()
                .map(refusal -> new Reasons(catalog).of(table, refusal))
                .orElse(Unfilled.because(
                        filler.isClosed(table) ? "the SQL for rows of your own leaves it empty" : "no row was tried"));
    }

    private List<NullableColumn> nullableColumns(Table table, Map<String, Filler.ColumnCounts> counts) {
        List<NullableColumn> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            Filler.ColumnCounts count = counts.get(column.name());
            if (count != null) {
                Optional<Unfilled> why = count.nulls() > 0 ? Optional.empty() : Optional.of(whyNever(table, column));
                columns.add(new NullableColumn(column.name(), count.nulls() > 0, count.values() > 0, why));
            }
        }
        return columns;
    }

    private Unfilled whyNever(Table table, Column column) {
        Optional<Refusal> refusal = filler.progress(table).neverNull(column.name());
        if (refusal.isPresent()) {
            return new Reasons(catalog).of(table, refusal.get());
        }
        if (filler.isClosed(table)) {
            return Unfilled.because("your own rows hold none");
        }
        if (filler.progress(table).made() == 0) {
            return Unfilled.because("no row could be inserted");
        }
        return Unfilled.because(
                filler.progress(table).made() >= options.maxRowsPerTable()
                        ? "the table has its " + options.maxRowsPerTable() + " rows"
                        : "a NULL was sent, but a value is kept in its place");
    }
}
