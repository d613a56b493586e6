package dev.palindrome.cli;

import java.io.PrintWriter;
import java.util.UUID;

/**
 * A part of the output in which GitHub looks for no workflow commands: what is printed there are the words of others, and a line of a script may
 * well begin with two colons. A word that nobody can guess ends it:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#stopping-and-starting-workflow-commands.
 */
final class StoppedCommands implements AutoCloseable {

    private final PrintWriter out;
    private final String word;
    private boolean ended;

    private StoppedCommands(PrintWriter out, String word) {
        this.out = out;
        this.word = word;
        this.ended = word.isEmpty();
    }

    static StoppedCommands begin(PrintWriter out) {
        String word = UUID.randomUUID().toString();
        out.println("::stop-commands::" + word);
        return new StoppedCommands(out, word);
    }

    /** Return what prints nothing. */
    static StoppedCommands none(PrintWriter out) {
        return new StoppedCommands(out, "");
    }

    /** End it, unless it has ended. */
    @Override
    public void close() {
        if (!ended) {
            ended = true;
            out.println("::" + word + "::");
            out.flush();
        }
    }
}
