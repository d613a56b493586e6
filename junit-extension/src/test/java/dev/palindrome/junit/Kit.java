package dev.palindrome.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** A run of a fixture class with Jupiter's engine, and what came of it. */
record Kit(EngineExecutionResults results) {

    static Kit run(Class<?> fixture) {
        return run(fixture, Map.of());
    }

    static Kit run(Class<?> fixture, Map<String, String> parameters) {
        return run(selectClass(fixture), parameters);
    }

    /** Run a single test of the class. */
    static Kit run(Class<?> fixture, String method) {
        return run(
                selectMethod(
                        fixture,
                        List.of(fixture.getDeclaredMethods()).stream()
                                .filter(candidate -> candidate.getName().equals(method))
                                .findFirst()
                                .orElseThrow()),
                Map.of());
    }

    static Kit run(DiscoverySelector selector, Map<String, String> parameters) {
        return new Kit(EngineTestKit.engine("junit-jupiter")
                .selectors(selector)
                .configurationParameters(parameters)
                .execute());
    }

    /** Return a line such as {@code "a10001 create people: SUCCESSFUL"} for each test, in the order in which they ended. */
    List<String> outcomes() {
        return results.testEvents()
                .finished()
                .map(event -> event.getTestDescriptor().getDisplayName() + ": "
                        + event.getRequiredPayload(TestExecutionResult.class).getStatus())
                .toList();
    }

    /** Return what a test, or a container of tests, ended with. */
    Throwable failureOf(String displayName) {
        return results.allEvents()
                .finished()
                .filter(event -> event.getTestDescriptor().getDisplayName().equals(displayName))
                .map(Kit::thrown)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(displayName + " is not one of " + outcomes()));
    }

    /** Return what the only thing that failed ended with. */
    Throwable onlyFailure() {
        List<Throwable> failures = results.allEvents().failed().map(Kit::thrown).toList();
        if (failures.size() != 1) {
            throw new AssertionError("expected one failure, was " + failures + "; " + outcomes());
        }
        return failures.get(0);
    }

    private static Throwable thrown(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow(() -> new AssertionError(event + " has not failed"));
    }
}
