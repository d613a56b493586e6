package dev.palindrome.cli;

import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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
        Path directory = history.directory();
        Set<Path> changed = new HashSet<>();
        // Three dots: what the other branch got meanwhile is no change of ours.
        changed.addAll(paths(git(directory, "diff", "-z", "--name-only", "--relative", since + "...HEAD", "--", ".")));
        changed.addAll(paths(git(directory, "diff", "-z", "--name-only", "--relative", "HEAD", "--", ".")));
        changed.addAll(paths(git(directory, "ls-files", "-z", "--others", "--exclude-standard", "--", ".")));
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

    private static String git(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toAbsolutePath().toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new UsageException("--changed-since: git cannot say what changed: "
                        + said.strip().lines().findFirst().orElse("it failed"));
            }
            return said;
        } catch (IOException e) {
            throw new UsageException("--changed-since needs git: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageException("--changed-since was interrupted", e);
        }
    }
}
