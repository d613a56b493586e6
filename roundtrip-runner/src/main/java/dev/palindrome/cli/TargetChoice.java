package dev.palindrome.cli;

import dev.palindrome.database.TestServer;
import dev.palindrome.database.TestServers;
import dev.palindrome.jpa.UnitSchema;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.Target;
import dev.palindrome.roundtrip.SetupSql;
import dev.palindrome.roundtrip.VersionTables;
import dev.palindrome.schema.SchemaDiff;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.SnapshotOptions;
import dev.palindrome.settings.ClassPath;
import dev.palindrome.settings.SettingKey;
import dev.palindrome.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The options that name a schema to which a history is to lead, and say how to compare the two. */
final class TargetChoice {

    private static final String ENTITIES = "hibernate:";

    @Option(
            names = "--target",
            paramLabel = "SCHEMA",
            description =
                    "The schema that the history is to lead to: a script that creates it (.sql), a snapshot file, the URL of a"
                            + " database, which is only read, or hibernate:UNIT, the entities of a JPA persistence unit.")
    private @Nullable String target;

    @Mixin
    private final SetupChoice setup = new SetupChoice();

    @Option(
            names = "--classpath",
            paramLabel = "PATH",
            description =
                    "The classes and libraries for hibernate:UNIT; in it, @FILE stands for a list in a file. Unless given,"
                            + " target/classes and target/classpath.txt, or Gradle's.")
    private @Nullable String classPath;

    @Option(
            names = "--no-owners",
            description = "Leave out owners and grants of both schemas, where servers have other roles.")
    private boolean noOwners;

    @Mixin
    private final DatabaseChoice database = new DatabaseChoice();

    /** Return what was named; empty where nothing was. */
    Optional<String> target() {
        return Optional.ofNullable(target);
    }

    /** Return how the user calls the target, without passwords. */
    String name() {
        return PrintableText.of(PrintableText.withoutPasswords(target().orElse("")));
    }

    /**
     * Refuse options that say how to compare, where there is nothing to compare with.
     *
     * @throws UsageException for the first of them
     */
    static void refuseWithoutTarget(ParseResult parsed) {
        Stream.of("--setup-sql", "--classpath", "--no-owners", "--jdbc-url", "--image", "--embedded", "--allow-remote")
                .filter(parsed::hasMatchedOption)
                .findFirst()
                .ifPresent(option -> {
                    throw new UsageException(option + " goes with --target SCHEMA, what the history is to lead to");
                });
    }

    /** Return settings in which what was given here goes first. */
    Settings over(Settings settings) {
        return settings.withFirst(property ->
                property.equals(SettingKey.CLASSPATH.property()) ? Optional.ofNullable(classPath) : Optional.empty());
    }

    /** Return what both the history and the script of the target begin with. */
    SetupSql setupSql(Settings settings) {
        return setup.sql(settings);
    }

    /** Return the command that verifies a history on the same set-up and server. */
    CommandAgain verifyAgain(RevisionHistory history) {
        List<String> words = new ArrayList<>(
                List.of("palindrome", "verify", history.directory().toString(), "--format", history.format()));
        words.addAll(setup.words());
        words.addAll(database.words());
        return new CommandAgain(words, setup.unsaid());
    }

    TestServer server(Settings settings) {
        return TestServers.shared(database.options(settings));
    }

    /** Return what both schemas leave out: the tables of tools, and what the user said. */
    SnapshotOptions options(RevisionHistory history) {
        return VersionTables.leftOut(owners(), history);
    }

    private SnapshotOptions owners() {
        return noOwners ? SnapshotOptions.defaults().withoutOwnersAndGrants() : SnapshotOptions.defaults();
    }

    /** Read the target. */
    SchemaSnapshot wanted(RevisionHistory history, Settings settings) throws SQLException {
        return origin(target().orElseThrow(), settings).read().without(options(history));
    }

    /** Return what a further revision would have to do; a schema that grew has its columns in another order. */
    SchemaDiff difference(RevisionHistory history, SchemaSnapshot wanted, Settings settings) throws SQLException {
        SchemaOrigin head = SchemaOrigin.AtRevision.of(
                history, Target.parse("heads"), database.options(settings), setupSql(settings), owners());
        return head.read().without(options(history)).compareWith(wanted).withoutCosmetic();
    }

    private SchemaOrigin origin(String wanted, Settings settings) {
        if (wanted.startsWith(ENTITIES)) {
            return new SchemaOrigin.Entities(
                    UnitSchema.of(wanted.substring(ENTITIES.length()), projectClasses(settings)),
                    database.options(settings),
                    setupSql(settings));
        }
        if (SchemaOrigin.isUrl(wanted)) {
            return new SchemaOrigin.Database(wanted, owners());
        }
        if (!wanted.toLowerCase(Locale.ROOT).endsWith(".sql")) {
            return new SchemaOrigin.File(new SnapshotFile(wanted).read());
        }
        Path script = Path.of(wanted);
        if (!Files.isRegularFile(script)) {
            throw new UsageException(
                    "There is no script %s: --target is a script that creates a schema, a snapshot file, a URL, or hibernate:UNIT"
                            .formatted(wanted));
        }
        return new SchemaOrigin.Script(script, database.options(settings), setupSql(settings));
    }

    private static List<Path> projectClasses(Settings settings) {
        List<Path> named = ClassPath.of(settings);
        return named.isEmpty() ? ClassPath.usual(Path.of("")) : named;
    }
}
