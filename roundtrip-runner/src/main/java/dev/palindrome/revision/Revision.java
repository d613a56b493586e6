package dev.palindrome.revision;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One step of the migration history.
 *
 * @param id unique in its history
 * @param downRevisions the revisions directly below; none for a base, several for a merge point
 * @param branchLabels names for the branch that starts here
 * @param dependsOn revisions that must be applied first, though they are not below
 * @param message what the step does, in words, such as "add order status"
 * @param created when the author made it, if the format says so
 * @param upgrade how to reach the revision
 * @param downgrade how to leave it
 * @param allowances findings that the author declares to be intended
 * @param file the file to name in reports, relative to the folder of the history
 */
public record Revision(
        RevisionId id,
        Set<RevisionId> downRevisions,
        Set<String> branchLabels,
        Set<RevisionId> dependsOn,
        String message,
        Optional<Instant> created,
        SqlScript upgrade,
        Downgrade downgrade,
        List<Allowance> allowances,
        Path file) {

    public Revision {
        downRevisions = Set.copyOf(downRevisions);
        branchLabels = Set.copyOf(branchLabels);
        dependsOn = Set.copyOf(dependsOn);
        allowances = List.copyOf(allowances);
    }

    public boolean isBase() {
        return downRevisions.isEmpty();
    }

    public boolean isMergePoint() {
        return downRevisions.size() > 1;
    }

    /** Return all that must be applied before this revision: its down revisions, and what it depends on. */
    public Set<RevisionId> requirements() {
        return Stream.concat(downRevisions.stream(), dependsOn.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
