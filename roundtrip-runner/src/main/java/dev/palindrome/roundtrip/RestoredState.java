package dev.palindrome.roundtrip;

import dev.palindrome.database.TestDatabase;
import dev.palindrome.revision.RevisionId;
import java.util.Set;

/**
 * A database with rows of its own that a walk begins from, in place of an empty one, such as a dump that was restored.
 *
 * @param database is only ever copied; stays the caller's to close
 * @param applied the revisions that it has; only the others are walked
 * @param name what it is called in messages, such as the file of the dump
 */
public record RestoredState(TestDatabase database, Set<RevisionId> applied, String name) {

    public RestoredState {
        applied = Set.copyOf(applied);
    }
}
