package dev.palindrome.deploy;

import dev.palindrome.database.Database;
import dev.palindrome.revision.Bookkeeping.AdvisoryLock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Keeps two runs apart that would change one database. An advisory lock of a session that is otherwise idle: it holds no snapshot, so
 * that no CREATE INDEX CONCURRENTLY waits for it (PostgreSQL manual, "Advisory Locks"), and it ends with the session, whatever happens
 * to us.
 */
final class DeploymentLock implements AutoCloseable {

    /** The letters PALI, and a number for what the lock is for. */
    private static final Key OURS = new Key("palindrome", "1346456649, 1", "1346456649, 1");

    /**
     * A lock, and who takes it.
     *
     * @param arguments of the function that takes it
     * @param halves how pg_locks shows it
     */
    private record Key(String tool, String arguments, String halves) {

        static Key of(AdvisoryLock lock) {
            return new Key(
                    lock.tool(),
                    Long.toString(lock.key()),
                    (lock.key() >>> Integer.SIZE) + ", " + (lock.key() & 0xFFFFFFFFL));
        }
    }

    private final Connection session;

    private DeploymentLock(Connection session) {
        this.session = session;
    }

    /**
     * Take our lock, and that of the tool whose history it is, or wait for them.
     *
     * @param tool the lock that the tool itself takes; empty for none
     * @throws DeploymentException when another run still has it at the end of the patience
     */
    static DeploymentLock take(Database database, Optional<AdvisoryLock> tool, Duration patience) throws SQLException {
        Connection session = database.connect();
        try {
            long deadline = System.nanoTime() + patience.toNanos();
            take(session, OURS, deadline);
            if (tool.isPresent()) {
                take(session, Key.of(tool.get()), deadline);
            }
            return new DeploymentLock(session);
        } catch (InterruptedException e) {
            session.close();
            Thread.currentThread().interrupt();
            throw new DeploymentException("Interrupted while waiting for another run of palindrome");
        } catch (SQLException | DeploymentException e) {
            session.close();
            throw e;
        }
    }

    private static void take(Connection session, Key key, long deadline) throws SQLException, InterruptedException {
        while (!ask(session, key)) {
            if (System.nanoTime() > deadline) {
                throw new DeploymentException(
                        "Another run of %s changes this database: %s. Wait for its end, or end that session with pg_terminate_backend"
                                .formatted(key.tool(), holder(session, key)));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static boolean ask(Connection session, Key key) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT pg_catalog.pg_try_advisory_lock(" + key.arguments() + ")")) {
            return result.next() && result.getBoolean(1);
        }
    }

    private static String holder(Connection session, Key key) throws SQLException {
        String query =
                "SELECT a.pid, a.usename, coalesce(host(a.client_addr), 'local'), date_trunc('second', a.backend_start)"
                        + " FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a USING (pid)"
                        + " WHERE l.locktype = 'advisory' AND l.granted AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE"
                        + " datname = current_database()) AND (l.classid::bigint, l.objid::bigint) = (" + key.halves()
                        + ")";
        try (Statement statement = session.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.next()
                    ? "process %s of role %s from %s, since %s"
                            .formatted(
                                    result.getString(1), result.getString(2), result.getString(3), result.getString(4))
                    : "it has just ended";
        }
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
