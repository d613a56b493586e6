package dev.palindrome.schema.golden;

import dev.palindrome.schema.golden.internal.RunningTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The golden files of a module: {@code src/test/resources/schema-snapshots/<label>.txt}, reviewed like source code. A schema that
 * differs is left below {@code target/schema-snapshots}. Immutable, and safe for use by several threads and JVMs at once.
 */
public final class GoldenSnapshots {

    /** The label of the schema at the head of a history. */
    public static final String HEAD = "head";

    private static final String EXTENSION = ".txt";

    private final ProjectModule module;
    private final Permission permission;
    private final Path approvedFiles;
    private final Path receivedFiles;

    private GoldenSnapshots(ProjectModule module, Permission permission, Path approvedFiles, Path receivedFiles) {
        this.module = module;
        this.permission = permission;
        this.approvedFiles = approvedFiles;
        this.receivedFiles = receivedFiles;
    }

    /**
     * Return the golden files of the module whose tests run, with the leave to write that {@link SnapshotUpdates} describes: from
     * the test framework's configuration where it told of it, the system property, the environment variable.
     *
     * @throws IllegalArgumentException when the setting has a value that it cannot have
     */
    public static GoldenSnapshots ofModule() {
        return of(System.getProperties(), System.getenv());
    }

    static GoldenSnapshots of(Properties properties, Map<String, String> environment) {
        SnapshotUpdates updates = RunningTest.current()
                .updates()
                .or(() -> Optional.ofNullable(properties.getProperty(SnapshotUpdates.PROPERTY)))
                .filter(value -> !value.isBlank())
                .or(() -> Optional.ofNullable(environment.get(SnapshotUpdates.VARIABLE)))
                .filter(value -> !value.isBlank())
                .map(SnapshotUpdates::named)
                .orElse(SnapshotUpdates.AUTO);
        ProjectModule module = ProjectModule.of(properties);
        return new GoldenSnapshots(
                module, Permission.of(updates, environment), module.approvedFiles(), module.receivedFiles());
    }

    /**
     * Return the golden files in a folder of their own, below the module's.
     *
     * @throws IllegalArgumentException when the name is blank
     */
    public GoldenSnapshots inFolder(String name) {
        String folder = FileName.of(name);
        return new GoldenSnapshots(module, permission, approvedFiles.resolve(folder), receivedFiles.resolve(folder));
    }

    /**
     * Compare a schema with its golden file, and write that where the setting says so.
     *
     * @param label names the file; what cannot be part of a file's name is replaced, and another label never has the same file
     * @throws IllegalArgumentException when the label is blank
     * @throws UncheckedIOException when a file cannot be read or written
     */
    public GoldenVerdict check(String label, GoldenText actual) {
        String name = FileName.of(label) + EXTENSION;
        GoldenComparison comparison = new GoldenComparison(
                module, permission, label, approvedFiles.resolve(name), receivedFiles.resolve(name), actual);
        Use use = Use.of(approvedFiles.resolve(name));
        synchronized (use) {
            try {
                return comparison.verdict(use);
            } catch (IOException e) {
                throw new UncheckedIOException("The golden file of schema \"%s\": %s".formatted(label, e), e);
            }
        }
    }

    /**
     * Look for golden files here that belong to none of these labels, and delete them where the setting says so. The file of the
     * head is never obsolete.
     *
     * @throws UncheckedIOException when the folder cannot be read, or a file in it not be deleted
     */
    public GoldenVerdict checkObsolete(Collection<String> labels) {
        Set<String> known =
                labels.stream().map(label -> FileName.of(label) + EXTENSION).collect(Collectors.toSet());
        known.add(HEAD + EXTENSION);
        try {
            List<Path> obsolete = files().stream()
                    .filter(file -> !known.contains(file.getFileName().toString()))
                    .toList();
            if (obsolete.isEmpty()) {
                return GoldenVerdict.passed();
            }
            return obsolete(obsolete);
        } catch (IOException e) {
            throw new UncheckedIOException("The golden files in %s: %s".formatted(approvedFiles, e), e);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(approvedFiles)) {
            return files.filter(file -> file.getFileName().toString().endsWith(EXTENSION))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private GoldenVerdict obsolete(List<Path> files) throws IOException {
        if (permission.replace()) {
            for (Path file : files) {
                Files.deleteIfExists(file);
                Notice.give("Golden file deleted: %s. It belonged to no revision.".formatted(file));
            }
            return GoldenVerdict.passed();
        }
        if (permission.create()) {
            files.forEach(file ->
                    Notice.give("Golden file obsolete: %s. It belongs to no revision: delete it before you commit."
                            .formatted(file)));
            return GoldenVerdict.passed();
        }
        String count = files.size() == 1 ? "1 golden file belongs" : files.size() + " golden files belong";
        return GoldenVerdict.failed(new GoldenVerdict.Failure(
                module,
                count + " to no revision of this history",
                files.stream().map(file -> "obsolete   " + file).toList(),
                List.of(),
                "Delete what is obsolete, or have it done: %s",
                SnapshotUpdates.ALL,
                Optional.empty()));
    }
}
