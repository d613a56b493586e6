package dev.palindrome.cli;

import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.RevisionRange;
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

/** Lists the revisions, the newest first. */
@Command(name = "history", description = "List the revisions, the newest first.", mixinStandardHelpOptions = true)
final class HistoryCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final DeploymentChoice choice = new DeploymentChoice();

    @Option(
            names = {"-r", "--rev-range"},
            paramLabel = "A:B",
            description = "Only these revisions: A:B, A: or :B, where an end may be 'current'.")
    private @Nullable String range;

    @Option(
            names = {"-v", "--verbose"},
            description = "Say all that there is to say.")
    private boolean verbose;

    @Option(
            names = {"-i", "--indicate-current"},
            description = "Mark the revisions that the database is at.")
    private boolean indicateCurrent;

    @Override
    public Integer call() throws SQLException {
        Settings settings = Settings.ofSystem();
        RevisionHistory history = choice.history(settings);
        boolean asksDatabase = indicateCurrent || (range != null && range.contains("current"));
        List<RevisionId> current =
                asksDatabase ? choice.deployment(history, settings).applied().heads() : List.of();
        List<Revision> revisions =
                range == null ? history.graph().inOrder() : range(range).resolve(history.graph(), current);
        RevisionLines lines = new RevisionLines(history, indicateCurrent ? current : List.of());
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        RevisionLines.newestFirst(revisions)
                .forEach(revision -> out.println(verbose ? lines.verbose(revision) : lines.historyLine(revision)));
        out.flush();
        return ExitCode.OK;
    }

    private static RevisionRange range(String text) {
        try {
            return RevisionRange.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--rev-range: " + e.getMessage(), e);
        }
    }
}
