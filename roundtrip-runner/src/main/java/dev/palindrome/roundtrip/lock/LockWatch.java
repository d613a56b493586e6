package dev.palindrome.roundtrip.lock;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Looks again and again at the locks of a session that is at work, over another one. What is over in a moment is not seen. */
final class LockWatch implements AutoCloseable {

    private static final long PAUSE_MILLIS = 1;

    private final Connection watcher;
    private final String query;
    private final Map<Long, Set<LockMode>> seen = new HashMap<>();
    private final Thread thread;
    private volatile boolean stopped;
    private @Nullable SQLException failure;

    /**
     * Begin.
     *
     * @param watcher used by nobody else until the end
     * @param watched the session to look at
     */
    LockWatch(Connection watcher, Connection watched) throws SQLException {
        this.watcher = watcher;
        this.query =
                "SELECT relation, mode FROM pg_locks WHERE locktype = 'relation' AND granted AND relation >= 16384 AND pid = "
                        + watched.unwrap(PGConnection.class).getBackendPID();
        this.thread = new Thread(this::look, "palindrome-lock-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void look() {
        try (Statement statement = watcher.createStatement()) {
            while (!stopped) {
                try (ResultSet rows = statement.executeQuery(query)) {
                    while (rows.next()) {
                        seen.computeIfAbsent(rows.getLong(1), relation -> EnumSet.noneOf(LockMode.class))
                                .add(LockMode.of(rows.getString(2)));
                    }
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            failure = e;
        }
    }

    /** End, and return the locks that were seen, by the OID of the relation. */
    Map<Long, Set<LockMode>> stop() throws SQLException {
        close();
        if (failure != null) {
            throw failure;
        }
        return seen;
    }

    /** End. */
    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
