package dev.palindrome.database.internal.docker;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.DatabaseUnavailableException;
import dev.palindrome.database.Leftovers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that starts a server, says so, and waits for its end; or that sweeps what another one left. */
final class ServerInAnotherJvm implements AutoCloseable {

    private static final String START = "start";
    private static final String SWEEP = "sweep";

    private final Process process;
    private final BufferedReader output;

    private ServerInAnotherJvm(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Start a server; the first line of the output describes it. */
    static ServerInAnotherJvm start(Path cache) throws IOException {
        return launch(cache, START);
    }

    /** Sweep; the output is what was removed, a line each. */
    static ServerInAnotherJvm sweep(Path cache) throws IOException {
        return launch(cache, SWEEP);
    }

    private static ServerInAnotherJvm launch(Path cache, String task) throws IOException {
        return new ServerInAnotherJvm(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dpalindrome.cache=" + cache,
                        ServerInAnotherJvm.class.getName(),
                        task)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    Process process() {
        return process;
    }

    BufferedReader output() {
        return output;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        output.close();
    }

    @SuppressWarnings("SystemOut") // a program of its own, whose output is read by the test
    public static void main(String[] arguments) throws DatabaseUnavailableException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (arguments[0].equals(SWEEP)) {
            Leftovers.sweep().forEach(out::println);
            return;
        }
        out.println(new DockerSource().start(DatabaseOptions.automatic()).description());
        TimeUnit.MINUTES.sleep(5);
    }
}
