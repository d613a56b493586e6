package dev.palindrome.data;

import dev.palindrome.data.internal.catalog.Catalog;
import dev.palindrome.data.internal.catalog.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes INSERT statements that stand alone, and tries them. */
final class OldInserts {

    private static final List<RowKind> KINDS = List.of(RowKind.FULL, RowKind.REQUIRED, RowKind.MINIMAL);

    private final Synthesis synthesis;

    OldInserts(RowSynthesis filled, PopulationOptions options) throws SQLException {
        this.synthesis = new Synthesis(filled.connection(), filled.catalog(), options.withUserRows(UserRows.none()));
    }

    List<OldInsert> collect() throws SQLException {
        synthesis.prepare();
        synthesis.filler().useExplicitKeys();
        List<OldInsert> inserts = new ArrayList<>();
        for (Table table : synthesis.holders()) {
            if (synthesis.filler().isForOthers(table)) {
                continue;
            }
            for (RowKind kind : KINDS) {
                synthesis.server().undone(() -> insert(table, kind)).ifPresent(inserts::add);
            }
        }
        synthesis.server().settle();
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
        RowSynthesis schema = RowSynthesis.on(connection);
        server.execute("SAVEPOINT palindrome_replay; SET CONSTRAINTS ALL IMMEDIATE");
        List<OldInsertOutcome> outcomes = new ArrayList<>();
        for (OldInsert insert : inserts) {
            List<List<String>> conditions = insert.statements().stream()
                    .map(statement -> List.<String>of())
                    .toList();
            Optional<Refusal> refusal = server.undone(() -> server.insert(insert.statements(), conditions));
            // Nearly all are taken, and then nobody asks the catalogue for a reason.
            if (refusal.isPresent()) {
                server.settle();
            }
            outcomes.add(new OldInsertOutcome(
                    insert,
                    refusal.isPresent()
                            ? Optional.of(reason(schema.catalog(), insert, refusal.get()))
                            : Optional.empty(),
                    refusal.map(Refusal::column)));
        }
        server.execute("ROLLBACK TO SAVEPOINT palindrome_replay; RELEASE SAVEPOINT palindrome_replay");
        return List.copyOf(outcomes);
    }

    private static Unfilled reason(Catalog catalog, OldInsert insert, Refusal why) {
        return catalog.tables().stream()
                .filter(table -> Synthesis.name(table).equals(insert.row().target()))
                .findFirst()
                .map(table -> new Reasons(catalog).of(table, why))
                .orElseGet(() ->
                        new Unfilled(why.sqlState(), why.message(), Optional.empty(), Optional.empty(), List.of()));
    }
}
