package dev.palindrome.cli;

import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionGraph;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.Target;
import dev.palindrome.scaffold.NewRevision;
import dev.palindrome.scaffold.RevisionFiles;
import dev.palindrome.settings.Settings;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the files of a new revision. */
abstract class RevisionCommand implements Callable<Integer> {

    private static final int ID_BYTES = 6;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final MigrationsChoice migrations = new MigrationsChoice();

    @Option(
            names = {"-m", "--message"},
            required = true,
            description = "What the revision does, in words.")
    private @Nullable String message;

    @Option(
            names = "--branch-label",
            paramLabel = "LABEL",
            description = "A name for the branch that starts with the revision; may be repeated.")
    private List<String> labels = List.of();

    /** On top of the history, or of one of its branches. */
    @Command(
            name = "revision",
            description = "Make the files of a new revision on top of the history, in its format.",
            mixinStandardHelpOptions = true)
    static final class Next extends RevisionCommand {

        @Option(
                names = "--head",
                paramLabel = "TARGET",
                description = "The revision that it stands on: head (the default), an id, label@head, base.")
        private String head = "head";

        @Option(names = "--splice", description = "Let it stand on a revision that is no head.")
        private boolean splice;

        @Option(
                names = "--depends-on",
                paramLabel = "REVISION",
                description = "A revision that must be applied first, though it is not below; may be repeated.")
        private List<String> dependsOn = List.of();

        @Option(
                names = "--autogenerate",
                description = "Write what separates the schema at the head from that of --target, and verify it.")
        private boolean autogenerate;

        @Mixin
        private final TargetChoice target = new TargetChoice();

        @Override
        Settings settings() {
            return target.over(super.settings());
        }

        @Override
        int write(RevisionHistory history, NewRevision revision, Settings settings, CommandLine command)
                throws SQLException {
            if (autogenerate) {
                return new GeneratedRevision(history, revision, target, settings, command).write();
            }
            if (target.target().isPresent()) {
                throw new UsageException("--target goes with --autogenerate, or with palindrome check");
            }
            TargetChoice.refuseWithoutTarget(command.getParseResult());
            return super.write(history, revision, settings, command);
        }

        @Override
        List<RevisionId> below(RevisionGraph graph) {
            List<RevisionId> heads = graph.heads().stream().map(Revision::id).toList();
            if (heads.isEmpty()) {
                return List.of();
            }
            List<RevisionId> below = List.copyOf(Target.parse(head).resolve(graph, heads));
            below.stream()
                    .filter(id -> !splice && !heads.contains(id))
                    .findFirst()
                    .ifPresent(id -> {
                        throw new UsageException("Revision " + id
                                + " is no head: --splice makes a branch there, which then needs a merge");
                    });
            return below;
        }

        @Override
        List<String> dependencies(RevisionGraph graph) {
            return dependsOn.stream()
                    .map(name -> graph.findByLabel(name).isPresent()
                            ? name
                            : graph.find(name).id().value())
                    .toList();
        }
    }

    /** On top of several heads. */
    @Command(
            name = "merge",
            description = "Make a revision that has several as its down revisions, with nothing to run in it.",
            mixinStandardHelpOptions = true)
    static final class Merge extends RevisionCommand {

        @Parameters(paramLabel = "TARGET", arity = "1..*", description = "heads, or the revisions to merge.")
        private List<String> targets = List.of();

        @Override
        List<RevisionId> below(RevisionGraph graph) {
            List<RevisionId> heads = graph.heads().stream().map(Revision::id).toList();
            List<RevisionId> below = targets.stream()
                    .flatMap(target -> Target.parse(target).resolve(graph, heads).stream())
                    .distinct()
                    .toList();
            if (below.size() < 2) {
                throw new UsageException("A merge needs two revisions at least, found " + below.size()
                        + (below.isEmpty() ? "" : ": " + below.get(0)));
            }
            return below;
        }

        @Override
        List<String> dependencies(RevisionGraph graph) {
            return List.of();
        }
    }

    /** Return what the revision stands on. */
    abstract List<RevisionId> below(RevisionGraph graph);

    /** Return what must be applied first. */
    abstract List<String> dependencies(RevisionGraph graph);

    @Override
    public Integer call() throws SQLException {
        Settings settings = settings();
        RevisionHistory history = migrations.readOrBegin(settings);
        RevisionGraph graph = history.graph();
        NewRevision revision = new NewRevision(
                newId(graph),
                Objects.requireNonNull(message).strip(),
                Clock.systemUTC().instant(),
                below(graph),
                labels,
                dependencies(graph));
        return write(history, revision, settings, Objects.requireNonNull(spec).commandLine());
    }

    Settings settings() {
        return Settings.ofSystem();
    }

    /** Make the files, and return the exit code. */
    int write(RevisionHistory history, NewRevision revision, Settings settings, CommandLine command)
            throws SQLException {
        PrintWriter out = command.getOut();
        RevisionFiles.write(history.directory(), RevisionFiles.of(history, revision))
                .forEach(file -> out.println("made " + file));
        out.flush();
        return ExitCode.OK;
    }

    /** As long as Alembic's. */
    private static RevisionId newId(RevisionGraph graph) {
        byte[] bytes = new byte[ID_BYTES];
        SecureRandom random = new SecureRandom();
        RevisionId id;
        do {
            random.nextBytes(bytes);
            id = new RevisionId(HexFormat.of().formatHex(bytes));
        } while (graph.find(id).isPresent());
        return id;
    }
}
