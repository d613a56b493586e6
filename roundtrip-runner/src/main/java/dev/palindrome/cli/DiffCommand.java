package dev.palindrome.cli;

import dev.palindrome.database.internal.url.GivenDatabase;
import dev.palindrome.schema.SchemaDiff;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.SnapshotOptions;
import dev.palindrome.settings.Settings;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two schemas. Reads only. */
@Command(
        name = "diff",
        description =
                "Compare two schemas: A is what is expected, B what is there. Exit code 0 when equal, 1 when different.",
        mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {

    /** Also what is no URL of PostgreSQL: the message for those does not repeat it, password and all. */
    private static final Pattern URL = Pattern.compile("(jdbc:|postgres(ql)?:|[^/]+://).*", Pattern.DOTALL);

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "A snapshot file, or the URL of a database.")
    private String expected = "";

    @Parameters(index = "1", paramLabel = "B", description = "A snapshot file, or the URL of a database.")
    private String actual = "";

    @Option(
            names = "--no-owners",
            description =
                    "Leave out owners and grants of databases, where servers have other roles. Files are taken as they are.")
    private boolean noOwners;

    @Override
    public Integer call() throws SQLException {
        Settings.ofSystem(); // refuses unknown ones
        SchemaDiff diff = snapshot(expected).compareWith(snapshot(actual));
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (!diff.isEmpty()) {
            out.println(diff.render());
            out.flush();
        }
        return diff.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private SchemaSnapshot snapshot(String where) throws SQLException {
        if (!URL.matcher(where).matches()) {
            return new SnapshotFile(where).read();
        }
        SnapshotOptions options =
                noOwners ? SnapshotOptions.defaults().withoutOwnersAndGrants() : SnapshotOptions.defaults();
        try (Connection connection = GivenDatabase.read(where)) {
            return SchemaSnapshot.of(connection, options);
        }
    }
}
