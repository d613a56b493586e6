package dev.palindrome.junit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Where the reports of a run belong.
 *
 * @param prefix tells the modules apart which share the folder; empty where it is the module's own
 */
record ReportPlace(Path folder, String prefix) {

    private static final String NONE = "none";

    /**
     * Return the place; empty where no reports are wanted.
     *
     * @param setting as the user gave it
     * @param working the absolute working directory of the tests: their module
     */
    static Optional<ReportPlace> of(Optional<String> setting, Path working) {
        if (setting.filter(NONE::equalsIgnoreCase).isPresent()) {
            return Optional.empty();
        }
        Path folder = working.resolve(setting.orElseGet(() -> usual(working))).normalize();
        return Optional.of(new ReportPlace(folder, folder.startsWith(working) ? "" : prefix(folder, working)));
    }

    private static String usual(Path working) {
        boolean gradle = Stream.of("build.gradle", "build.gradle.kts").anyMatch(name -> exists(working, name));
        return gradle && !exists(working, "pom.xml") ? "build/palindrome" : "target/palindrome";
    }

    private static boolean exists(Path working, String file) {
        return Files.isRegularFile(working.resolve(file));
    }

    /** The module as seen from the nearest folder that the reports and it have in common. */
    private static String prefix(Path folder, Path working) {
        long common = Stream.iterate(folder, parent -> parent != null, Path::getParent)
                .filter(working::startsWith)
                .findFirst()
                .map(Path::getNameCount)
                .orElse(0);
        return StreamSupport.stream(working.spliterator(), false)
                .skip(common)
                .map(Path::toString)
                .collect(Collectors.joining("-", "", "."));
    }
}
