package dev.palindrome.cli;

import dev.palindrome.database.Database;
import dev.palindrome.database.internal.url.GivenDatabase;
import dev.palindrome.deploy.Deployment;
import dev.palindrome.deploy.EditedRevision;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.schema.SchemaDiff;
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

/** Looks at a history without a database; with a target, whether the history leads to it. */
@Command(
        name = "check",
        description = {
            "Tell, without a database, whether the history can be read and has one head. With --target, also whether it leads to"
                    + " that schema, which takes a test database.",
            "With --database, also whether revisions were edited after they ran there.",
            "Exit code 1 when it has several heads, another schema, or edited revisions; 2 when it cannot be read."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final MigrationsChoice migrations = new MigrationsChoice();

    @Mixin
    private final TargetChoice target = new TargetChoice();

    @Option(
            names = "--database",
            paramLabel = "URL",
            description =
                    "A database that follows the history, which is only read: tell also which revisions were edited after they ran in it.")
    private @Nullable String followed;

    @Override
    public Integer call() throws SQLException {
        Settings settings = target.over(Settings.ofSystem());
        if (target.target().isEmpty()) {
            TargetChoice.refuseWithoutTarget(
                    Objects.requireNonNull(spec).commandLine().getParseResult());
        }
        RevisionHistory history = migrations.read(settings);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        boolean oneHead = printHeads(history, out);
        boolean unedited = followed == null || printEdited(history, GivenDatabase.at(followed), out);
        boolean good = oneHead && unedited && (target.target().isEmpty() || compare(history, settings, out));
        out.flush();
        return good ? ExitCode.OK : ExitCode.FINDINGS;
    }

    /** Print what the database has of the history, and tell whether that is as the files have it. */
    private static boolean printEdited(RevisionHistory history, Database database, PrintWriter out)
            throws SQLException {
        boolean compares = history.versionTable()
                .filter(table -> table.bookkeeping().checksumQuery().isPresent())
                .isPresent();
        if (!compares) {
            throw new UsageException(
                    "--database: a database keeps no checksums of a %s history, so that nothing tells what was edited. Compare with a"
                                    .formatted(history.format())
                            + " commit instead: palindrome verify DIR --changed-since GITREF");
        }
        Deployment deployment = Deployment.of(history, database);
        List<EditedRevision> edited = deployment.edited();
        List<String> unknown = deployment.applied().unknown();
        if (edited.isEmpty() && unknown.isEmpty()) {
            out.println("The database has run the revisions as they are");
            return true;
        }
        edited.forEach(revision -> out.println("edited after it ran: " + PrintableText.of(revision.describe())));
        unknown.forEach(name -> out.println("ran, and is gone: " + PrintableText.of(name)));
        return false;
    }

    private static boolean printHeads(RevisionHistory history, PrintWriter out) {
        List<Revision> heads = history.graph().heads();
        int size = history.graph().inOrder().size();
        if (heads.size() == 1) {
            out.println(size + (size == 1 ? " revision" : " revisions") + ", head "
                    + heads.get(0).id());
            return true;
        }
        out.println(heads.size()
                + " heads: two people have built on the same revision. Let one of them stand on the other, or:"
                + " palindrome merge -m MESSAGE heads");
        heads.forEach(head -> out.println("  " + head.id() + "  "
                + history.directory().resolve(head.file()).toString().replace('\\', '/') + "  "
                + PrintableText.of(head.message())));
        return false;
    }

    /** Print what a further revision would have to do, and tell whether that is nothing. */
    private boolean compare(RevisionHistory history, Settings settings, PrintWriter out) throws SQLException {
        SchemaDiff diff = target.difference(history, target.wanted(history, settings), settings);
        if (diff.isEmpty()) {
            out.println("The schema at the head is that of " + target.name());
            return true;
        }
        int count = diff.differences().size();
        out.println("The schema at the head is not that of %s: %d %s, as a revision would make up for %s"
                .formatted(
                        target.name(), count, count == 1 ? "difference" : "differences", count == 1 ? "it" : "them"));
        out.println();
        DiffText.print(diff, out);
        out.println();
        out.println("Write it: palindrome revision -m MESSAGE --autogenerate --target " + target.name());
        return false;
    }
}
