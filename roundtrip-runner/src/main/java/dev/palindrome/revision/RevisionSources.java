package dev.palindrome.revision;

import dev.palindrome.revision.internal.text.Nearest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads folders of migrations in any format for which there is a {@link RevisionSource}. Safe for use by several threads. */
public final class RevisionSources {

    /** The name that leaves the choice of the format to us. */
    public static final String AUTO = "auto";

    private RevisionSources() {}

    /** Return the names of the formats that can be read, sorted. */
    public static List<String> formats() {
        return all().stream().map(RevisionSource::format).toList();
    }

    /**
     * Read a folder of migrations. The first note of the result says which format was recognised, and by what.
     *
     * @param formatOrAuto one of {@link #formats()}, or {@value #AUTO}
     * @throws MalformedHistoryException when the folder or format does not exist, no format or several formats recognise the
     *     folder, it holds no revision, or the format finds problems in it
     */
    public static RevisionHistory read(Path directory, String formatOrAuto) {
        return read(directory, formatOrAuto, ProgramOptions.defaults());
    }

    /** As {@link #read(Path, String)}, with a say in how a program is started that runs the revisions. */
    public static RevisionHistory read(Path directory, String formatOrAuto, ProgramOptions program) {
        requireFolder(directory);
        RevisionHistory history = formatOrAuto.equals(AUTO)
                ? readRecognised(directory, program)
                : sourceOf(formatOrAuto).read(directory, program);
        if (history.graph().inOrder().isEmpty()) {
            throw malformed("no revision was found in " + directory + " in the format " + history.format() + ". "
                    + whatIsThere(FolderListing.of(directory)));
        }
        return history;
    }

    private static RevisionHistory readRecognised(Path directory, ProgramOptions program) {
        FolderListing folder = FolderListing.of(directory);
        if (folder.isEmpty()) {
            throw malformed("the folder " + directory + " is empty: name the folder that holds the migrations");
        }
        Map<String, String> reasons = new TreeMap<>();
        all().forEach(source -> source.recognise(directory).ifPresent(reason -> reasons.put(source.format(), reason)));
        if (reasons.isEmpty()) {
            throw malformed("no migration format was recognised in " + directory + ". " + whatIsThere(folder));
        }
        if (reasons.size() > 1) {
            throw malformed(severalFormats(directory, reasons));
        }
        String format = reasons.keySet().iterator().next();
        RevisionHistory history = sourceOf(format).read(directory, program);
        List<String> notes = new ArrayList<>();
        notes.add("format " + format + ", recognised by " + reasons.get(format));
        notes.addAll(history.notes());
        return history.withNotes(notes);
    }

    private static void requireFolder(Path directory) {
        if (!Files.exists(directory)) {
            throw malformed("the folder " + directory + " does not exist: check the path (the current folder is "
                    + Path.of("").toAbsolutePath() + ")");
        }
        if (!Files.isDirectory(directory)) {
            throw malformed(directory + " is a file: name the folder that holds it");
        }
    }

    private static RevisionSource sourceOf(String format) {
        return all().stream()
                .filter(source -> source.format().equals(format))
                .findFirst()
                .orElseThrow(
                        () -> malformed("there is no format '" + format + "'" + Nearest.endOfSentence(format, formats())
                                + " Formats: " + AUTO + ", " + String.join(", ", formats())));
    }

    private static String severalFormats(Path directory, Map<String, String> reasons) {
        String candidates = reasons.entrySet().stream()
                .map(reason -> reason.getKey() + " (" + reason.getValue() + ")")
                .collect(Collectors.joining(" and "));
        return "the folder " + directory + " looks like several formats: " + candidates
                + ". Choose one with --format, such as --format "
                + reasons.keySet().iterator().next();
    }

    /** Help someone whose folder was not recognised: what it may be, what is in it, and what was looked for. */
    private static String whatIsThere(FolderListing folder) {
        List<String> sentences = new ArrayList<>();
        List<String> foreign = ForeignFormats.in(folder);
        if (!foreign.isEmpty()) {
            sentences.add("It looks like " + String.join(" and ", foreign) + ", which cannot be read yet.");
        }
        NearMisses.among(folder.names()).forEach(miss -> sentences.add(miss + "."));
        sentences.add(scriptsIn(folder));
        sentences.add("Formats that can be read: " + String.join(", ", formats()) + ".");
        return String.join(" ", sentences);
    }

    private static String scriptsIn(FolderListing folder) {
        List<String> scripts = folder.scriptNames();
        if (!scripts.isEmpty()) {
            return "SQL files there: " + FolderListing.shortened(scripts) + ".";
        }
        List<String> folders = folder.foldersWithScripts();
        if (!folders.isEmpty()) {
            return "It holds no SQL file itself, but these folders in it do: " + FolderListing.shortened(folders) + ".";
        }
        return "It holds no SQL file, only " + FolderListing.shortened(folder.names()) + ".";
    }

    private static List<RevisionSource> all() {
        return ServiceLoader.load(RevisionSource.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(RevisionSource::format))
                .toList();
    }

    private static MalformedHistoryException malformed(String message) {
        return new MalformedHistoryException(List.of(new Problem(Path.of(""), Optional.empty(), message)));
    }
}
