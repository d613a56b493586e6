package dev.palindrome.revision;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What lies in a folder, for messages: nothing here fails because of a file that cannot be read. */
record FolderListing(Path directory, List<Path> entries) {

    private static final int LINES_LOOKED_AT = 200;
    private static final int NAMES_SHOWN = 8;

    static FolderListing of(Path directory) {
        try (Stream<Path> found = Files.list(directory)) {
            return new FolderListing(directory, found.sorted().toList());
        } catch (IOException | UncheckedIOException e) {
            throw new MalformedHistoryException(List.of(new Problem(
                    Path.of(""), Optional.empty(), "the folder " + directory + " cannot be read (" + e + ")")));
        }
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    List<String> names() {
        return entries.stream().map(entry -> entry.getFileName().toString()).toList();
    }

    List<String> scriptNames() {
        return names().stream().filter(name -> name.endsWith(".sql")).toList();
    }

    /** Return the names of folders in this one that hold a file of this name. */
    List<String> foldersWith(String fileName) {
        return entries.stream()
                .filter(entry -> Files.isRegularFile(entry.resolve(fileName)))
                .map(entry -> entry.getFileName().toString())
                .toList();
    }

    /** Return the names of files that have such a line among their first ones. */
    List<String> filesWithLine(String suffix, Predicate<String> condition) {
        return entries.stream()
                .filter(Files::isRegularFile)
                .filter(entry -> entry.toString().endsWith(suffix))
                .filter(entry -> hasLine(entry, condition))
                .map(entry -> entry.getFileName().toString())
                .toList();
    }

    /** Return folders below this one that hold SQL scripts, relative to it, with slashes. */
    List<String> foldersWithScripts() {
        try (Stream<Path> found = Files.walk(directory, 5, FileVisitOption.FOLLOW_LINKS)) {
            return found.filter(file -> file.toString().endsWith(".sql"))
                    .map(file ->
                            directory.relativize(file.getParent()).toString().replace('\\', '/'))
                    .filter(folder -> !folder.isEmpty())
                    .distinct()
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    static String shortened(List<String> names) {
        String shown = names.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
        return names.size() > NAMES_SHOWN ? shown + " and " + (names.size() - NAMES_SHOWN) + " more" : shown;
    }

    private static boolean hasLine(Path file, Predicate<String> condition) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            return reader.lines().limit(LINES_LOOKED_AT).anyMatch(condition);
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }
}
