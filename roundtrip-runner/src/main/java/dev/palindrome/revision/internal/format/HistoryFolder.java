package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.MalformedHistoryException;
import dev.palindrome.revision.Problem;
import dev.palindrome.revision.internal.sql.SourceText;
import dev.palindrome.revision.internal.sql.TextFiles;
import dev.palindrome.revision.internal.sql.UnreadableTextException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder that is being read: its files, and what is wrong with them. Not safe for use by several threads. */
final class HistoryFolder {

    private static final int NAMES_SHOWN = 10;

    private final Path directory;
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    HistoryFolder(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    /** Return the folder's own files, relative to it, sorted by name; links are followed, as tools do. */
    List<Path> files() {
        return files(1);
    }

    /** Return the files of the folder and all folders in it, relative to it, sorted by name. */
    List<Path> filesOfTree() {
        return files(Integer.MAX_VALUE);
    }

    private List<Path> files(int depth) {
        try (Stream<Path> found = Files.walk(directory, depth, FileVisitOption.FOLLOW_LINKS)) {
            return found.filter(Files::isRegularFile)
                    .map(directory::relativize)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(e);
        } catch (UncheckedIOException e) {
            throw unreadable(e.getCause());
        }
    }

    private MalformedHistoryException unreadable(IOException reason) {
        return new MalformedHistoryException(List.of(new Problem(
                Path.of(""),
                Optional.empty(),
                reason instanceof FileSystemLoopException loop
                        ? "the folder %s cannot be read: the link %s leads back to a folder that it lies in"
                                .formatted(directory, loop.getFile())
                        : "the folder " + directory + " cannot be read (" + reason + ")")));
    }

    /** Return the text of a file; empty, and a problem more, when it is not UTF-8 text. */
    Optional<SourceText> read(Path file) {
        try {
            return Optional.of(TextFiles.read(directory, file));
        } catch (UnreadableTextException e) {
            problems.add(e.problem());
            return Optional.empty();
        }
    }

    /** Tell whether the file can be read and its text holds such a line; unreadable files are somebody else's problem. */
    boolean hasLine(Path file, Predicate<String> condition) {
        try {
            return TextFiles.read(directory, file).text().lines().anyMatch(condition);
        } catch (UnreadableTextException e) {
            return false;
        }
    }

    /** Say how many of the folder's scripts have such a line; empty when none has. */
    Optional<String> scriptsWithLine(Predicate<String> condition, String shown) {
        long count = files().stream()
                .filter(file -> file.toString().endsWith(".sql"))
                .filter(file -> hasLine(file, condition))
                .count();
        return count == 0
                ? Optional.empty()
                : Optional.of(count + (count == 1 ? " file" : " files") + " with a line " + shown);
    }

    void problem(Path file, String message) {
        problems.add(new Problem(file, Optional.empty(), message));
    }

    void problem(Path file, int line, String message) {
        problems.add(new Problem(file, Optional.of(line), message));
    }

    void problems(Collection<Problem> more) {
        problems.addAll(more);
    }

    void note(String note) {
        notes.add(note);
    }

    /** Note the files that the format's tool does not look at. */
    void notePassedOver(Collection<Path> files, String why) {
        if (!files.isEmpty()) {
            notes.add("passed over " + names(files) + ": " + why);
        }
    }

    List<String> notes() {
        return notes;
    }

    /** @throws MalformedHistoryException when there is a problem */
    void refuseIfMalformed() {
        if (!problems.isEmpty()) {
            throw new MalformedHistoryException(problems);
        }
    }

    static String names(Collection<Path> files) {
        String shown =
                files.stream().limit(NAMES_SHOWN).map(HistoryFolder::name).collect(Collectors.joining(", "));
        return files.size() > NAMES_SHOWN ? shown + " and " + (files.size() - NAMES_SHOWN) + " more" : shown;
    }

    /** Return a relative path as users write it, with forward slashes on every system. */
    static String name(Path file) {
        return file.toString().replace('\\', '/');
    }
}
