package dev.palindrome.roundtrip;

import dev.palindrome.database.TestDatabase;
import dev.palindrome.database.TestServer;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionGraph;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.roundtrip.execution.SqlFailure;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.SnapshotOptions;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Databases that stand at a wanted place of a history. Each place is reached once by upgrades alone, kept, and cloned for
 * everyone who asks. Safe for use by several threads.
 */
public final class RevisionStates implements AutoCloseable {

    private final TestServer server;
    private final RevisionGraph graph;
    private final List<Revision> revisions;
    private final Preparation preparation;
    private final SnapshotOptions snapshotOptions;
    /** By the number of revisions that are applied. */
    private final Map<Integer, Stage> templates = new HashMap<>();

    /**
     * Prepare to make databases.
     *
     * @param server stays the caller's to close
     * @param setupSql what to run once before the first revision
     */
    public RevisionStates(TestServer server, RevisionHistory history, SetupSql setupSql) {
        this(server, history, setupSql, SnapshotOptions.defaults());
    }

    /**
     * Prepare to make databases.
     *
     * @param server stays the caller's to close
     * @param setupSql what to run once before the first revision
     * @param snapshotOptions what schemas leave out
     */
    public RevisionStates(
            TestServer server, RevisionHistory history, SetupSql setupSql, SnapshotOptions snapshotOptions) {
        this.server = server;
        this.graph = history.graph();
        this.revisions = graph.inOrder();
        this.preparation = Preparation.of(history, setupSql);
        this.snapshotOptions = preparation.leavingOut(snapshotOptions);
    }

    /**
     * Return a new database to which every revision before this one in the order of the walk is applied; the caller closes it.
     *
     * @throws UnreachableRevisionException when one of their upgrades fails
     * @throws SetupFailedException when the setup statements are refused
     */
    public TestDatabase before(RevisionId id) throws SQLException {
        int index = revisions.stream().map(Revision::id).toList().indexOf(id);
        if (index < 0) {
            throw new IllegalArgumentException("Revision " + id + " is not part of this history");
        }
        return server.cloneOf(template(index).database());
    }

    /**
     * Return a new database to which every revision is applied; the caller closes it.
     *
     * @throws UnreachableRevisionException when an upgrade fails
     * @throws SetupFailedException when the setup statements are refused
     */
    public TestDatabase atHead() throws SQLException {
        return server.cloneOf(template(revisions.size()).database());
    }

    /**
     * Return the schema with all revisions applied.
     *
     * @throws UnreachableRevisionException when an upgrade fails
     * @throws SetupFailedException when the setup statements are refused
     */
    public synchronized SchemaSnapshot headSchema() throws SQLException {
        Stage head = template(revisions.size());
        SchemaSnapshot schema = head.snapshot();
        head.release();
        return schema;
    }

    /**
     * Return the schema with these revisions, and all that they stand on, applied.
     *
     * @param tops none for the schema before the first revision
     * @throws UnreachableRevisionException when an upgrade fails
     * @throws SetupFailedException when the setup statements are refused
     */
    public SchemaSnapshot schemaAt(Set<RevisionId> tops) throws SQLException {
        Set<RevisionId> wanted = new HashSet<>(tops);
        tops.forEach(top -> graph.ancestors(top).forEach(revision -> wanted.add(revision.id())));
        try (Stage stage = base()) {
            upgrade(
                    stage,
                    revisions.stream()
                            .filter(revision -> wanted.contains(revision.id()))
                            .toList());
            return stage.snapshot();
        }
    }

    /** Return what schemas leave out: what was asked for, and the table in which the tool keeps what it has run. */
    public SnapshotOptions snapshotOptions() {
        return snapshotOptions;
    }

    private static void upgrade(Stage stage, List<Revision> revisions) throws SQLException {
        for (Revision revision : revisions) {
            SqlFailure failure = stage.run(revision.upgrade()).failure().orElse(null);
            if (failure != null) {
                throw new UnreachableRevisionException(revision, failure);
            }
        }
    }

    /**
     * Upgrade through the history in a database of its own, and show the schema at each wanted revision, with all before it in the
     * order of the walk applied.
     *
     * @throws UnreachableRevisionException when an upgrade fails; the revisions before it were shown
     * @throws SetupFailedException when the setup statements are refused
     */
    public void ascend(Predicate<RevisionId> wanted, BiConsumer<Revision, SchemaSnapshot> visitor) throws SQLException {
        try (Stage stage = base()) {
            for (Revision revision : revisions) {
                upgrade(stage, List.of(revision));
                if (wanted.test(revision.id())) {
                    visitor.accept(revision, stage.snapshot());
                }
            }
        }
    }

    private synchronized Stage template(int applied) throws SQLException {
        Stage known = templates.get(applied);
        if (known != null) {
            return known;
        }
        int nearest = templates.keySet().stream()
                .filter(count -> count < applied)
                .max(Integer::compare)
                .orElse(-1);
        Stage stage = nearest < 0
                ? base()
                : new Stage(server.cloneOf(templates.get(nearest).database()), snapshotOptions);
        try {
            upgrade(stage, revisions.subList(Math.max(nearest, 0), applied));
        } catch (UnreachableRevisionException e) {
            stage.close();
            throw e;
        }
        // It is copied from, which no session may be in the way of.
        stage.release();
        templates.put(applied, stage);
        return stage;
    }

    private Stage base() throws SQLException {
        Stage stage = new Stage(server.create(), snapshotOptions);
        stage.setUp(preparation);
        return stage;
    }

    @Override
    public synchronized void close() throws SQLException {
        for (Stage template : templates.values()) {
            template.close();
        }
        templates.clear();
    }
}
