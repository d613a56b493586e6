package dev.palindrome.junit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Finds the folder of the migrations in a project. */
final class MigrationFolder {

    private static final List<String> USUAL = List.of("db/migration", "db/migrations", "migrations");

    private MigrationFolder() {}

    /**
     * Return the first folder that exists.
     *
     * @param given by an annotation; empty for one of the usual folders
     * @param test whose folder it is, for the message
     * @throws ExtensionConfigurationException naming every place where it was looked for
     */
    static Path find(Optional<String> given, String test) {
        List<Path> candidates = given.map(List::of).orElse(USUAL).stream()
                .flatMap(folder -> ProjectPath.candidates(folder).stream())
                .toList();
        return candidates.stream()
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "No folder of migrations for %s: looked for %s in %s. Name it: @MigrationTest(\"path/to/migrations\")"
                                .formatted(
                                        test,
                                        candidates.stream().map(Path::toString).collect(Collectors.joining(", ")),
                                        Path.of("").toAbsolutePath())));
    }
}
