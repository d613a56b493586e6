package dev.palindrome.roundtrip;

import dev.palindrome.data.TableName;
import dev.palindrome.database.TestServer;
import dev.palindrome.revision.Revision;
import dev.palindrome.roundtrip.execution.SqlFailure;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.SnapshotOptions;
import dev.palindrome.schema.SnapshotReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The database that only ever goes forward. It lags behind the walk and is brought up to date when a state is wanted that no
 * downgrade has ever touched, so that a history without faults pays nothing for it.
 */
final class Chain implements AutoCloseable {

    private final TestServer server;
    private Stage forward;
    private final SnapshotOptions snapshotOptions;
    private final Start start;
    private final Preparation preparation;
    private final Roles roles;
    private final Deque<Revision> behind = new ArrayDeque<>();
    private final Spare spare = new Spare();
    private final List<Revision> applied = new ArrayList<>();
    private final boolean isSeenWhole;
    private boolean closed;

    /**
     * Create the database where the walk starts.
     *
     * @throws SetupFailedException when that is refused
     */
    Chain(TestServer server, Start start, SnapshotOptions snapshotOptions) throws SQLException {
        this.server = server;
        this.start = start;
        this.isSeenWhole = snapshotOptions.leavesNothingOut();
        this.snapshotOptions = start.preparation().leavingOut(snapshotOptions);
        this.preparation = start.preparation();
        this.roles = new Roles(
                preparation.setupSql(), start.revisions(), !server.source().equals("url"));
        this.forward = start.stage(server, this.snapshotOptions);
        roles.begin(forward);
        prepare();
    }

    private void prepare() throws SQLException {
        start.prepare(forward);
        roles.advanced(forward);
    }

    /** Note that a revision was upgraded elsewhere, to be caught up with when needed. */
    void add(Revision revision) {
        behind.add(revision);
        spare.add(revision);
    }

    /**
     * Apply what was noted; no copy may be left that has done so already.
     *
     * @return the revisions whose upgrade turned out to fail on a state that only went forward
     */
    List<Failure> catchUp() throws SQLException {
        List<Failure> failures = new ArrayList<>();
        if (behind.isEmpty()) {
            return failures;
        }
        roles.restore(forward);
        boolean wasKnown = forward.known().isPresent();
        int scripts = behind.size();
        while (!behind.isEmpty()) {
            Revision revision = behind.remove();
            applied.add(revision);
            forward.run(revision.upgrade(), scripts)
                    .failure()
                    .ifPresent(reason -> failures.add(new Failure(revision, reason)));
        }
        if (wasKnown) {
            forward.snapshot();
        }
        forward.release();
        roles.advanced(forward);
        return failures;
    }

    /** A revision that could not be caught up with. */
    record Failure(Revision revision, SqlFailure reason) {}

    /**
     * Tell whether nothing was there before the first revision, and snapshots tell of all that comes then, so that a database which looks like a
     * new one is as good as a new one.
     */
    boolean beginsWithNothing() {
        return start.restored().isEmpty()
                && preparation.setupSql().equals(SetupSql.none())
                && isSeenWhole
                && !roles.areConcerned();
    }

    /**
     * Take another database in the place of one that would still have to be brought up to date: one that stands where this one would, and came
     * there by upgrades alone since its schema was empty. This one closes it from now on.
     *
     * @see #beginsWithNothing()
     */
    void replaceWith(Stage upToDate) throws SQLException {
        upToDate.release();
        forward.close();
        forward = upToDate;
        applied.addAll(behind);
        behind.clear();
    }

    /** Return a copy of the database as it stands; the caller closes it before taking the next. */
    Stage copy() throws SQLException {
        roles.restore(forward);
        return new Stage(server.cloneOf(forward.database()), snapshotOptions, forward.known());
    }

    /** Return a database that stands where the walk does: one that was {@link #keep(Stage) kept}, or a copy. The caller keeps or closes it. */
    Spare.Lent lend() throws SQLException {
        Optional<Stage> kept = spare.take();
        if (kept.isEmpty()) {
            catchUp();
            return new Spare.Lent(copy(), false);
        }
        if (FastPath.isVerified()) {
            catchUp();
            FastPath.verify(kept.get(), forward);
            forward.release();
        }
        return new Spare.Lent(kept.get(), true);
    }

    /** Keep a database that was lent and is again as it was then. */
    void keep(Stage asLent) throws SQLException {
        spare.keep(asLent);
    }

    /** Tell whether what a script does to roles, which all databases share, is looked after. */
    boolean concernsRoles() {
        return roles.areConcerned();
    }

    /** Return the schema of the database as it stands. Copies that are taken from now on need not read it again. */
    SchemaSnapshot snapshot() throws SQLException {
        Optional<SnapshotReader.Known> known = forward.known();
        if (known.isPresent()) {
            return known.get().snapshot();
        }
        SchemaSnapshot snapshot = forward.snapshot();
        forward.release();
        return snapshot;
    }

    /**
     * Let something be tried on the forward database itself, with no other of the walk beside it, then make that database anew from
     * the first revision on. It costs the whole way up, and is for what other databases would be in the way of, see
     * {@link Roles#isHeldElsewhere}. No copy may be left, and nothing to catch up with.
     */
    <T> T alone(Attempt<T> attempt) throws SQLException {
        roles.restore(forward);
        try (Stage only = forward) {
            return attempt.on(only);
        } finally {
            forward = start.stage(server, snapshotOptions);
            roles.end(forward);
            prepare();
            for (Revision revision : applied) {
                forward.run(revision.upgrade(), applied.size());
            }
            forward.release();
            roles.advanced(forward);
        }
    }

    /** Something that is tried on a database that is dropped afterwards. */
    @FunctionalInterface
    interface Attempt<T> {
        T on(Stage stage) throws SQLException;
    }

    /** Return a copy of a copy, such as one that was filled with rows; the caller closes it before running anything in the other. */
    Stage copyOf(Stage filled) throws SQLException {
        roles.restore(forward);
        filled.release();
        return new Stage(server.cloneOf(filled.database()), snapshotOptions);
    }

    /**
     * Open a session on the database as it stands, only to read; the caller closes it before taking a copy.
     *
     * @see #catchUp()
     */
    Connection session() throws SQLException {
        return forward.sessionBeside();
    }

    /** Return the tables in which tools keep what they have run, this history's among them. */
    Set<TableName> versionTables() {
        return VersionTables.with(preparation.versionTable());
    }

    /** Put back the roles of the server, which what ran in a copy may have changed. */
    void restoreRoles() throws SQLException {
        roles.restore(forward);
    }

    /** Drop the database, and put the roles back that were there before it. Idempotent. */
    @Override
    public void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        try (spare) {
            forward.close();
        }
        if (roles.areConcerned()) {
            try (Stage elsewhere = new Stage(server.create(), snapshotOptions)) {
                roles.end(elsewhere);
            }
        }
    }
}
