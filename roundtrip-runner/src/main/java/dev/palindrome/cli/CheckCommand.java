package dev.palindrome.cli;

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
import picocli.CommandLine.Spec;

/** Looks at a history without a database; with a target, whether the history leads to it. */
@Command(
        name = "check",
        description = {
            "Tell, without a database, whether the history can be read and has one head. With --target, also whether it leads to"
                    + " that schema, which takes a test database.",
            "Exit code 1 when it has several heads, or another schema; 2 when it cannot be read."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final MigrationsChoice migrations = new MigrationsChoice();

    @Mixin
    private final TargetChoice target = new TargetChoice();

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
        boolean good = oneHead && (target.target().isEmpty() || compare(history, settings, out));
        out.flush();
        return good ? ExitCode.OK : ExitCode.FINDINGS;
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
