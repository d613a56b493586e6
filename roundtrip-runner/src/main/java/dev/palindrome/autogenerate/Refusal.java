package dev.palindrome.autogenerate;

import dev.palindrome.schema.ObjectName;
import java.util.List;

/**
 * Something that could not be written.
 *
 * @param object what the statements would have been about
 * @param reason what the server said, or why there are no statements
 * @param statements what the server refused, without semicolons at their ends; empty where there are none
 */
public record Refusal(ObjectName object, String reason, List<String> statements) {

    public Refusal {
        statements = List.copyOf(statements);
    }

    /** Return object and reason on one line. */
    @Override
    public String toString() {
        return object + ": " + reason;
    }
}
