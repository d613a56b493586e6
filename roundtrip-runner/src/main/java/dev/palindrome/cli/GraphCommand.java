package dev.palindrome.cli;

import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionGraph;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.settings.Settings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints chosen revisions of a history, without a database. */
abstract class GraphCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final MigrationsChoice migrations = new MigrationsChoice();

    @Option(
            names = {"-v", "--verbose"},
            description = "Say all that there is to say.")
    private boolean verbose;

    private final Function<RevisionGraph, List<Revision>> chosen;
    private final BiFunction<RevisionLines, Revision, String> line;

    GraphCommand(Function<RevisionGraph, List<Revision>> chosen, BiFunction<RevisionLines, Revision, String> line) {
        this.chosen = chosen;
        this.line = line;
    }

    /** What to build on. */
    @Command(
            name = "heads",
            description = "Print the revisions that nothing is above.",
            mixinStandardHelpOptions = true)
    static final class Heads extends GraphCommand {
        Heads() {
            super(RevisionGraph::heads, RevisionLines::headLine);
        }
    }

    /** Where a history goes on in several ways. */
    @Command(
            name = "branches",
            description = "Print the revisions from which branches go on.",
            mixinStandardHelpOptions = true)
    static final class Branches extends GraphCommand {
        Branches() {
            super(RevisionGraph::branchPoints, RevisionLines::branchLines);
        }
    }

    @Override
    public Integer call() {
        RevisionHistory history = migrations.read(Settings.ofSystem());
        RevisionLines lines = new RevisionLines(history, List.of());
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        chosen.apply(history.graph())
                .forEach(revision -> out.println(verbose ? lines.verbose(revision) : line.apply(lines, revision)));
        out.flush();
        return ExitCode.OK;
    }
}
