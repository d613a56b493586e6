package dev.palindrome.roundtrip;

import dev.palindrome.database.TestServer;
import dev.palindrome.revision.RevisionHistory;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Takes every revision of a history up, down and up again on a server, and reports what does not come back. Immutable; one
 * value may verify several histories, also at the same time.
 */
public final class RoundTrip {

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
            return new Walk(server, options, start, listener).run();
        }
        RoundTripOptions oneAtATime = options.withJobs(1);
        Optional<String> shared = ClusterWide.in(start.revisions(), options.setupSql());
        if (shared.isPresent()) {
            listener.oneAtATime(shared.get() + ", which is for the whole server");
            return new Walk(server, oneAtATime, start, listener).run();
        }
        long before = ClusterWide.written(server);
        RoundTripReport report = new Walk(server, options, start, listener).run();
        if (ClusterWide.written(server) == before) {
            return report;
        }
        listener.oneAtATime(
                "roles, tablespaces or others of what belongs to the whole server changed meanwhile, so that all is walked again");
        return new Walk(server, oneAtATime, start, listener).run();
    }

    /** Verify the history without telling anybody of the progress. */
    public RoundTripReport verify(RevisionHistory history) throws SQLException {
        return verify(history, RoundTripListener.silent());
    }
}
