package dev.palindrome.cli;

import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
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

/** Says all that there is to say of a revision. */
@Command(name = "show", description = "Say all that there is to say of a revision.", mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "REVISION", description = "An id or the beginning of one, head, heads, current, a label.")
    private @Nullable String target;

    @Mixin
    private final DeploymentChoice choice = new DeploymentChoice();

    @Override
    public Integer call() throws SQLException {
        Settings settings = Settings.ofSystem();
        RevisionHistory history = choice.history(settings);
        Target wanted = Target.parse(Objects.requireNonNull(target));
        List<RevisionId> current = wanted.text().startsWith("current")
                ? choice.deployment(history, settings).applied().heads()
                : List.of();
        RevisionLines lines = new RevisionLines(history, current);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        wanted.resolve(history.graph(), current).stream()
                .map(history.graph()::get)
                .forEach(revision -> out.println(lines.verbose(revision)));
        out.flush();
        return ExitCode.OK;
    }
}
