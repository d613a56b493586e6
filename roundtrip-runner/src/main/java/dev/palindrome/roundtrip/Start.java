package dev.palindrome.roundtrip;

import dev.palindrome.database.TestServer;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.schema.SnapshotOptions;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Where a walk begins, and which revisions come then.
 *
 * @param preparation what is made in an empty database; a restored one has it
 * @param restored the database to begin from; empty to begin from an empty one
 */
record Start(RevisionHistory history, Preparation preparation, Optional<RestoredState> restored) {

    /** Begin below the first revision. */
    static Start atBase(RevisionHistory history, RoundTripOptions options) {
        return new Start(history, Preparation.of(history, options.setupSql()), Optional.empty());
    }

    /** Begin where a database stands. */
    static Start at(RestoredState restored, RevisionHistory history) {
        return new Start(history, Preparation.of(history, SetupSql.none()), Optional.of(restored));
    }

    /** Return the revisions to walk, in the order of the history. */
    List<Revision> revisions() {
        return pending(history.graph().inOrder());
    }

    /** Return the same with parallel branches the other way round. */
    List<Revision> revisionsInOtherOrder() {
        return pending(history.graph().inOtherOrder());
    }

    private List<Revision> pending(List<Revision> all) {
        return restored.map(state -> all.stream()
                        .filter(revision -> !state.applied().contains(revision.id()))
                        .toList())
                .orElse(all);
    }

    /** Return a database that {@link #prepare} brings here; the caller closes it. */
    Stage stage(TestServer server, SnapshotOptions options) {
        return new Stage(restored.map(state -> server.cloneOf(state.database())).orElseGet(server::create), options);
    }

    /**
     * Do what comes before the first revision; when it fails, the database is dropped.
     *
     * @throws SetupFailedException when it is refused
     */
    void prepare(Stage stage) throws SQLException {
        if (restored.isEmpty()) {
            stage.setUp(preparation);
        }
    }

    /** Return what the report says of a database that the walk began from. */
    Optional<String> note() {
        int all = history.graph().inOrder().size();
        int walked = revisions().size();
        return restored.map(state -> walked == 0
                ? "%s has all %d revisions: nothing was pending, and nothing was walked".formatted(state.name(), all)
                : "the walk began from %s, which has %d of %d revisions; the others were walked on its rows"
                        .formatted(state.name(), all - walked, all));
    }

    /** Return where the rows come from that the walk itself meets; empty when its database is empty. */
    Optional<RowsOrigin> rows() {
        return restored.map(state -> RowsOrigin.restoredFrom(state.name()));
    }
}
