package dev.palindrome.schema.golden.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RunningTestTest {

    @AfterEach
    void forget() {
        RunningTest.set(null);
    }

    @Test
    void test_method_is_found_on_the_stack() {
        assertThat(called(RunningTest::current))
                .isEqualTo(new RunningTest(
                        "RunningTestTest.test_method_is_found_on_the_stack",
                        Optional.of("RunningTestTest"),
                        Optional.empty()));
    }

    private static <T> T called(Supplier<T> supplier) {
        return supplier.get();
    }

    @Nested
    class Inner {

        @Test
        void nested_class_is_run_with_the_one_around_it() {
            assertThat(RunningTest.current())
                    .isEqualTo(new RunningTest(
                            "Inner.nested_class_is_run_with_the_one_around_it",
                            Optional.of("RunningTestTest"),
                            Optional.empty()));
        }
    }

    @Test
    void no_class_is_named_for_a_test_that_is_inherited_since_the_stack_does_not_tell_by_whom() {
        assertThat(new Inherited() {}.test())
                .isEqualTo(new RunningTest("Inherited.test", Optional.empty(), Optional.empty()));
    }

    @Test
    void what_was_set_goes_before_the_stack() {
        RunningTest known = new RunningTest("A.b", Optional.of("A"), Optional.of("none"));
        RunningTest.set(known);

        assertThat(RunningTest.current()).isSameAs(known);
        assertThat(CompletableFuture.supplyAsync(RunningTest::current).join().testClass())
                .as("another thread")
                .isEmpty();
    }
}

/** What test classes inherit from. */
abstract class Inherited {

    @Test
    RunningTest test() {
        return RunningTest.current();
    }
}
