package dev.palindrome.cli;

import dev.palindrome.revision.Target;
import dev.palindrome.schema.SchemaDiff;
import dev.palindrome.schema.SnapshotOptions;
import dev.palindrome.settings.Settings;
import java.io.File;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two schemas. What the user names is only read; a history is taken to its revision in a test database. */
@Command(
        name = "diff",
        description = {
            "Compare two schemas: A is what is expected, B what is there. Each is a snapshot file, the URL of a database, or a"
                    + " revision of a history, DIR@REV.",
            "Exit code 0 when equal, 1 when different."
        },
        mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "A",
            description = "A snapshot file, the URL of a database, or DIR@REV: REV is head, base, an id, head-1, ...")
    private String expected = "";

    @Parameters(index = "1", paramLabel = "B", description = "As A.")
    private String actual = "";

    @Mixin
    private final HistoryChoice history = new HistoryChoice();

    @Option(
            names = "--no-owners",
            description =
                    "Leave out owners and grants of databases, where servers have other roles. Files are taken as they are.")
    private boolean noOwners;

    @Override
    public Integer call() throws SQLException {
        Settings settings = Settings.ofSystem();
        SchemaOrigin left = origin(expected, settings);
        SchemaOrigin right = origin(actual, settings);
        if (!(left instanceof SchemaOrigin.AtRevision || right instanceof SchemaOrigin.AtRevision)) {
            HistoryChoice.givenInVain(spec().commandLine().getParseResult()).ifPresent(option -> {
                throw new UsageException(option + " goes with DIR@REV, a revision of a history");
            });
        }
        SchemaDiff diff = left.read().compareWith(right.read());
        PrintWriter out = spec().commandLine().getOut();
        DiffText.print(diff, out);
        out.flush();
        return diff.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    /** The longest name of a folder counts: "backup@2026" may be one, and "billing@head" may be a revision. */
    private SchemaOrigin origin(String where, Settings settings) {
        SnapshotOptions options =
                noOwners ? SnapshotOptions.defaults().withoutOwnersAndGrants() : SnapshotOptions.defaults();
        if (SchemaOrigin.isUrl(where)) {
            return new SchemaOrigin.Database(where, options);
        }
        for (int at = where.length(); at > 0 && !isFile(where); at = where.lastIndexOf('@', at - 1)) {
            if (isFolder(where.substring(0, at))) {
                String revision = at == where.length() ? "heads" : where.substring(at + 1);
                return history.at(Path.of(where.substring(0, at)), target(revision), settings, options);
            }
        }
        return new SchemaOrigin.File(new SnapshotFile(where).read());
    }

    private static boolean isFile(String name) {
        return new File(name).isFile();
    }

    private static boolean isFolder(String name) {
        return new File(name).isDirectory();
    }

    private static Target target(String revision) {
        try {
            return Target.parse(revision);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec);
    }
}
