package dev.palindrome.roundtrip.execution;

import dev.palindrome.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Cancels whatever statement runs in a database after a while, and again each second, until it is closed: of a program nobody else can tell the
 * server to stop. https://www.postgresql.org/docs/current/functions-admin.html: pg_cancel_backend.
 */
public final class CancellingWatch {

    private static final String CANCEL = """
            SELECT pg_catalog.pg_cancel_backend(a.pid) FROM pg_catalog.pg_stat_activity a
            WHERE a.datname = pg_catalog.current_database() AND a.state = 'active' AND a.pid <> pg_catalog.pg_backend_pid()""";

    private final Database database;
    private final Duration time;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private CancellingWatch(Database database, Duration time) {
        this.database = database;
        this.time = time;
        this.thread = new Thread(this::watch, "palindrome-time-limit");
        thread.setDaemon(true);
    }

    /** Begin to watch a database that nobody else uses. */
    public static CancellingWatch over(Database database, Duration time) {
        CancellingWatch watch = new CancellingWatch(database, time);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        try {
            boolean isOver = closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
            while (!isOver) {
                cancel();
                isOver = closed.await(1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void cancel() {
        try (Connection session = database.connect();
                Statement statement = session.createStatement()) {
            statement.execute(CANCEL);
        } catch (SQLException e) {
            // A server that has no session to spare now may have one in a second.
        }
    }

    /** Cancel nothing any more. No session of the watch is left when this returns. */
    public void close() {
        closed.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
