package dev.palindrome.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Programs of Debian's that tests run beside ours. */
public final class Program {

    private Program() {}

    /** The tool sqitch, for {@link RequiresTool}. */
    public static final class Sqitch implements Tool {
        @Override
        public Optional<String> absence() {
            return Program.absence("sqitch");
        }
    }

    /** The tool sql-migrate, for {@link RequiresTool}. */
    public static final class SqlMigrate implements Tool {
        @Override
        public Optional<String> absence() {
            return Program.absence("sql-migrate");
        }
    }

    /** The browser Chromium, for {@link RequiresTool}. */
    public static final class Chromium implements Tool {
        @Override
        public Optional<String> absence() {
            return Program.absence("chromium");
        }
    }

    private static Optional<String> absence(String program) {
        try {
            run(Path.of("."), program, "--version");
            return Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.of("Install Debian's " + program + ". " + e.getMessage());
        }
    }

    /**
     * Run a program.
     *
     * @return what it prints, both streams
     * @throws IllegalStateException when it fails
     */
    public static String run(Path directory, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
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
