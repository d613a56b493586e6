package dev.palindrome.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What {@code ./mvnw package} has made of this project, and programs that are run with it. */
final class Built {

    private static final Pattern VERSION =
            Pattern.compile("<artifactId>palindrome-parent</artifactId>\\s*<version>(.+?)</version>");

    private Built() {}

    /** Return the version in the root pom. */
    static String version() {
        try {
            return VERSION.matcher(Files.readString(Path.of("pom.xml")))
                    .results()
                    .map(version -> version.group(1))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Return the runnable jar, as {@link #file(String)} does. */
    static Path jar() {
        return file("roundtrip-runner/target/palindrome.jar");
    }

    /** Return a file that {@code ./mvnw package} makes. Without it the test is skipped, but for CI, where it fails. */
    static Path file(String name) {
        Path file = Path.of(name).toAbsolutePath();
        String problem = file + " is missing: run ./mvnw package -DskipTests";
        assumeTrue(Boolean.parseBoolean(System.getenv("CI")) || Files.exists(file), problem);
        assertThat(file).as(problem).exists();
        return file;
    }

    /**
     * Run a program, and return what it prints on both streams, with its exit code in the last line.
     *
     * @param environment variables in addition to those of this process
     */
    static String run(Path folder, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return text.replace(System.lineSeparator(), "\n") + "exit code " + process.waitFor() + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Return the java that runs this test. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
