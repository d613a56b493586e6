package dev.palindrome.revision;

import java.nio.file.Path;
import java.util.List;

/**
 * A folder of migrations, read.
 *
 * @param format the name of the format, such as {@code golang-migrate}
 * @param directory the folder, as the user gave it
 * @param graph its revisions
 * @param notes what a user should know of the reading: why the format was chosen, which files were passed over
 */
public record RevisionHistory(String format, Path directory, RevisionGraph graph, List<String> notes) {

    public RevisionHistory {
        notes = List.copyOf(notes);
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
