package dev.palindrome.autogenerate;

import dev.palindrome.schema.ObjectName;

/**
 * Something that could not be written.
 *
 * @param object what the statements would have been about
 * @param reason what the server said, or why there are no statements
 */
public record Refusal(ObjectName object, String reason) {

    /** Return object and reason on one line. */
    @Override
    public String toString() {
        return object + ": " + reason;
    }
}
