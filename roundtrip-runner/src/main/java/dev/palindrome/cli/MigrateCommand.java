package dev.palindrome.cli;

import dev.palindrome.deploy.AppliedRevisions;
import dev.palindrome.deploy.Backup;
import dev.palindrome.deploy.Deployment;
import dev.palindrome.deploy.Direction;
import dev.palindrome.deploy.Plan;
import dev.palindrome.deploy.StepListener;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionGraph;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.Target;
import dev.palindrome.settings.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What upgrade and downgrade have in common. */
abstract class MigrateCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "TARGET",
            description =
                    "head, heads, base, an id or the beginning of one, +N, -N, ID+N, a label, label@head; with --sql also FROM:TO.")
    private @Nullable String target;

    @Mixin
    private final DeploymentChoice choice = new DeploymentChoice();

    @Option(names = "--sql", description = "Print the SQL instead of running it; nothing is connected.")
    private boolean sql;

    @Option(
            names = "--backup",
            paramLabel = "DIR",
            description = "Before anything is run, let pg_dump write the database to a new file in this folder.")
    private @Nullable Path backup;

    private final Direction direction;

    MigrateCommand(Direction direction) {
        this.direction = direction;
    }

    /** Goes up. */
    @Command(
            name = "upgrade",
            description = "Upgrade the database to TARGET, and write down in the tool's own table what is applied.",
            mixinStandardHelpOptions = true)
    static final class Upgrade extends MigrateCommand {
        Upgrade() {
            super(Direction.UPGRADE);
        }
    }

    /** Goes down. */
    @Command(
            name = "downgrade",
            description = "Downgrade the database to TARGET, and write down in the tool's own table what is applied.",
            mixinStandardHelpOptions = true)
    static final class Downgrade extends MigrateCommand {
        Downgrade() {
            super(Direction.DOWNGRADE);
        }
    }

    @Override
    public Integer call() throws SQLException {
        Settings settings = Settings.ofSystem();
        RevisionHistory history = choice.history(settings);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (sql) {
            out.print(offline(history));
            out.flush();
            return ExitCode.OK;
        }
        Target wanted = Target.parse(Objects.requireNonNull(target));
        Deployment deployment = choice.deployment(history, settings);
        if (backup != null && deployment.isToDo(direction, wanted)) {
            out.println("backup in " + Backup.write(choice.database(settings), backup, Clock.systemUTC()));
            out.flush();
        }
        StepListener listener = new Progress(out);
        List<Revision> done = direction == Direction.UPGRADE
                ? deployment.upgrade(wanted, listener)
                : deployment.downgrade(wanted, listener);
        String heads = String.join(
                ", ",
                deployment.applied().heads().stream().map(RevisionId::value).toList());
        out.println((done.isEmpty() ? "nothing to do" : done.size() + (done.size() == 1 ? " revision" : " revisions"))
                + ", the database is at " + (heads.isEmpty() ? "base" : heads));
        out.flush();
        return ExitCode.OK;
    }

    /** Prints each step as it begins. */
    private final class Progress implements StepListener {

        private final PrintWriter out;

        Progress(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void running(Direction way, Revision revision) {
            MigrateCommand.this.running(out, revision);
        }

        @Override
        public void skipped(Revision revision, String reason, boolean isRecorded) {
            out.println("Skipped " + revision.id() + ", "
                    + (isRecorded ? "which is marked as ran" : "which stays pending") + ": "
                    + PrintableText.of(reason));
            out.flush();
        }
    }

    private void running(PrintWriter out, Revision revision) {
        String below = revision.downRevisions().isEmpty()
                ? "base"
                : String.join(
                        ", ",
                        revision.downRevisions().stream()
                                .map(RevisionId::value)
                                .sorted()
                                .toList());
        out.println("Running " + direction + " "
                + (direction == Direction.UPGRADE ? below + " -> " + revision.id() : revision.id() + " -> " + below)
                + ", " + PrintableText.of(revision.message()));
        out.flush();
    }

    /** As Alembic has it: an upgrade begins at the base unless told otherwise, a downgrade must be told. */
    private String offline(RevisionHistory history) {
        String text = Objects.requireNonNull(target);
        int colon = text.indexOf(':');
        boolean exact = history.graph().find(new RevisionId(text)).isPresent();
        Optional<String> from = colon < 0 || exact ? Optional.empty() : Optional.of(text.substring(0, colon));
        if (from.isEmpty() && direction == Direction.DOWNGRADE) {
            throw new UsageException("downgrade --sql needs to know where to begin: write FROM:TO, such as head:base");
        }
        String to = from.isPresent() ? text.substring(colon + 1) : text;
        RevisionGraph graph = history.graph();
        Set<RevisionId> applied = new HashSet<>();
        from.filter(begin -> !begin.isBlank())
                .ifPresent(begin -> Target.parse(begin)
                        .resolve(graph, List.of())
                        .forEach(top -> {
                            applied.add(top);
                            graph.ancestors(top).forEach(revision -> applied.add(revision.id()));
                        }));
        AppliedRevisions before = new AppliedRevisions(
                graph,
                applied,
                List.of(),
                revision -> history.versionTable()
                        .filter(table -> table.bookkeeping().isRepeatable(revision))
                        .isPresent());
        Target end = Target.parse(to.isBlank() ? "heads" : to);
        Plan plan =
                direction == Direction.UPGRADE ? Plan.upgrade(graph, before, end) : Plan.downgrade(graph, before, end);
        return Deployment.offline(history, plan, before);
    }
}
