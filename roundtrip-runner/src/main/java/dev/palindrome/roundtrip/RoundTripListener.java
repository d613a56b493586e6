package dev.palindrome.roundtrip;

import dev.palindrome.revision.Revision;
import dev.palindrome.roundtrip.finding.Finding;
import java.util.List;

/**
 * Told of the walk while it goes on, in the thread that asked for it and in the order of the history, also where several revisions are walked at
 * once.
 */
public interface RoundTripListener {

    /** So many revisions are walked at once, though more were asked for, and this is why. */
    default void fewerJobs(int jobs, String reason) {}

    /** A revision's turn has come. */
    default void started(Revision revision, int number, int total) {}

    /** A verdict was reached; the full descent may still add to it. */
    default void finished(RevisionResult result, int number, int total) {}

    /** The walk goes from a revision down to another one and back. */
    default void descending(Revision from, Revision to) {}

    /**
     * The schema at the head has shown something about a revision after its verdict.
     *
     * @param result the revision with all its findings
     * @param finding the one that is new
     */
    default void reviewed(RevisionResult result, Finding finding) {}

    /**
     * Rows have shown something about a revision after its verdict.
     *
     * @param result the revision with all its findings
     * @param finding the one that is new
     */
    default void triedOnRows(RevisionResult result, Finding finding) {}

    /** Parallel branches were applied in the other order, and something was found. */
    default void reordered(RevisionResult result, Finding finding) {}

    /** Listen to nothing. */
    static RoundTripListener silent() {
        return new RoundTripListener() {};
    }

    /** Listen with several, each in turn. */
    static RoundTripListener all(RoundTripListener... listeners) {
        return new ListenerGroup(List.of(listeners));
    }
}
