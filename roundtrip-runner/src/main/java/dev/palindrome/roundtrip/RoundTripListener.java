package dev.palindrome.roundtrip;

import dev.palindrome.revision.Revision;

/** Told of the walk while it goes on, in the walk's own thread. */
public interface RoundTripListener {

    /** A revision's turn has come. */
    default void started(Revision revision, int number, int total) {}

    /** A verdict was reached; the full descent may still add to it. */
    default void finished(RevisionResult result, int number, int total) {}

    /** The walk goes from a revision down to another one and back. */
    default void descending(Revision from, Revision to) {}

    /** Listen to nothing. */
    static RoundTripListener silent() {
        return new RoundTripListener() {};
    }
}
