package dev.palindrome.revision;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
     * Tell whether a revision without a downgrade is a fault. It is not in a Flyway history that has no undo script at all: its
     * free edition runs none, so that such a history only goes forward by the habit of its tool.
     */
    public boolean downgradesExpected() {
        return !format.equals("flyway")
                || graph.inOrder().stream().anyMatch(revision -> revision.downgrade() instanceof Downgrade.Script);
    }
}
