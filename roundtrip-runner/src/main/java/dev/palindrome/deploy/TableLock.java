package dev.palindrome.deploy;

import dev.palindrome.database.Database;
import dev.palindrome.revision.ToolLock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The lock of a migration tool, taken in its table as the tool would. It is a committed row, so that no statement of a revision waits for
 * it; therefore it outlives us unless it is given back, which a shutdown of the JVM does, too.
 */
final class TableLock implements AutoCloseable {

    private final Database database;
    private final ToolLock lock;
    private final AtomicBoolean held = new AtomicBoolean(true);
    private final Thread atShutdown = new Thread(this::releaseQuietly, "palindrome-lock");

    private TableLock(Database database, ToolLock lock) {
        this.database = database;
        this.lock = lock;
    }

    /**
     * Take the lock, or wait for it.
     *
     * @throws DeploymentException when somebody still has it at the end of the patience
     */
    static TableLock take(Database database, ToolLock lock, Duration patience) throws SQLException {
        TableLock taken = new TableLock(database, lock);
        // Before it is taken, so that there is no moment at which nobody would give it back.
        Runtime.getRuntime().addShutdownHook(taken.atShutdown);
        boolean success = false;
        try (Connection session = database.connect();
                Statement statement = session.createStatement()) {
            long deadline = System.nanoTime() + patience.toNanos();
            while (statement.executeUpdate(lock.taking()) == 0) {
                if (System.nanoTime() > deadline) {
                    throw new DeploymentException(
                            "Somebody else changes this database: %s. Wait for its end; if it died, release the lock: %s"
                                    .formatted(holder(statement, lock), lock.releasing(false)));
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
            success = true;
            return taken;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeploymentException("Interrupted while waiting for the lock of another run");
        } finally {
            if (!success) {
                taken.held.set(false);
                taken.forgetShutdown();
            }
        }
    }

    private static String holder(Statement statement, ToolLock lock) throws SQLException {
        try (ResultSet result = statement.executeQuery(lock.holderQuery())) {
            return result.next() ? result.getString(1) : "it has just ended";
        }
    }

    @Override
    public void close() throws SQLException {
        forgetShutdown();
        release();
    }

    private void release() throws SQLException {
        if (held.getAndSet(false)) {
            try (Connection session = database.connect();
                    Statement statement = session.createStatement()) {
                statement.executeUpdate(lock.releasing(true));
            }
        }
    }

    private void releaseQuietly() {
        try {
            release();
        } catch (SQLException e) {
            // The JVM ends, and the server has gone before it.
        }
    }

    private void forgetShutdown() {
        try {
            Runtime.getRuntime().removeShutdownHook(atShutdown);
        } catch (IllegalStateException e) {
            // It is running.
        }
    }
}
