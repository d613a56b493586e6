package dev.palindrome.roundtrip;

import dev.palindrome.database.TestServer;
import dev.palindrome.revision.RevisionHistory;
import java.sql.SQLException;

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
        try (Walk walk = new Walk(server, options, start, listener)) {
            return walk.run();
        }
    }

    /** Verify the history without telling anybody of the progress. */
    public RoundTripReport verify(RevisionHistory history) throws SQLException {
        return verify(history, RoundTripListener.silent());
    }
}
