package dev.palindrome.revision;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Recognises tools whose files no {@link RevisionSource} reads, so that a user hears their name rather than "unknown". */
final class ForeignFormats {

    private static final Pattern LIQUIBASE_CHANGELOG = Pattern.compile(".*databaseChangeLog.*");

    private ForeignFormats() {}

    /** Return the tools that the folder seems to belong to, each with what speaks for it. */
    static List<String> in(FolderListing folder) {
        return Stream.of(
                        byLine(folder, "Liquibase", ".xml", LIQUIBASE_CHANGELOG, "'databaseChangeLog'"),
                        byLine(folder, "Liquibase", ".yaml", LIQUIBASE_CHANGELOG, "'databaseChangeLog'"),
                        byFolder(folder, "Prisma Migrate", "migration.sql"))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> byLine(
            FolderListing folder, String tool, String suffix, Pattern line, String shownLine) {
        List<String> files =
                folder.filesWithLine(suffix, text -> line.matcher(text).matches());
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(tool + " (a line " + shownLine + " in " + FolderListing.shortened(files) + ")");
    }

    private static Optional<String> byFolder(FolderListing folder, String tool, String file) {
        List<String> folders = folder.foldersWith(file);
        return folders.isEmpty()
                ? Optional.empty()
                : Optional.of(tool + " (" + file + " in " + FolderListing.shortened(folders) + ")");
    }
}
