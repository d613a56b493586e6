package dev.palindrome.cli;

import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.settings.Settings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Print the revisions that nothing is above. */
@Command(name = "heads", description = "Print the revisions that nothing is above.", mixinStandardHelpOptions = true)
final class HeadsCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final MigrationsChoice migrations = new MigrationsChoice();

    @Option(
            names = {"-v", "--verbose"},
            description = "Say all that there is to say.")
    private boolean verbose;

    @Override
    public Integer call() {
        RevisionHistory history = migrations.read(Settings.ofSystem());
        RevisionLines lines = new RevisionLines(history, List.of());
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        history.graph()
                .heads()
                .forEach(revision -> out.println(verbose ? lines.verbose(revision) : lines.headLine(revision)));
        out.flush();
        return ExitCode.OK;
    }
}
