package dev.palindrome.revision;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A folder of migrations, read.
 *
 * @param format the name of the format, such as {@code golang-migrate}
 * @param directory the folder, as the user gave it
 * @param graph its revisions
 * @param notes what a user should know of the reading: why the format was chosen, which files were passed over
 * @param versionTable what the tool has to make before its first revision; empty for histories that we run ourselves
 */
public record RevisionHistory(
        String format, Path directory, RevisionGraph graph, List<String> notes, Optional<VersionTable> versionTable) {

    /** Formats in which a revision has no downgrade unless the author takes the trouble. */
    private static final Set<String> FORWARD_ONLY = Set.of("flyway", "sqlx");

    public RevisionHistory {
        notes = List.copyOf(notes);
    }

    /** Make a history that we run ourselves. */
    public RevisionHistory(String format, Path directory, RevisionGraph graph, List<String> notes) {
        this(format, directory, graph, notes, Optional.empty());
    }

    /** Return the history with these notes instead. */
    public RevisionHistory withNotes(List<String> all) {
        return new RevisionHistory(format, directory, graph, all, versionTable);
    }

    /**
     * Tell whether a revision without a downgrade is a fault. It is not in a history of Flyway or sqlx that has none at all: Flyway's
     * free edition runs no undo script, and the plain files of sqlx have none, so that it only goes forward by the habit of its tool.
     */
    public boolean downgradesExpected() {
        return !FORWARD_ONLY.contains(format)
                || graph.inOrder().stream().anyMatch(revision -> revision.downgrade() instanceof Downgrade.Script);
    }
}
