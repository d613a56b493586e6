package dev.palindrome.junit;

import dev.palindrome.revision.Revision;
import dev.palindrome.roundtrip.RevisionResult;

/** One revision under test. */
public interface RevisionCheck {

    Revision revision();

    /** Return the verdict; the first call in a class takes the whole history up and down. */
    RevisionResult result();

    /**
     * Fail with the findings that stand, in full.
     *
     * @throws AssertionError naming the revision in its first line
     */
    void assertNothingFound();
}
