package dev.palindrome.cli;

import dev.palindrome.database.DatabaseConfigurationException;
import dev.palindrome.database.NoDatabaseException;
import dev.palindrome.deploy.DeploymentException;
import dev.palindrome.deploy.FailedStepException;
import dev.palindrome.jpa.PersistenceUnitException;
import dev.palindrome.rehearsal.RehearsalException;
import dev.palindrome.revision.MultipleHeadsException;
import dev.palindrome.revision.UnresolvableTargetException;
import dev.palindrome.roundtrip.BaselineException;
import dev.palindrome.roundtrip.OwnRowsException;
import dev.palindrome.roundtrip.SchemaCreationException;
import dev.palindrome.roundtrip.SetupFailedException;
import dev.palindrome.roundtrip.UnreachableRevisionException;
import dev.palindrome.scaffold.ScaffoldException;
import dev.palindrome.settings.InvalidSettingException;
import dev.palindrome.settings.UnknownSettingException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says on standard error why a command could not do its work, without passwords, and chooses the exit code. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

    /** Mistakes of the user: the message says what to do, and a stack trace would bury it. */
    private static final List<Class<? extends Exception>> USER_ERRORS = List.of(
            UsageException.class,
            UnresolvableTargetException.class,
            MultipleHeadsException.class,
            DatabaseConfigurationException.class,
            DeploymentException.class,
            RehearsalException.class,
            ScaffoldException.class,
            SetupFailedException.class,
            OwnRowsException.class,
            BaselineException.class,
            SchemaCreationException.class,
            PersistenceUnitException.class,
            UnknownSettingException.class,
            InvalidSettingException.class);

    @Override
    public int handleParseException(ParameterException exception, String[] arguments) {
        CommandLine failed = exception.getCommandLine();
        PrintWriter err = failed.getErr();
        // Some of picocli's messages begin with the word, some do not.
        error(failed, Objects.toString(exception.getMessage(), "").replaceFirst("^Error: ", ""));
        folderToName(exception, failed).ifPresent(folder -> err.println("Name the folder with --migrations " + folder));
        boolean suggested = UnmatchedArgumentException.printSuggestions(exception, err);
        if (!suggested && failed.getParent() == null) {
            failed.usage(err);
        } else {
            err.println("Try '" + failed.getCommandSpec().qualifiedName() + " --help'.");
        }
        err.flush();
        return ExitCode.USAGE;
    }

    /** Return the folder that stands where some commands take it and this one does not. */
    private static Optional<String> folderToName(ParameterException exception, CommandLine failed) {
        return exception instanceof UnmatchedArgumentException unmatched
                        && failed.getCommandSpec().findOption("--migrations") != null
                ? unmatched.getUnmatched().stream().filter(Failures::isFolder).findFirst()
                : Optional.empty();
    }

    private static boolean isFolder(String text) {
        try {
            return Files.isDirectory(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    @Override
    public int handleExecutionException(Exception exception, CommandLine failed, ParseResult parsed) {
        if (exception instanceof ClosedOutputException) {
            return ExitCode.OUTPUT_CLOSED;
        }
        if (isEnding()) {
            // Ctrl-C: the server is stopped while the walk is still at work. The signal decides on the exit code.
            return ExitCode.INTERNAL;
        }
        String message = Objects.toString(exception.getMessage(), exception.toString());
        if (exception instanceof NoDatabaseException) {
            error(failed, message);
            return ExitCode.NO_DATABASE;
        }
        if (exception instanceof UnreachableRevisionException || exception instanceof FailedStepException) {
            error(failed, message);
            return ExitCode.FINDINGS;
        }
        if (USER_ERRORS.stream().anyMatch(type -> type.isInstance(exception))) {
            error(failed, message);
            return ExitCode.USAGE;
        }
        if (isLostConnection(exception)) {
            error(failed, "The server went away: " + message);
        } else {
            error(failed, "This is a fault of palindrome, please report it: " + trace(exception));
        }
        return ExitCode.INTERNAL;
    }

    private static void error(CommandLine failed, String message) {
        PrintWriter err = failed.getErr();
        err.println(failed.getColorScheme().errorText("error:") + " "
                + PrintableText.withoutPasswords(message).stripTrailing());
        err.flush();
    }

    /** https://www.postgresql.org/docs/current/errcodes-appendix.html: connection exceptions, and a server that shuts down. */
    private static boolean isLostConnection(Throwable exception) {
        return Stream.iterate(exception, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException failure
                        && Objects.toString(failure.getSQLState(), "").matches("08.*|57P0.*"));
    }

    /** The JVM refuses hooks from the moment on at which it begins to end: unlike a flag, this cannot come too late. */
    private static boolean isEnding() {
        Thread hook = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private static String trace(Exception exception) {
        StringWriter trace = new StringWriter();
        exception.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
