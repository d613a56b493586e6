package dev.palindrome.roundtrip;

import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.roundtrip.finding.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares the files of a history whose revisions are programs: to read those of another time would be to run them. */
final class FileComparison {

    private final Set<Path> files;
    private final Function<Path, Optional<String>> text;
    private final RevisionHistory now;
    private final ChangeFindings words;
    private final HistoryChanges.Collected collected = new HistoryChanges.Collected();

    FileComparison(String since, Set<Path> files, Function<Path, Optional<String>> text, RevisionHistory now) {
        this.files = files;
        this.text = text;
        this.now = now;
        this.words = new ChangeFindings(since, now);
    }

    Map<RevisionId, List<Finding>> findings() {
        for (Revision revision : now.graph().inOrder()) {
            Optional<Finding> finding =
                    wasThere(revision) ? edited(revision) : words.inserted(revision, this::wasThere);
            finding.ifPresent(found -> collected.add(revision.id(), found));
        }
        files.stream().filter(this::isGone).sorted().forEach(this::removed);
        return collected.all();
    }

    private boolean wasThere(Revision revision) {
        return files.contains(revision.file());
    }

    private Optional<Finding> edited(Revision revision) {
        Optional<String> before = text.apply(revision.file());
        Optional<String> after = read(now.directory().resolve(revision.file()));
        if (before.isEmpty()
                || after.isEmpty()
                || before.get().strip().equals(after.get().strip())) {
            return Optional.empty();
        }
        SourcePosition position = new SourcePosition(revision.file(), 1, 1);
        return Optional.of(
                code(before.get()).equals(code(after.get()))
                        ? words.minor(revision, "Comments", position)
                        : words.edited(revision, position, List.of()));
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Python's lines without those that hold nothing but a comment. */
    private static String code(String program) {
        return program.lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty() && !line.stripLeading().startsWith("#"))
                .collect(Collectors.joining("\n"));
    }

    /** A program beside the others that is not there any more. */
    private boolean isGone(Path file) {
        return file.toString().endsWith(".py")
                && !file.getFileName().toString().startsWith("__")
                && now.graph().inOrder().stream()
                        .anyMatch(revision -> Objects.equals(revision.file().getParent(), file.getParent()))
                && !Files.exists(now.directory().resolve(file));
    }

    private void removed(Path file) {
        now.graph().inOrder().stream()
                .filter(this::wasThere)
                .reduce((below, above) -> above)
                .ifPresent(near -> collected.add(
                        near.id(),
                        words.removed(
                                "in " + file.getFileName(),
                                file,
                                Optional.empty(),
                                new SourcePosition(near.file(), 1, 1))));
    }
}
