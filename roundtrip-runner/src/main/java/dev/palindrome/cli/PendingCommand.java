package dev.palindrome.cli;

import dev.palindrome.revision.RevisionHistory;
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
import picocli.CommandLine.Spec;

/** Lists the revisions that a database does not have. */
@Command(
        name = "pending",
        description =
                "List the revisions that the database does not have, in the order in which 'upgrade heads' runs them.",
        mixinStandardHelpOptions = true)
final class PendingCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final DeploymentChoice choice = new DeploymentChoice();

    @Override
    public Integer call() throws SQLException {
        Settings settings = Settings.ofSystem();
        RevisionHistory history = choice.history(settings);
        RevisionLines lines = new RevisionLines(history, List.of());
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        choice.deployment(history, settings)
                .applied()
                .pending()
                .forEach(revision -> out.println(lines.historyLine(revision)));
        out.flush();
        return ExitCode.OK;
    }
}
