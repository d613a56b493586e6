package dev.palindrome.autogenerate;

import dev.palindrome.database.Database;
import dev.palindrome.schema.Difference;
import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.SchemaDiff;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.SnapshotOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Compares the schema of a database with a wanted one, and writes what separates them as an upgrade and a downgrade; see
 * "Auto Generating Migrations" in Alembic's documentation for the workflow. Unlike there, the server has the last word: each
 * statement is run as it is written, and what it refuses is not proposed. Differences in nothing but the order of columns,
 * names that the server made up or white space are none.
 */
public final class Autogenerate {

    private final SnapshotOptions options;

    /** @param options what both schemas leave out */
    public Autogenerate(SnapshotOptions options) {
        this.options = options;
    }

    /**
     * Propose a revision. The database is upgraded and downgraded in the course of it: give a copy.
     *
     * @throws SQLException when the server goes away
     */
    public Proposal propose(Database database, SchemaSnapshot wanted) throws SQLException {
        SchemaSnapshot target = wanted.without(options);
        try (Connection session = database.connect()) {
            session.setAutoCommit(false);
            SchemaSnapshot before = SchemaSnapshot.of(session, options);
            Direction up = new Direction(session, before, target);
            Direction down = new Direction(session, up.reached(), before);
            return new Proposal(
                    up.steps,
                    down.steps,
                    up.left(),
                    down.left(),
                    Stream.of(up, down).flatMap(Direction::reasons).toList(),
                    before.compareWith(target).probableRenames());
        }
    }

    /** The way from one schema to another. */
    private final class Direction {

        private final SchemaSnapshot wanted;
        private final List<ProposedStep> steps = new ArrayList<>();
        private SchemaSnapshot reached;
        private List<Refusal> refusals = List.of();

        /** What follows from something else is looked at again when that is done. */
        Direction(Connection session, SchemaSnapshot before, SchemaSnapshot wanted) throws SQLException {
            this.wanted = wanted;
            this.reached = before;
            run(session, Changes::ofLeaders);
            if (!left().isEmpty()) {
                run(session, Changes::all);
            }
        }

        /** In a transaction: a label that an enum got cannot be used before it has ended. */
        private void run(Connection session, Function<Changes, List<Change>> chosen) throws SQLException {
            Changes changes = new Changes(reached, wanted, new DescriptionWriter(role(session)));
            Sequencer sequencer = new Sequencer(session, changes, chosen.apply(changes));
            steps.addAll(sequencer.run());
            refusals = sequencer.refusals();
            session.commit();
            reached = SchemaSnapshot.of(session, options);
            session.commit();
        }

        SchemaSnapshot reached() {
            return reached;
        }

        SchemaDiff left() {
            return reached.compareWith(wanted).withoutCosmetic();
        }

        /** Return why, for each difference that is left; a change that was refused and is not missed needs no word. */
        Stream<Refusal> reasons() {
            return left().differences().stream()
                    .map(Difference::name)
                    .distinct()
                    .flatMap(this::reasons);
        }

        private Stream<Refusal> reasons(ObjectName object) {
            List<Refusal> told = refusals.stream()
                    .filter(refusal -> refusal.object().equals(object))
                    .distinct()
                    .toList();
            return told.isEmpty()
                    ? Stream.of(new Refusal(object, "there are no statements for this; write them by hand", List.of()))
                    : told.stream();
        }
    }

    private static String role(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_user")) {
            row.next();
            return row.getString(1);
        }
    }
}
