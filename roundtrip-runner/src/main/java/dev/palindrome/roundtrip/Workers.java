package dev.palindrome.roundtrip;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of one run. None is left when this is closed, and with them no database that they opened. */
final class Workers implements AutoCloseable {

    /** https://www.postgresql.org/docs/current/errcodes-appendix.html: query_canceled. */
    private static final String CANCELLED = "57014";

    private static final long PATIENCE_SECONDS = 60;

    private final ExecutorService threads;
    private volatile boolean cancelled;

    Workers(int count) {
        AtomicInteger number = new AtomicInteger();
        // A thread that the end of the JVM would have to wait for could still be talking to a server that is being
        // stopped.
        threads = Executors.newFixedThreadPool(count, work -> {
            Thread thread = new Thread(work, "palindrome-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    <T> Future<T> begin(Callable<T> work) {
        return threads.submit(work);
    }

    /** Tell the work whether to end early: something else of the run has failed. */
    boolean isCancelled() {
        return cancelled;
    }

    /**
     * Wait for a result.
     *
     * @throws SQLException as the work threw it, or when this thread is interrupted; unchecked exceptions as they are
     */
    static <T> T result(Future<T> future) throws SQLException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("The walk was interrupted", CANCELLED, e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof SQLException failure) {
                throw failure;
            }
            if (cause instanceof RuntimeException failure) {
                throw failure;
            }
            if (cause instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(cause);
        }
    }

    /** Let the work that is still going on end after the revision that it is at, and wait for it. */
    @Override
    public void close() {
        cancelled = true;
        threads.shutdown();
        // Uninterruptibly: an interrupted thread would leave databases behind that nobody drops before the server ends.
        boolean interrupted = Thread.interrupted();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!threads.isTerminated() && System.nanoTime() < deadline) {
            try {
                threads.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
