package dev.palindrome.cli;

import dev.palindrome.database.DatabaseConfigurationException;
import dev.palindrome.revision.Target;
import dev.palindrome.schema.SnapshotOptions;
import dev.palindrome.settings.SettingKey;
import dev.palindrome.settings.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Prints the canonical text of a schema, or compares it with a file: that of a database, or of a history at its head. */
@Command(
        name = "snapshot",
        description = {
            "Print the canonical text of a schema, or compare it with a file: that of the database at --jdbc-url, where nothing"
                    + " is changed, or that of the history in --migrations, taken to its head on a test server.",
            "Exit code 4 when the file of --check is missing or out of date."
        },
        mixinStandardHelpOptions = true)
final class SnapshotCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--migrations",
            paramLabel = "DIR",
            description = "Take this history to its head in a test database; the server is chosen as for verify.")
    private @Nullable Path migrations;

    @Mixin
    private final HistoryChoice history = new HistoryChoice();

    @Option(names = "--no-owners", description = "Leave out owners and grants, where servers have other roles.")
    private boolean noOwners;

    @Option(
            names = "--check",
            paramLabel = "FILE",
            description = "Compare with this file instead of printing. It is not changed: -o does that.")
    private @Nullable Path check;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to this file instead of standard output.")
    private @Nullable Path output;

    @Option(
            names = "--batch",
            paramLabel = "-",
            description = "Read lines 'URL<TAB>FILE' from standard input; answer each with 'ok' or 'err REASON'.")
    private @Nullable String batch;

    @Override
    public Integer call() throws SQLException {
        Settings settings = Settings.ofSystem();
        if (batch != null) {
            return batch();
        }
        checkOptions();
        SchemaOrigin origin = origin(settings);
        if (check != null) {
            return new SnapshotCheck(check, accept(check)).run(origin, out());
        }
        if (output != null) {
            new OutputFile(output).check();
        }
        String text = origin.read().text();
        if (output == null) {
            PrintWriter out = out();
            out.print(text);
            out.flush();
        } else {
            new OutputFile(output).write(text);
        }
        return ExitCode.OK;
    }

    private void checkOptions() {
        if (check != null && output != null) {
            throw new UsageException("--check compares and --output writes: give one of them");
        }
        if (migrations == null) {
            HistoryChoice.givenInVain(parsed())
                    .or(() -> Optional.of("--allow-remote").filter(parsed()::hasMatchedOption))
                    .ifPresent(option -> {
                        throw new UsageException(
                                option + " goes with --migrations DIR, the history to take to its head");
                    });
        }
    }

    private SchemaOrigin origin(Settings settings) {
        SnapshotOptions options =
                noOwners ? SnapshotOptions.defaults().withoutOwnersAndGrants() : SnapshotOptions.defaults();
        if (migrations != null) {
            return history.at(migrations, Target.parse("heads"), settings, options);
        }
        String url = history.database()
                .jdbcUrl()
                .or(() -> settings.text(SettingKey.JDBC_URL))
                .orElseThrow(
                        () -> new UsageException(
                                "Missing --jdbc-url URL, the database to read, or --migrations DIR, the history to take to its head"));
        return new SchemaOrigin.Database(url, options);
    }

    /** Return the command that writes the file. */
    private String accept(Path file) {
        List<String> words = new ArrayList<>(List.of("palindrome", "snapshot"));
        Optional.ofNullable(migrations).ifPresent(folder -> words.addAll(List.of("--migrations", folder.toString())));
        words.addAll(history.words());
        if (noOwners) {
            words.add("--no-owners");
        }
        words.addAll(List.of("-o", file.toString()));
        return ShellWords.join(words) + history.unsaid();
    }

    /** One JVM for many databases, since starting it takes longer than reading a schema. */
    private int batch() {
        if (parsed().matchedOptions().size() > 1 || !"-".equals(batch)) {
            throw new UsageException(
                    "--batch - reads URLs and files from standard input and goes with no other option");
        }
        PrintWriter out = out();
        int exit = ExitCode.OK;
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                // The empty line behind the last one is no request.
                if (!line.isBlank()) {
                    String answer = answer(line);
                    exit = answer.equals("ok") ? exit : ExitCode.USAGE;
                    out.println(answer);
                    if (out.checkError()) {
                        throw new ClosedOutputException();
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Standard input cannot be read", e);
        }
        return exit;
    }

    private static String answer(String line) {
        String[] urlAndFile = line.split("\t", -1);
        if (urlAndFile.length != 2) {
            return "err expected URL<TAB>FILE";
        }
        try {
            OutputFile file = new OutputFile(Path.of(urlAndFile[1]));
            file.check();
            file.write(new SchemaOrigin.Database(urlAndFile[0], SnapshotOptions.defaults())
                    .read()
                    .text());
            return "ok";
        } catch (UsageException | DatabaseConfigurationException | InvalidPathException | SQLException e) {
            return "err "
                    + PrintableText.withoutPasswords(
                            String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private ParseResult parsed() {
        return Objects.requireNonNull(spec).commandLine().getParseResult();
    }
}
