package dev.palindrome.database.internal.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a program to its end. */
final class Command {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Command() {}

    /** What a program said, and how it ended. */
    record Outcome(int exitCode, String output) {}

    static Outcome run(List<String> command) throws IOException, InterruptedException {
        return run(command, Path.of("/"), LIMIT);
    }

    /** Run a program; one that takes longer than the limit is ended, and has failed. */
    static Outcome run(List<String> command, Path directory, Duration limit) throws IOException, InterruptedException {
        Process process = cleaned(new ProcessBuilder(command))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        FutureTask<String> output =
                new FutureTask<>(() -> new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        Thread reader = new Thread(output, "palindrome-command-output");
        reader.setDaemon(true);
        reader.start();
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            return new Outcome(-1, command.get(0) + " was ended after " + limit.toSeconds() + " s");
        }
        return new Outcome(process.exitValue(), await(output));
    }

    private static String await(FutureTask<String> output) throws IOException, InterruptedException {
        try {
            return output.get(1, TimeUnit.SECONDS).strip();
        } catch (ExecutionException e) {
            throw new IOException("Cannot read what a program says", e.getCause());
        } catch (TimeoutException e) {
            return ""; // a child of the program lives on, and holds its output open
        }
    }

    /** Take away what would make PostgreSQL's programs behave in another way than asked: PGDATA, PGOPTIONS, a locale. */
    static ProcessBuilder cleaned(ProcessBuilder builder) {
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }
}
