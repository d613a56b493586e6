package dev.palindrome.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A command that ran in this JVM.
 *
 * @param exitCode its exit code
 * @param out what it wrote to standard output, with line feeds
 * @param err what it wrote to standard error, with line feeds
 */
record CommandRun(int exitCode, String out, String err) {

    static CommandRun of(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[arguments.length];
        for (int index = 0; index < words.length; index++) {
            words[index] = arguments[index].toString();
        }
        int exitCode = Palindrome.run(new PrintWriter(out), new PrintWriter(err), words);
        return new CommandRun(exitCode, lines(out), lines(err));
    }

    private static String lines(StringWriter writer) {
        return writer.toString().replace("\r\n", "\n");
    }
}
