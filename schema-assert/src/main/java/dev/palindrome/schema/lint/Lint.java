package dev.palindrome.schema.lint;

import dev.palindrome.schema.ObjectName;
import java.util.List;

/**
 * Something about a schema that a reviewer would ask about.
 *
 * @param object what it is about
 * @param cause the objects that together make it so; it came about with the last of them
 * @param message one line that says what is wrong
 * @param facts what it rests on, a line each
 * @param proposals ways to mend it, the best first, each as statements to run in turn; guesses, to be tried before they are
 *     shown
 * @param minor whether it is more often meant than not
 */
public record Lint(
        Rule rule,
        ObjectName object,
        List<ObjectName> cause,
        String message,
        List<String> facts,
        List<List<String>> proposals,
        boolean minor) {

    public Lint {
        cause = List.copyOf(cause);
        facts = List.copyOf(facts);
        proposals = proposals.stream().map(List::copyOf).toList();
    }

    /** What is looked for. */
    public enum Rule {
        FOREIGN_KEY_WITHOUT_INDEX,
        TABLE_WITHOUT_PRIMARY_KEY,
        NULLABLE_COLUMN_IN_UNIQUE,
        REDUNDANT_INDEX,
        JSON_COLUMN
    }
}
