package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.Allowance;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionGraph;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.SqlScript;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The revisions of a format without branches: each one stands on the one before. */
final class Chain {

    private final List<Revision> revisions = new ArrayList<>();

    /** Put a revision on top. */
    void add(
            RevisionId id,
            String message,
            SqlScript upgrade,
            Downgrade downgrade,
            List<Allowance> allowances,
            Path file) {
        Set<RevisionId> below = revisions.isEmpty()
                ? Set.of()
                : Set.of(revisions.get(revisions.size() - 1).id());
        revisions.add(new Revision(
                id, below, Set.of(), Set.of(), message, Optional.empty(), upgrade, downgrade, allowances, file));
    }

    RevisionGraph graph() {
        return RevisionGraph.of(revisions);
    }
}
