package dev.palindrome.cli;

import dev.palindrome.database.DatabaseConfigurationException;
import dev.palindrome.database.internal.url.GivenDatabase;
import dev.palindrome.schema.SchemaSnapshot;
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
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the canonical text of a database's schema. Reads only. */
@Command(
        name = "snapshot",
        description = "Print the canonical text of a database's schema. Nothing is changed there.",
        mixinStandardHelpOptions = true)
final class SnapshotCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--jdbc-url", paramLabel = "URL", description = "The database to read.")
    private @Nullable String jdbcUrl;

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
        String url = Optional.ofNullable(jdbcUrl)
                .or(() -> settings.text(SettingKey.JDBC_URL))
                .orElseThrow(() -> new UsageException("Missing --jdbc-url URL: the database to read"));
        if (output != null) {
            new OutputFile(output).check();
        }
        String text = snapshot(url).text();
        if (output == null) {
            PrintWriter out = out();
            out.print(text);
            out.flush();
        } else {
            new OutputFile(output).write(text);
        }
        return ExitCode.OK;
    }

    /** One JVM for many databases, since starting it takes longer than reading a schema. */
    private int batch() {
        if (jdbcUrl != null || output != null || !"-".equals(batch)) {
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
            file.write(snapshot(urlAndFile[0]).text());
            return "ok";
        } catch (UsageException | DatabaseConfigurationException | InvalidPathException | SQLException e) {
            return "err "
                    + PrintableText.withoutPasswords(
                            String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
    }

    private static SchemaSnapshot snapshot(String url) throws SQLException {
        try (Connection connection = GivenDatabase.read(url)) {
            return SchemaSnapshot.of(connection);
        }
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
