package dev.palindrome.revision;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to start the program that runs a history's revisions, for formats whose revisions are programs themselves, or scripts with variables; and
 * what a tool is told on its command line.
 *
 * @param python the Python interpreter; empty to look for one
 * @param environment {@code NAME=VALUE}, where the value may hold <code>${url}</code>, <code>${host}</code>, <code>${port}</code>,
 *     <code>${user}</code>, <code>${password}</code> and <code>${database}</code>
 * @param arguments for Alembic's {@code -x}, such as <code>url=${url}</code>
 * @param variables of the psql that runs Sqitch's scripts, as by its option {@code --set}
 * @param classPath the folders and jars that revisions in Java need, beside their own folder
 * @param liquibase what Liquibase is told
 */
public record ProgramOptions(
        Optional<String> python,
        List<String> environment,
        List<String> arguments,
        Map<String, String> variables,
        List<Path> classPath,
        LiquibaseOptions liquibase) {

    public ProgramOptions {
        environment = List.copyOf(environment);
        arguments = List.copyOf(arguments);
        variables = Map.copyOf(variables);
        classPath = List.copyOf(classPath);
    }

    /** Make options for programs. */
    public ProgramOptions(
            Optional<String> python, List<String> environment, List<String> arguments, List<Path> classPath) {
        this(python, environment, arguments, Map.of(), classPath, LiquibaseOptions.none());
    }

    /** Return options that leave everything to us. */
    public static ProgramOptions defaults() {
        return new ProgramOptions(Optional.empty(), List.of(), List.of(), List.of());
    }
}
