package dev.palindrome.samples;

import dev.palindrome.cli.Palindrome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a person sees who runs the command. */
final class CommandLine {

    private CommandLine() {}

    /** Return the text on both streams, and the exit code, without what differs from run to run. */
    static String run(String... arguments) {
        return steady(runAsItIs(arguments));
    }

    /** As {@link #run(String...)}, in a process that does not know of the build server which runs it, if any does. */
    static String runAtDesk(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Built.java(), "-cp", System.getProperty("java.class.path"), Palindrome.class.getName()));
        command.addAll(List.of(arguments));
        return steady(Built.run(Path.of(""), Map.of("CI", "false"), command));
    }

    /** Return the text on both streams, and the exit code. */
    static String runAsItIs(String... arguments) {
        StringWriter text = new StringWriter();
        PrintWriter stream = new PrintWriter(text);
        int exitCode = Palindrome.run(stream, stream, arguments);
        return text + "exit code " + exitCode + "\n";
    }

    /** Replace what differs from machine to machine, from run to run and from release to release. */
    static String steady(String text) {
        return text.replace(System.lineSeparator(), "\n")
                .replaceAll("(?m)^palindrome \\S+,", "palindrome VERSION,")
                .replaceAll("run by Python \\S+, Alembic \\S+ \\(.*\\)", "run by PYTHON")
                .replaceAll("(?m)^note: fast reading: compared .*\n", "")
                .replaceAll("(?m)^  database  .*$", "  database  DATABASE")
                .replaceAll("(?m)^(\\d+ revisions?: .*) \\(\\d+\\.\\d s,", "$1 (DURATION,");
    }
}
