package dev.palindrome.deploy;

import dev.palindrome.revision.Revision;

/** Told of a deployment while it goes on. */
public interface StepListener {

    /** A revision is about to be run. */
    void running(Direction direction, Revision revision);

    /**
     * The revision that was about to be run is passed over, as its author wants it in a database like this one.
     *
     * @param reason in words, with file and line
     * @param isRecorded whether the database says now that it ran
     */
    default void skipped(Revision revision, String reason, boolean isRecorded) {}
}
