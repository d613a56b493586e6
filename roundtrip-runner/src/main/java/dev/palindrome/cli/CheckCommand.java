package dev.palindrome.cli;

import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.Target;
import dev.palindrome.roundtrip.VersionTables;
import dev.palindrome.schema.SchemaDiff;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.SnapshotOptions;
import dev.palindrome.settings.SettingKey;
import dev.palindrome.settings.Settings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
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

    @Option(
            names = "--target",
            paramLabel = "SCHEMA",
            description =
                    "The schema that the history is to lead to: a script that creates it (.sql), a snapshot file, or the"
                            + " URL of a database, which is only read.")
    private @Nullable String target;

    @Option(
            names = "--setup-sql",
            paramLabel = "SQL",
            description = "Statements to run once before the first revision, and before the script of --target.")
    private @Nullable String setupSql;

    @Option(
            names = "--no-owners",
            description = "Leave out owners and grants of both schemas, where servers have other roles.")
    private boolean noOwners;

    @Mixin
    private final DatabaseChoice database = new DatabaseChoice();

    @Override
    public Integer call() throws SQLException {
        Settings settings = Settings.ofSystem();
        if (target == null) {
            refuseOptionsOfTarget();
        }
        RevisionHistory history = migrations.read(settings);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        boolean oneHead = printHeads(history, out);
        boolean good = oneHead && (target == null || compare(history, target, settings, out));
        out.flush();
        return good ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private void refuseOptionsOfTarget() {
        ParseResult parsed = Objects.requireNonNull(spec).commandLine().getParseResult();
        Stream.of("--setup-sql", "--no-owners", "--jdbc-url", "--image", "--embedded", "--allow-remote")
                .filter(parsed::hasMatchedOption)
                .findFirst()
                .ifPresent(option -> {
                    throw new UsageException(option + " goes with --target SCHEMA, what the history is to lead to");
                });
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
    private boolean compare(RevisionHistory history, String wanted, Settings settings, PrintWriter out)
            throws SQLException {
        SnapshotOptions owners =
                noOwners ? SnapshotOptions.defaults().withoutOwnersAndGrants() : SnapshotOptions.defaults();
        SnapshotOptions options = VersionTables.leftOut(owners, history);
        String setup = Optional.ofNullable(setupSql)
                .or(() -> settings.text(SettingKey.SETUP_SQL))
                .orElse("");
        SchemaOrigin end = origin(wanted, setup, settings, owners);
        SchemaOrigin head =
                SchemaOrigin.AtRevision.of(history, Target.parse("heads"), database.options(settings), setup, owners);
        SchemaSnapshot expected = end.read().without(options);
        SchemaSnapshot actual = head.read().without(options);
        // A schema that grew has its columns in another order than one that was made at once.
        SchemaDiff diff = actual.compareWith(expected).withoutCosmetic();
        String name = PrintableText.of(PrintableText.withoutPasswords(wanted));
        if (diff.isEmpty()) {
            out.println("The schema at the head is that of " + name);
            return true;
        }
        int count = diff.differences().size();
        out.println("The schema at the head is not that of %s: %d %s, as a revision would make up for %s"
                .formatted(name, count, count == 1 ? "difference" : "differences", count == 1 ? "it" : "them"));
        out.println();
        DiffText.print(diff, out);
        out.println();
        out.println("Write it: palindrome revision -m MESSAGE");
        return false;
    }

    private SchemaOrigin origin(String wanted, String setup, Settings settings, SnapshotOptions options) {
        if (SchemaOrigin.isUrl(wanted)) {
            return new SchemaOrigin.Database(wanted, options);
        }
        if (!wanted.toLowerCase(Locale.ROOT).endsWith(".sql")) {
            return new SchemaOrigin.File(new SnapshotFile(wanted).read());
        }
        Path script = Path.of(wanted);
        if (!Files.isRegularFile(script)) {
            throw new UsageException(
                    "There is no script %s: --target is a script that creates a schema, a snapshot file, or a URL"
                            .formatted(wanted));
        }
        return new SchemaOrigin.Script(script, database.options(settings), setup);
    }
}
