package dev.palindrome.schema.golden;

import dev.palindrome.schema.golden.internal.RunningTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/** The module of a build that the running test belongs to. */
record ProjectModule(Path folder) {

    private static final Path SOURCES = Path.of("src", "test", "resources", "schema-snapshots");

    ProjectModule {
        folder = folder.toAbsolutePath().normalize();
    }

    /**
     * Find the module. Surefire sets {@code basedir}, which is right also where the tests of all modules run in one working
     * directory; other tools run tests in the module's folder.
     */
    static ProjectModule of(Properties properties) {
        return new ProjectModule(Path.of(properties.getProperty("basedir", "")));
    }

    Path approvedFiles() {
        return folder.resolve(SOURCES);
    }

    Path receivedFiles() {
        return folder.resolve(isGradle() ? "build" : "target").resolve(SOURCES.getFileName());
    }

    /** Return how to run a test again with leave to write: a command, where that is known to be right. */
    String again(RunningTest test, SnapshotUpdates updates) {
        if (!has(folder, "pom.xml")) {
            return "run %s again with %s=%s in the environment"
                    .formatted(test.testClass().orElse("the tests"), SnapshotUpdates.VARIABLE, updates);
        }
        String selection = test.testClass()
                .map(name -> " -Dtest=" + name + (isOneOfSeveral() ? " -Dsurefire.failIfNoSpecifiedTests=false" : ""))
                .orElse("");
        return "mvn test%s -D%s=%s".formatted(selection, SnapshotUpdates.PROPERTY, updates);
    }

    /** From a folder above, Maven would stop at the first module that has no such test. */
    private boolean isOneOfSeveral() {
        return Stream.iterate(folder.getParent(), Objects::nonNull, Path::getParent)
                .anyMatch(above -> has(above, "pom.xml"));
    }

    private boolean isGradle() {
        return !has(folder, "pom.xml") && (has(folder, "build.gradle") || has(folder, "build.gradle.kts"));
    }

    private static boolean has(Path folder, String file) {
        return Files.exists(folder.resolve(file));
    }
}
