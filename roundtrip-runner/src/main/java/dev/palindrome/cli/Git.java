package dev.palindrome.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Asks git about a folder, for {@code --changed-since}. */
final class Git {

    private final Path directory;

    Git(Path directory) {
        this.directory = directory;
    }

    /**
     * Return what a command says.
     *
     * @throws UsageException when it fails, or there is no git
     */
    String text(String... arguments) {
        ProcessBuilder builder = builder(arguments).redirectErrorStream(true);
        return new String(run(builder), StandardCharsets.UTF_8);
    }

    /** Return what a command writes on standard output, as it is, given a file to read. */
    byte[] bytes(Path input, String... arguments) {
        return run(builder(arguments).redirectInput(input.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD));
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(directory.toAbsolutePath().toFile());
    }

    private static byte[] run(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            byte[] said = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new UsageException("--changed-since: git cannot say what changed: "
                        + new String(said, StandardCharsets.UTF_8)
                                .strip()
                                .lines()
                                .findFirst()
                                .orElse("'" + String.join(" ", builder.command()) + "' failed"));
            }
            return said;
        } catch (IOException e) {
            throw new UsageException("--changed-since needs git: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageException("--changed-since was interrupted", e);
        }
    }
}
