package dev.palindrome.cli;

import dev.palindrome.revision.Revision;
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
import picocli.CommandLine.Spec;

/** Looks at a history without a database. */
@Command(
        name = "check",
        description =
                "Tell, without a database, whether the history can be read and has one head. Exit code 1 when it has several,"
                        + " 2 when it cannot be read.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final MigrationsChoice migrations = new MigrationsChoice();

    @Override
    public Integer call() {
        RevisionHistory history = migrations.read(Settings.ofSystem());
        List<Revision> heads = history.graph().heads();
        int size = history.graph().inOrder().size();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (heads.size() == 1) {
            out.println(size + (size == 1 ? " revision" : " revisions") + ", head "
                    + heads.get(0).id());
        } else {
            out.println(heads.size()
                    + " heads: two people have built on the same revision. Let one of them stand on the other, or:"
                    + " palindrome merge -m MESSAGE heads");
            heads.forEach(head -> out.println("  " + head.id() + "  "
                    + history.directory().resolve(head.file()).toString().replace('\\', '/') + "  "
                    + PrintableText.of(head.message())));
        }
        out.flush();
        return heads.size() == 1 ? ExitCode.OK : ExitCode.FINDINGS;
    }
}
