package dev.palindrome.cli;

import dev.palindrome.deploy.AppliedRevisions;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.settings.Settings;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the revisions that a database is at. */
@Command(
        name = "current",
        description =
                "Print the revisions that the database is at: those that are applied and below no other one that is.",
        mixinStandardHelpOptions = true)
final class CurrentCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final DeploymentChoice choice = new DeploymentChoice();

    @Option(
            names = {"-v", "--verbose"},
            description = "Say all that there is to say.")
    private boolean verbose;

    @Option(names = "--check-heads", description = "Exit code 1 unless all heads are applied.")
    private boolean checkHeads;

    @Override
    public Integer call() throws SQLException {
        Settings settings = Settings.ofSystem();
        RevisionHistory history = choice.history(settings);
        AppliedRevisions applied = choice.deployment(history, settings).applied();
        RevisionLines lines = new RevisionLines(history, List.of());
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        for (RevisionId id : applied.heads()) {
            out.println(
                    verbose
                            ? lines.verbose(history.graph().get(id))
                            : lines.currentLine(history.graph().get(id)));
        }
        applied.unknown().forEach(name -> out.println(name + " (not in this history)"));
        out.flush();
        return checkHeads && !applied.pending().isEmpty() ? ExitCode.FINDINGS : ExitCode.OK;
    }
}
