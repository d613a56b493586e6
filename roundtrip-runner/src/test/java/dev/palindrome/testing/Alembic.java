package dev.palindrome.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Alembic as Debian has it, and its command line. */
public final class Alembic implements Tool {

    private static final String PYTHON = "/usr/bin/python3";

    @Override
    public Optional<String> absence() {
        return absence("alembic, psycopg2", "alembic and python3-psycopg2");
    }

    /** Return why modules of Python cannot be used, by their names and by those of Debian's packages. */
    static Optional<String> absence(String modules, String packages) {
        try {
            Process process = new ProcessBuilder(PYTHON, "-c", "import " + modules)
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0
                    ? Optional.empty()
                    : Optional.of(PYTHON + " lacks one of " + modules + ". Install Debian's " + packages + ".");
        } catch (IOException e) {
            return Optional.of(PYTHON + " cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /**
     * Run the program itself.
     *
     * @return what it prints, both streams
     * @throws IllegalStateException when it fails
     */
    public static String run(Path project, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(PYTHON, "-B", "-m", "alembic"));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + said);
            }
            return said;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
