package dev.palindrome.cli;

import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of a folder that git sees changed since a commit, those among them that are not committed yet. */
final class ChangedFiles {

    private ChangedFiles() {}

    /**
     * Return the revisions with a changed file.
     *
     * @param since a commit, branch or tag; compared is where the branch left it
     * @throws UsageException when git cannot say
     */
    static Set<RevisionId> revisions(RevisionHistory history, String since) {
        Git git = new Git(history.directory());
        Set<Path> changed = new HashSet<>();
        // Three dots: what the other branch got meanwhile is no change of ours.
        changed.addAll(paths(git.text("diff", "-z", "--name-only", "--relative", since + "...HEAD", "--", ".")));
        changed.addAll(paths(git.text("diff", "-z", "--name-only", "--relative", "HEAD", "--", ".")));
        changed.addAll(paths(git.text("ls-files", "-z", "--others", "--exclude-standard", "--", ".")));
        return history.graph().inOrder().stream()
                .filter(revision -> files(revision).anyMatch(changed::contains))
                .map(Revision::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<Path> files(Revision revision) {
        Stream<Path> own = Stream.of(revision.file(), revision.upgrade().file());
        return revision.downgrade() instanceof Downgrade.Script script
                ? Stream.concat(own, Stream.of(script.script().file()))
                : own;
    }

    private static List<Path> paths(String output) {
        return Stream.of(output.split("\0", -1))
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .toList();
    }
}
