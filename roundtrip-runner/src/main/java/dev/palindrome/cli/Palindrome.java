package dev.palindrome.cli;

import dev.palindrome.report.ToolVersion;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code palindrome}. */
@Command(
        name = "palindrome",
        description = "Verifies PostgreSQL migrations: a good migration reads the same forwards and backwards.",
        subcommands = {
            VerifyCommand.class,
            MergeReportsCommand.class,
            IndexReportsCommand.class,
            SnapshotCommand.class,
            DiffCommand.class,
            MigrateCommand.Upgrade.class,
            MigrateCommand.Downgrade.class,
            CurrentCommand.class,
            HistoryCommand.class,
            GraphCommand.Heads.class,
            CheckCommand.class,
            GraphCommand.Branches.class,
            PendingCommand.class,
            ShowCommand.class,
            StampCommand.class,
            RevisionCommand.Next.class,
            RevisionCommand.Merge.class,
            CleanCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Palindrome.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 nothing found, 1 findings or differences, 2 usage or",
            "configuration, 3 no database, 4 a snapshot file that is missing or out of",
            "date, 70 a server that went away or a fault of ours.",
            "Environment: PALINDROME_* (see docs/command-line.md), NO_COLOR."
        })
public final class Palindrome {

    Palindrome() {}

    /** Run the command and end the JVM with its exit code. */
    public static void main(String[] args) {
        Charset charset = StandardStreams.terminal().map(Console::charset).orElse(StandardCharsets.UTF_8);
        System.exit(run(writer(FileDescriptor.out, charset), writer(FileDescriptor.err, charset), args));
    }

    /**
     * Run the command without ending the JVM, and return its exit code. Settings come from system properties and environment, as
     * ever.
     */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        Failures failures = new Failures();
        int exitCode = new CommandLine(new Palindrome())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                // To --classpath, a file after an at sign is a list of jars, not of arguments.
                .setExpandAtFiles(false)
                .execute(args);
        out.flush();
        err.flush();
        return exitCode;
    }

    /** What a program reads is UTF-8 everywhere; a person's terminal may speak something else. */
    private static PrintWriter writer(FileDescriptor descriptor, Charset charset) {
        return new PrintWriter(new FileOutputStream(descriptor), false, charset);
    }

    /** Says which build this is. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "palindrome " + ToolVersion.current(),
                "Java " + Runtime.version() + ", " + System.getProperty("os.name")
            };
        }
    }
}
