package dev.palindrome.roundtrip;

import dev.palindrome.database.TestServer;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Takes every revision of a history up, down and up again on a server, and reports what does not come back. Immutable; one
 * value may verify several histories, also at the same time.
 */
public final class RoundTrip {

    /** So few revisions are tried on rows sooner than another job has begun. */
    private static final int WORTH_A_JOB_WITH_ROWS = 5;

    /** So few are walked on empty databases sooner than another job has come to where its part begins. */
    private static final int WORTH_A_JOB = 50;

    /** The server has to serve them all, and others may want the machine. */
    private static final int MOST_USUAL = 8;

    private final TestServer server;
    private final RoundTripOptions options;

    private RoundTrip(TestServer server, RoundTripOptions options) {
        this.server = server;
        this.options = options;
    }

    /** Return a round trip on this server, which stays the caller's to close. */
    public static RoundTrip on(TestServer server, RoundTripOptions options) {
        return new RoundTrip(server, options);
    }

    /**
     * Return how many revisions to walk at once where nobody says it: one for each processor that there is enough to do for, which is more
     * where they are tried on rows. One where a history is not, or may turn out not to be, one that can be walked several times at
     * once.
     */
    public static int usualJobs(RevisionHistory history, RoundTripOptions options) {
        List<Revision> revisions = history.graph().inOrder();
        boolean isForeseen = revisions.stream().allMatch(RoundTrip::isForeseen);
        if (!isForeseen || ClusterWide.in(revisions, options.setupSql()).isPresent()) {
            return 1;
        }
        List<Revision> asked = revisions.stream()
                .filter(revision -> options.judges(revision.id()))
                .toList();
        List<Revision> mine = options.part().slice(asked);
        int worth = options.wantsRows()
                ? mine.size() / WORTH_A_JOB_WITH_ROWS
                : (options.part().seesWhole() ? asked : mine).size() / WORTH_A_JOB;
        int processors = Math.min(Runtime.getRuntime().availableProcessors(), MOST_USUAL);
        return Math.max(1, Math.min(worth, processors));
    }

    private static boolean isForeseen(Revision revision) {
        return revision.upgrade().isForeseen()
                && !(revision.downgrade() instanceof Downgrade.Script down
                        && !down.script().isForeseen());
    }

    /**
     * Verify the history in databases of its own, which are dropped at the end.
     *
     * @throws SetupFailedException when the setup statements are refused
     * @throws SQLException when the server goes away
     */
    public RoundTripReport verify(RevisionHistory history, RoundTripListener listener) throws SQLException {
        return run(Start.atBase(history, options), listener);
    }

    /**
     * Verify those revisions of the history that a database does not have, on copies of it and with its rows. Its rows take the place
     * of any others: no setup statements are run, and no rows are made.
     *
     * @param from on the same server
     * @throws SQLException when the server goes away
     */
    public RoundTripReport verify(RevisionHistory history, RestoredState from, RoundTripListener listener)
            throws SQLException {
        return run(Start.at(from, history), listener);
    }

    private RoundTripReport run(Start start, RoundTripListener listener) throws SQLException {
        if (options.jobs() == 1) {
            return walk(1, start, listener);
        }
        Optional<String> shared = ClusterWide.in(start.revisions(), options.setupSql());
        if (shared.isPresent()) {
            listener.fewerJobs(1, shared.get() + ", which is for the whole server");
            return walk(1, start, listener);
        }
        int jobs = Math.min(options.jobs(), ClusterWide.room(server));
        if (jobs < options.jobs()) {
            listener.fewerJobs(jobs, "each takes some sessions, and the server has no room for more");
        }
        long before = ClusterWide.written(server);
        RoundTripReport report = walk(jobs, start, listener);
        if (ClusterWide.written(server) == before) {
            return report;
        }
        listener.fewerJobs(
                1,
                "roles, tablespaces or others of what belongs to the whole server changed meanwhile, so that all is walked again");
        return walk(1, start, listener);
    }

    private RoundTripReport walk(int jobs, Start start, RoundTripListener listener) throws SQLException {
        return new Walk(server, options.withJobs(jobs), start, listener).run();
    }

    /** Verify the history without telling anybody of the progress. */
    public RoundTripReport verify(RevisionHistory history) throws SQLException {
        return verify(history, RoundTripListener.silent());
    }
}
