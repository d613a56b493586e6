package dev.palindrome.database.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void the_result_is_handed_over() throws Exception {
        String result = new Patience("the answer", LONG).until(() -> "42", late -> {});

        assertThat(result).isEqualTo("42");
    }

    @Test
    void a_failure_keeps_its_cause() {
        Patience patience = new Patience("the answer", LONG);

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> patience.until(
                        () -> {
                            throw new IOException("no");
                        },
                        late -> {}))
                .withCause(new IOException("no"));
    }

    @Test
    void a_missing_class_is_a_failure_like_any_other() {
        Patience patience = new Patience("the answer", LONG);

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> patience.until(
                        () -> {
                            throw new NoClassDefFoundError("org/testcontainers/X");
                        },
                        late -> {}))
                .withCauseInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void patience_with_silent_work_ends_and_interrupts_it() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        Patience patience = new Patience("something else", LONG);

        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> patience.until(
                        () -> {
                            patience.waitFor("the registry", Duration.ofSeconds(1));
                            return sleepUntilInterrupted(interrupted);
                        },
                        late -> {}))
                .withMessage("waited 1 s for the registry");
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void work_that_shows_signs_of_life_may_take_longer_than_its_limit() throws Exception {
        Patience patience = new Patience("the first layer", Duration.ofSeconds(2));

        String result = patience.until(
                () -> {
                    for (int layer = 0; layer < 8; layer++) {
                        TimeUnit.MILLISECONDS.sleep(SHORT.toMillis());
                        patience.waitFor("layer " + layer, Duration.ofSeconds(2));
                    }
                    return "pulled";
                },
                late -> {});

        assertThat(result).isEqualTo("pulled");
    }

    @Test
    void a_result_that_comes_too_late_is_disposed_of() throws Exception {
        CountDownLatch givenUp = new CountDownLatch(1);
        BlockingQueue<String> disposed = new LinkedBlockingQueue<>();

        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> new Patience("the server", SHORT)
                        .until(
                                () -> {
                                    awaitUninterrupted(givenUp);
                                    return "server";
                                },
                                disposed::add));
        givenUp.countDown();

        assertThat(disposed.poll(10, TimeUnit.SECONDS)).isEqualTo("server");
    }

    private static String sleepUntilInterrupted(CountDownLatch interrupted) throws InterruptedException {
        try {
            TimeUnit.MINUTES.sleep(1);
            return "slept";
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // work that does not heed interrupts is the point
            }
        }
    }
}
