package dev.palindrome.data;

import dev.palindrome.data.internal.catalog.Catalog;
import dev.palindrome.data.internal.catalog.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes INSERT statements that stand alone, and tries them. */
final class OldInserts {

    private static final List<RowKind> KINDS = List.of(RowKind.FULL, RowKind.REQUIRED, RowKind.MINIMAL);

    private final Synthesis synthesis;

    OldInserts(Connection connection, PopulationOptions options) throws SQLException {
        this.synthesis = new Synthesis(connection, options.withUserRows(UserRows.none()));
    }

    List<OldInsert> collect() throws SQLException {
        synthesis.prepare();
        synthesis.filler().useExplicitKeys();
        List<OldInsert> inserts = new ArrayList<>();
        for (Table table : synthesis.holders()) {
            for (RowKind kind : KINDS) {
                synthesis.server().undone(() -> insert(table, kind)).ifPresent(inserts::add);
            }
        }
        return List.copyOf(inserts);
    }

    private Optional<OldInsert> insert(Table table, RowKind kind) throws SQLException {
        Filler filler = synthesis.filler();
        int before = filler.rows().size();
        boolean taken = filler.addOne(table, kind);
        List<SynthesisedRow> rows =
                List.copyOf(filler.rows().subList(before, filler.rows().size()));
        filler.forget(before);
        return taken
                ? Optional.of(new OldInsert(rows.get(rows.size() - 1), rows.subList(0, rows.size() - 1)))
                : Optional.empty();
    }

    static List<OldInsertOutcome> replay(Connection connection, List<OldInsert> inserts) throws SQLException {
        Server server = new Server(connection);
        Catalog catalog = Catalog.read(connection);
        Map<TableName, Table> tables = new TreeMap<>();
        catalog.tables().forEach(table -> tables.put(Synthesis.name(table), table));
        server.execute("SAVEPOINT palindrome_replay; SET CONSTRAINTS ALL IMMEDIATE");
        List<OldInsertOutcome> outcomes = new ArrayList<>();
        for (OldInsert insert : inserts) {
            List<List<String>> conditions = insert.statements().stream()
                    .map(statement -> List.<String>of())
                    .toList();
            Optional<Refusal> refusal = server.undone(() -> server.insert(insert.statements(), conditions));
            Table table = tables.get(insert.row().target());
            outcomes.add(new OldInsertOutcome(
                    insert,
                    refusal.map(why -> table == null
                            ? new Unfilled(why.sqlState(), why.message(), Optional.empty(), Optional.empty(), List.of())
                            : new Reasons(catalog).of(table, why)),
                    refusal.map(Refusal::column)));
        }
        server.execute("ROLLBACK TO SAVEPOINT palindrome_replay; RELEASE SAVEPOINT palindrome_replay");
        return List.copyOf(outcomes);
    }
}
