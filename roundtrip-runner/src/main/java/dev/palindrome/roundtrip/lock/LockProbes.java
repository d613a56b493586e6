package dev.palindrome.roundtrip.lock;

import dev.palindrome.data.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Asks for tables as applications do, again and again, while an upgrade runs, to see how long it keeps them waiting. A probe takes the lock that a
 * SELECT takes, or that an UPDATE takes, and lets go of it at once (manual, section 13.3.1, "Table-Level Locks"). It touches no row and holds one
 * lock at a time, so that it never is part of a deadlock.
 */
public final class LockProbes implements AutoCloseable {

    /** Each table needs two sessions. */
    private static final int MOST_TABLES = 8;

    private static final long PAUSE_MILLIS = 2;

    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(10);

    private final Map<TableName, Pair> probes = new TreeMap<>();
    private final List<Probe> running = new ArrayList<>();
    private volatile boolean stopped;

    private record Pair(Probe reader, Probe writer) {}

    /**
     * The longest that somebody waited for a table.
     *
     * @param reader who wanted to SELECT
     * @param writer who wanted to INSERT, UPDATE or DELETE
     */
    public record Waited(Duration reader, Duration writer) {

        /** As a fact, such as {@code readers waited 1,204 ms, writers 1,205 ms}. */
        @Override
        public String toString() {
            return "readers waited %d ms, writers %d ms".formatted(reader.toMillis(), writer.toMillis());
        }
    }

    private LockProbes() {}

    /**
     * Begin; each probe has had its table once when this returns.
     *
     * @param tables of which the first eight are watched
     * @throws SQLException when a session cannot be opened, or a table is not there
     */
    public static LockProbes begin(Sessions sessions, Collection<TableName> tables) throws SQLException {
        LockProbes probes = new LockProbes();
        try {
            for (TableName table : tables.stream().limit(MOST_TABLES).toList()) {
                Probe reader = probes.probe(sessions, table, LockMode.ACCESS_SHARE);
                Probe writer = probes.probe(sessions, table, LockMode.ROW_EXCLUSIVE);
                probes.probes.put(table, new Pair(reader, writer));
            }
        } catch (SQLException e) {
            probes.close();
            throw e;
        }
        probes.running.forEach(Thread::start);
        return probes;
    }

    private Probe probe(Sessions sessions, TableName table, LockMode mode) throws SQLException {
        Probe probe = new Probe(sessions.open(), "LOCK TABLE ONLY %s IN %s MODE".formatted(table.sql(), mode));
        running.add(probe);
        probe.ask();
        return probe;
    }

    /** End, and return how long each table was waited for. */
    public Map<TableName, Waited> end() {
        close();
        Map<TableName, Waited> waited = new TreeMap<>();
        probes.forEach((table, pair) -> waited.put(table, new Waited(pair.reader.longest(), pair.writer.longest())));
        return waited;
    }

    /** End. Idempotent. */
    @Override
    public void close() {
        stopped = true;
        running.forEach(Probe::end);
    }

    private final class Probe extends Thread {
        private final Connection session;
        private final String lock;
        private volatile long longest;

        Probe(Connection session, String lock) {
            super("palindrome-lock-probe");
            setDaemon(true);
            this.session = session;
            this.lock = lock;
        }

        void ask() throws SQLException {
            try (Statement statement = session.createStatement()) {
                statement.execute("BEGIN; " + lock + "; COMMIT");
            }
        }

        @Override
        public void run() {
            try {
                while (!stopped) {
                    long begin = System.nanoTime();
                    ask();
                    longest = Math.max(longest, System.nanoTime() - begin);
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (SQLException e) {
                // The table is gone, or has another name: nobody can wait for it any more.
            }
        }

        Duration longest() {
            return Duration.ofNanos(longest);
        }

        void end() {
            try {
                join(PATIENCE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            try {
                // Also where it waits still.
                session.abort(Runnable::run);
            } catch (SQLException e) {
                // It is closed.
            }
        }
    }
}
