package dev.palindrome.deploy;

import dev.palindrome.revision.Revision;

/** Told of a deployment while it goes on. */
public interface StepListener {

    /** A revision is about to be run. */
    void running(Direction direction, Revision revision);
}
