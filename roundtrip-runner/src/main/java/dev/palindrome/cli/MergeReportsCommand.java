package dev.palindrome.cli;

import dev.palindrome.report.RevisionTimes;
import dev.palindrome.report.ShardReport;
import dev.palindrome.report.UnreadableReportException;
import dev.palindrome.roundtrip.Baseline;
import dev.palindrome.roundtrip.MergedShards;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.UnmergeableReportsException;
import dev.palindrome.roundtrip.finding.Severity;
import dev.palindrome.settings.SettingKey;
import dev.palindrome.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes one report of those of all shards. */
@Command(
        name = "merge-reports",
        description =
                "Put the JSON reports of 'verify --shard K/N' together: the report, and the exit code, of the whole run.",
        mixinStandardHelpOptions = true)
final class MergeReportsCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The JSON report of each shard, in any order.")
    private List<Path> files = List.of();

    @Mixin
    private final ThresholdChoice failOn = new ThresholdChoice();

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description =
                    "The findings that are known already, as each shard was told. Written, with exit code 0, where there is no such file.")
    private @Nullable Path baseline;

    @Mixin
    private final ReportOptions reports = new ReportOptions();

    @Override
    public Integer call() {
        Settings settings = Settings.ofSystem();
        Severity threshold = failOn.threshold(settings);
        reports.check();
        BaselineFile known = BaselineFile.of(Optional.ofNullable(baseline)
                .or(() -> settings.text(SettingKey.BASELINE).map(Path::of)));
        known.checkIfToBeWritten(System.getenv());
        Map<String, ShardReport> shards = read();
        RoundTripReport report = merge(shards);
        known.file()
                .filter(file ->
                        !known.recording() && !Baseline.read(file).known().isEmpty())
                .ifPresent(file -> requireUse(file, shards));
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        try (StoppedCommands stopped = reports.stopCommands(out)) {
            return report(report, shards, known, threshold, stopped);
        }
    }

    private int report(
            RoundTripReport report,
            Map<String, ShardReport> shards,
            BaselineFile known,
            Severity threshold,
            StoppedCommands stopped) {
        Terminal terminal = Terminal.of(Objects.requireNonNull(spec).commandLine());
        terminal.merged(report, shards.size());
        int exitCode = !known.recording() && report.hasStanding(threshold) ? ExitCode.FINDINGS : ExitCode.OK;
        ShardReport any = shards.values().iterator().next();
        CommandAgain again = new CommandAgain(any.command(), any.unsaid());
        ReportOptions.Outcome outcome =
                new ReportOptions.Outcome(known.applied(report), threshold, exitCode, again, new RevisionTimes());
        try {
            reports.write(outcome);
        } finally {
            terminal.report(report, threshold, again);
            reports.print(outcome, stopped, spec.commandLine().getOut());
        }
        known.record(report, terminal);
        return exitCode;
    }

    private Map<String, ShardReport> read() {
        Map<String, ShardReport> shards = new LinkedHashMap<>();
        for (Path file : files) {
            if (shards.put(file.toString(), read(file)) != null) {
                throw new UsageException("%s is given twice: name each report once".formatted(file));
            }
        }
        return shards;
    }

    private static ShardReport read(Path file) {
        try {
            return ShardReport.read(Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new UsageException(file + " is not UTF-8: expected a report of 'verify --shard K/N --json FILE'", e);
        } catch (IOException e) {
            throw new UsageException(
                    "Cannot read %s: %s. Expected a report of 'verify --shard K/N --json FILE'".formatted(file, e), e);
        } catch (UnreadableReportException e) {
            throw new UsageException(
                    "%s: %s. Expected a report of 'verify --shard K/N --json FILE'".formatted(file, e.getMessage()), e);
        }
    }

    private static RoundTripReport merge(Map<String, ShardReport> shards) {
        Map<String, RoundTripReport> reports = new LinkedHashMap<>();
        shards.forEach((name, shard) -> reports.put(name, shard.report()));
        try {
            return MergedShards.of(reports);
        } catch (UnmergeableReportsException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** What is known has an effect on a finding while its evidence is at hand. */
    private static void requireUse(Path file, Map<String, ShardReport> shards) {
        boolean used = shards.values().stream()
                .allMatch(shard -> shard.report().part().orElseThrow().baseline());
        if (!used) {
            throw new UsageException(
                    "The shards did not know the baseline %s: give --baseline to each 'verify --shard', too"
                            .formatted(file));
        }
    }
}
