package dev.palindrome.revision;

import java.util.List;

/**
 * When a tool passes over a script in some database instead of running it, or stops there. Immutable.
 *
 * @param preconditions what must be true before the script runs, asked in this order up to the first that is not
 * @param onFail what happens when one is not true
 * @param onError what happens when one cannot be asked
 * @param toleratesFailure whether a script that fails is passed over
 */
public record RunConditions(
        List<Precondition> preconditions, Reaction onFail, Reaction onError, boolean toleratesFailure) {

    public RunConditions {
        preconditions = List.copyOf(preconditions);
    }

    /** What a tool does about a precondition. */
    public enum Reaction {
        /** Stop with an error. */
        HALT,
        /** Pass over the script, to try it again next time. */
        CONTINUE,
        /** Pass over the script, and write down that it ran. */
        MARK_RAN,
        /** Run the script all the same. */
        WARN
    }

    /**
     * Something that must be true of the database.
     *
     * @param query asks for one row with one column
     * @param expected its value, as text
     * @param text as the author wrote it
     * @param position where it stands
     */
    public record Precondition(String query, String expected, String text, SourcePosition position) {}
}
