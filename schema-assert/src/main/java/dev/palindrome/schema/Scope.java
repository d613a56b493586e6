package dev.palindrome.schema;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * What claims are about, how a user described it, and where their failures go: thrown, or collected by soft assertions.
 *
 * @param snapshot null where a user asserts on nothing at all
 * @param description empty for none
 */
record Scope(@Nullable SchemaSnapshot snapshot, String description, Consumer<AssertionError> failures) {

    static void throwAtOnce(AssertionError failure) {
        throw failure;
    }

    /** Return the same with the words of an inner assertion behind those of the outer one. */
    Scope describedBy(String more) {
        if (more.isEmpty()) {
            return this;
        }
        return new Scope(snapshot, description.isEmpty() ? more : description + ": " + more, failures);
    }

    /** Find an object, and report a failure where it is missing. */
    Subject find(ObjectName name) {
        if (snapshot == null) {
            fail("Expected " + name + ", but the snapshot is null");
            return new Subject(this, name, null);
        }
        SchemaObject object = snapshot.objects().get(name);
        if (object == null) {
            fail("Expected " + name + ", but " + NearMisses.of(name, snapshot));
        }
        return new Subject(this, name, object);
    }

    void fail(String message) {
        failures.accept(new AssertionFailedError(described(message)));
    }

    void fail(String message, String expected, String actual) {
        failures.accept(new AssertionFailedError(described(message), expected, actual));
    }

    private String described(String message) {
        return description.isEmpty() ? message : "[" + description + "] " + message;
    }
}
