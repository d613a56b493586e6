package dev.palindrome.junit;

/** One schema of a history that people review. */
public interface SnapshotCheck {

    /**
     * Fail unless the schema is the one in its golden file, or that was written just now.
     *
     * @throws AssertionError naming the revision in its first line
     */
    void assertAsReviewed();
}
