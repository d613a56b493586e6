package dev.palindrome.schema;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.api.Descriptable;
import org.assertj.core.description.Description;

/** What can be claimed of every kind of object. Not an AbstractAssert: its isNotNull() would be taken for NOT NULL. */
abstract class ObjectAssert<SELF extends ObjectAssert<SELF>> implements Descriptable<SELF> {

    private final Subject subject;
    private String description = "";

    ObjectAssert(Subject subject) {
        this.subject = subject;
    }

    /** Describe the object in failures, behind what was said of the snapshot. */
    @Override
    public SELF describedAs(Description newDescription) {
        description = newDescription.value();
        return myself();
    }

    /**
     * Verify the comment.
     *
     * @throws AssertionError when there is another one or none
     */
    public SELF hasComment(String comment) {
        return has("comment", "the comment", comment);
    }

    /**
     * Verify that there is no comment.
     *
     * @throws AssertionError when there is one
     */
    public SELF hasNoComment() {
        return hasNot("comment", "comment");
    }

    /**
     * Verify an attribute by the name that it has in a snapshot's text, such as {@code option fillfactor}. For what has no
     * claim of its own.
     *
     * @param value {@code yes} for an attribute without a value, such as {@code unlogged}
     * @throws AssertionError when it has another value, or there is no such attribute
     */
    public SELF hasAttribute(String attribute, String value) {
        subject.ifPresent(object -> {
            if (object.attribute(attribute).isEmpty()) {
                String names = object.attributes().stream().map(Attribute::name).collect(Collectors.joining(", "));
                fail(
                        "to have the attribute %s".formatted(new Attribute(attribute, value)),
                        names.isEmpty() ? "it has no attributes" : "it only has: " + names);
            } else {
                has(attribute, attribute, value);
            }
        });
        return myself();
    }

    /**
     * Verify that the object has no such attribute.
     *
     * @throws AssertionError when it has
     */
    public SELF doesNotHaveAttribute(String attribute) {
        return hasNot(attribute, attribute);
    }

    final Subject subject() {
        return subject.describedBy(description);
    }

    /** Verify an attribute that can be said in a word. */
    final SELF has(String attribute, String words, String expected) {
        subject.ifPresent(object -> has(words, expected, object.attribute(attribute)));
        return myself();
    }

    final void has(String words, String expected, Optional<String> actual) {
        if (actual.filter(expected::equals).isEmpty()) {
            subject()
                    .scope()
                    .fail(
                            "Expected %s to have %s %s, but it has %s"
                                    .formatted(name(), words, shown(expected), shown(actual.orElse("none"))),
                            expected,
                            actual.orElse(""));
        }
    }

    final SELF hasNot(String attribute, String words) {
        subject.ifPresent(object -> object.attribute(attribute).ifPresent(actual -> {
            fail("to have no " + words, actual.equals(Attribute.YES) ? "it has" : "it has " + shown(actual));
        }));
        return myself();
    }

    /** Verify a text of several lines; white space outside of literals does not count. */
    final SELF hasText(String attribute, String expected) {
        subject.ifPresent(object -> {
            String actual = object.attribute(attribute).orElse("");
            if (!SqlText.isSame(expected, actual)) {
                subject()
                        .scope()
                        .fail(
                                "Expected another %s of %s:%s"
                                        .formatted(attribute, name(), LineDifference.of(expected, actual)),
                                expected,
                                actual);
            }
        });
        return myself();
    }

    /** Verify a claim that is true or not, such as {@code "to be unique"}. */
    final SELF is(boolean holds, String expectation, String found) {
        if (!subject.isMissing() && !holds) {
            fail(expectation, found);
        }
        return myself();
    }

    final boolean hasFlag(String attribute) {
        return value(attribute).isPresent();
    }

    final Optional<String> value(String attribute) {
        return Optional.ofNullable(subject.object()).flatMap(object -> object.attribute(attribute));
    }

    final void fail(String expectation, String found) {
        subject().scope().fail("Expected %s %s, but %s".formatted(name(), expectation, found));
    }

    final ObjectName name() {
        return subject.name();
    }

    /** An empty value must be seen in a sentence, and a line end must not break it. */
    static String shown(String value) {
        return value.isEmpty() ? "''" : Identifiers.escape(value);
    }

    /** Return {@code (a, b)}. */
    static String list(List<String> names) {
        return "(" + String.join(", ", names) + ")";
    }

    @SuppressWarnings("unchecked")
    final SELF myself() {
        return (SELF) this;
    }

    /** Return the object's kind and name. */
    @Override
    public String toString() {
        return name().toString();
    }
}
