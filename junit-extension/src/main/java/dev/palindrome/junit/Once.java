package dev.palindrome.junit;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * A value that the first thread to want it makes, while others wait. A failure is kept as well: where there is no database, the
 * hundredth test need not look for one again.
 */
final class Once<T> {

    private final FutureTask<T> task;
    private volatile @Nullable T made;

    Once(Callable<T> maker) {
        task = new FutureTask<>(() -> made = maker.call());
    }

    /**
     * Return the value.
     *
     * @throws SQLException when making it failed so; unchecked exceptions are thrown as they are
     */
    T get() throws SQLException {
        task.run();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while another thread prepares the migrations", e);
        }
    }

    private static SQLException failure(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof RuntimeException exception) {
            throw exception;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof SQLException exception ? exception : new SQLException(cause);
    }

    /** Return the value if there is one by now, without making it. */
    Optional<T> ifMade() {
        return Optional.ofNullable(made);
    }
}
