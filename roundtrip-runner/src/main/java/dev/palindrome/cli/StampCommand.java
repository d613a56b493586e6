package dev.palindrome.cli;

import dev.palindrome.deploy.AppliedRevisions;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.Target;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes down where a database stands, and runs nothing. */
@Command(
        name = "stamp",
        description = "Write down in the tool's own table that the database is at TARGET, and run nothing.",
        mixinStandardHelpOptions = true)
final class StampCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "TARGET", description = "head, heads, base, an id or the beginning of one, a label.")
    private @Nullable String target;

    @Mixin
    private final DeploymentChoice choice = new DeploymentChoice();

    @Override
    public Integer call() throws SQLException {
        Settings settings = Settings.ofSystem();
        RevisionHistory history = choice.history(settings);
        AppliedRevisions applied =
                choice.deployment(history, settings).stamp(Target.parse(Objects.requireNonNull(target)));
        RevisionLines lines = new RevisionLines(history, List.of());
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        List<String> heads = applied.heads().stream()
                .map(id -> lines.currentLine(history.graph().get(id)))
                .toList();
        out.println("stamped: " + (heads.isEmpty() ? "base" : String.join(", ", heads)));
        out.flush();
        return ExitCode.OK;
    }
}
