package dev.palindrome.cli;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.Leftovers;
import dev.palindrome.settings.DatabaseSettings;
import dev.palindrome.settings.Settings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Removes what killed runs left. */
@Command(
        name = "clean",
        description = "Remove what killed runs left: servers, containers, directories, and databases of ours on a given"
                + " server. Runs that are alive are not touched.",
        mixinStandardHelpOptions = true)
final class CleanCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--jdbc-url", paramLabel = "URL", description = "Drop what they left on this server, too.")
    private @Nullable String jdbcUrl;

    @Option(names = "--allow-remote", description = "Allow a server that is not on this machine.")
    private boolean allowRemote;

    @Override
    public Integer call() {
        List<String> removed = Leftovers.sweep(options());
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        removed.forEach(item -> out.println("removed " + item));
        if (removed.isEmpty()) {
            out.println("nothing to remove");
        }
        out.flush();
        return ExitCode.OK;
    }

    private DatabaseOptions options() {
        DatabaseOptions settled = DatabaseSettings.of(Settings.ofSystem());
        return new DatabaseOptions(
                jdbcUrl == null ? settled.jdbcUrl() : jdbcUrl, null, false, null, allowRemote || settled.allowRemote());
    }
}
