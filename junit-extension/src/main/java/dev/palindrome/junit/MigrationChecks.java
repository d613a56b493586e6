package dev.palindrome.junit;

import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The standard checks, one test for each revision. A class that implements it and carries {@link MigrationTest} needs nothing
 * more.
 */
public interface MigrationChecks {

    /**
     * Fail unless the revision's upgrade and downgrade lead back to the schema before, and its second upgrade to the schema after
     * the first.
     */
    @TestTemplate
    @ExtendWith(RevisionInvocations.class)
    default void comesBack(RevisionCheck revision) {
        revision.assertNothingFound();
    }

    /**
     * Fail unless the schemas that {@link MigrationTest#snapshots()} asks for, none by default, are those in their golden files.
     */
    @TestTemplate
    @ExtendWith(SnapshotInvocations.class)
    default void matchesItsSnapshot(SnapshotCheck snapshot) {
        snapshot.assertAsReviewed();
    }
}
