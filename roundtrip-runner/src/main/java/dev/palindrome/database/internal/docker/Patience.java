package dev.palindrome.database.internal.docker;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Waits for work as long as it shows signs of life. The work says what it waits for and how long that may take; each
 * further word begins the time anew. Safe for use by several threads.
 */
final class Patience {

    private record Wait(String what, Duration limit, long since) {
        long nanosLeft() {
            return limit.toNanos() - (System.nanoTime() - since);
        }
    }

    private static final Duration STEP = Duration.ofMillis(50);

    private volatile Wait wait;

    /** Begin with a limit for whatever comes first. */
    Patience(String what, Duration limit) {
        wait = new Wait(what, limit, System.nanoTime());
    }

    /** Say what is waited for from now on. */
    void waitFor(String what, Duration limit) {
        wait = new Wait(what, limit, System.nanoTime());
    }

    /**
     * Do the work in a thread of its own, and wait for it. When patience ends, the thread is interrupted and left behind.
     *
     * @param late takes the result of work that ended well after it was given up
     * @throws TimeoutException when patience ended; the message says what was waited for
     * @throws ExecutionException when the work failed
     * @throws InterruptedException when this thread was interrupted; the work is given up, too
     */
    <T> T until(Callable<T> work, Consumer<T> late) throws TimeoutException, ExecutionException, InterruptedException {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread worker = new Thread(() -> complete(result, work, late), "palindrome-docker");
        worker.setDaemon(true);
        worker.start();
        try {
            return await(result);
        } catch (TimeoutException | InterruptedException e) {
            result.cancel(false);
            worker.interrupt();
            throw e;
        }
    }

    private static <T> void complete(CompletableFuture<T> result, Callable<T> work, Consumer<T> late) {
        try {
            T value = work.call();
            if (!result.complete(value)) {
                late.accept(value);
            }
        } catch (Throwable e) { // also errors: a missing class is one of the answers that are expected
            result.completeExceptionally(e);
        }
    }

    private <T> T await(CompletableFuture<T> result) throws TimeoutException, ExecutionException, InterruptedException {
        while (true) {
            try {
                // In short steps: the work may say at any moment that it expects less from now on.
                return result.get(STEP.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                Wait current = wait;
                if (current.nanosLeft() <= 0) {
                    throw new TimeoutException(
                            "waited %d s for %s".formatted(current.limit().toSeconds(), current.what()));
                }
            }
        }
    }
}
