package dev.palindrome.cli;

import java.io.Console;
import java.util.Optional;

/** What this process is connected to. */
final class StandardStreams {

    private StandardStreams() {}

    /**
     * Return the terminal at which a person sits; empty when standard input or output is something else. From Java 22 on there
     * is a console always, and it must be asked; before, one exists on a terminal only.
     */
    @SuppressWarnings("SystemConsoleNull")
    static Optional<Console> terminal() {
        Console console = System.console();
        if (console == null) {
            return Optional.empty();
        }
        try {
            Object isTerminal = Console.class.getMethod("isTerminal").invoke(console);
            return Boolean.TRUE.equals(isTerminal) ? Optional.of(console) : Optional.empty();
        } catch (NoSuchMethodException e) {
            return Optional.of(console);
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }
}
