package dev.palindrome.revision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the files of a small history, and reads it. */
public final class HistoryBuilder {

    private final Path directory;

    public HistoryBuilder(Path directory) {
        this.directory = directory;
    }

    public HistoryBuilder file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public HistoryBuilder file(String name, byte[] content) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path directory() {
        return directory;
    }

    public RevisionHistory read(String format) {
        return RevisionSources.read(directory, format);
    }

    public RevisionHistory read(String format, LiquibaseOptions liquibase) {
        return RevisionSources.read(
                directory,
                format,
                new ProgramOptions(Optional.empty(), List.of(), List.of(), Map.of(), List.of(), liquibase));
    }

    /** Return the ids in the order of the graph. */
    public List<String> ids(String format) {
        return read(format).graph().inOrder().stream()
                .map(revision -> revision.id().value())
                .toList();
    }

    public Revision revision(String format, String id) {
        return read(format).graph().get(new RevisionId(id));
    }

    /** Return what is wrong, with this folder's own path as {@code DIR}; empty when the history can be read. */
    public List<String> problems(String format) {
        try {
            read(format);
            return List.of();
        } catch (MalformedHistoryException e) {
            return e.problems().stream()
                    .map(problem -> problem.toString().replace(directory.toString(), "DIR"))
                    .toList();
        }
    }
}
