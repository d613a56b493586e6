package dev.palindrome.schema;

import java.util.List;
import java.util.Optional;

/** Claims on a primary key or a unique constraint. */
public final class KeyAssert extends ObjectAssert<KeyAssert> {

    KeyAssert(Subject subject) {
        super(subject);
    }

    /**
     * Verify the constraint's name.
     *
     * @throws AssertionError when it has another one
     */
    public KeyAssert hasName(String constraint) {
        String expected = Names.simple(ObjectKind.CONSTRAINT, constraint);
        return is(
                name().simpleName().equals(expected),
                "to have the name " + Identifiers.quote(expected),
                "it has " + Identifiers.quote(name().simpleName()));
    }

    /**
     * Verify the columns that the key's index holds besides its own.
     *
     * @throws AssertionError when it has others, or in another order
     */
    public KeyAssert includes(String... columns) {
        List<String> expected = List.of(columns);
        List<String> actual = key().map(Key::included).orElse(List.of());
        return is(
                actual.equals(expected),
                "to include " + list(expected),
                actual.isEmpty() ? "it includes nothing" : "it includes " + list(actual));
    }

    /**
     * Verify that two rows with nulls are held to be equal.
     *
     * @throws AssertionError when they are not
     */
    public KeyAssert hasNullsNotDistinct() {
        return is(
                key().filter(Key::nullsNotDistinct).isPresent(),
                "to be NULLS NOT DISTINCT",
                "it takes several rows with null");
    }

    /**
     * Verify that the check can be put off to the end of a transaction.
     *
     * @throws AssertionError when it cannot
     */
    public KeyAssert isDeferrable() {
        return is(tail().contains(" DEFERRABLE"), "to be DEFERRABLE", "it is not");
    }

    /**
     * Verify that the check is put off to the end of a transaction unless a session says otherwise.
     *
     * @throws AssertionError when it is not
     */
    public KeyAssert isInitiallyDeferred() {
        return is(
                tail().contains(" INITIALLY DEFERRED"),
                "to be INITIALLY DEFERRED",
                tail().isEmpty() ? "it is not deferrable" : "it is:" + tail());
    }

    /**
     * Verify that the check is made at once.
     *
     * @throws AssertionError when it can be put off
     */
    public KeyAssert isNotDeferrable() {
        return is(!tail().contains(" DEFERRABLE"), "not to be deferrable", "it is:" + tail());
    }

    private Optional<Key> key() {
        return Optional.ofNullable(subject().object()).flatMap(Key::of);
    }

    private String tail() {
        return key().map(Key::tail).orElse("");
    }
}
