package dev.palindrome.cli;

import dev.palindrome.database.TestServer;
import dev.palindrome.database.TestServers;
import dev.palindrome.rehearsal.RestoredDump;
import dev.palindrome.report.RevisionTimes;
import dev.palindrome.revision.MalformedHistoryException;
import dev.palindrome.revision.Problem;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.RevisionRange;
import dev.palindrome.revision.RevisionSources;
import dev.palindrome.roundtrip.CheckGroup;
import dev.palindrome.roundtrip.HistoryChanges;
import dev.palindrome.roundtrip.OwnRows;
import dev.palindrome.roundtrip.RoundTrip;
import dev.palindrome.roundtrip.RoundTripListener;
import dev.palindrome.roundtrip.RoundTripOptions;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.SetupSql;
import dev.palindrome.roundtrip.Shard;
import dev.palindrome.roundtrip.finding.Severity;
import dev.palindrome.settings.Jobs;
import dev.palindrome.settings.ProgramSettings;
import dev.palindrome.settings.SettingKey;
import dev.palindrome.settings.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes every revision of a folder up, down and up again. */
@Command(
        name = "verify",
        description = "Take every revision in DIR up, down and up again, and report what does not come back.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder that holds the migrations.")
    private @Nullable Path directory;

    @Mixin
    private final DatabaseChoice database = new DatabaseChoice();

    @Option(
            names = "--format",
            completionCandidates = FormatNames.class,
            description = "The migration format, auto unless given: ${COMPLETION-CANDIDATES}.")
    private @Nullable String format;

    @Option(
            names = "--checks",
            split = ",",
            paramLabel = "GROUP",
            description =
                    "Groups of checks: round-trip,schema,review (the default), data, nullability, locks, or all. The last three"
                            + " fill the database with rows.")
    private List<String> checks = List.of();

    @Option(names = "--only", paramLabel = "A:B", description = "Judge these revisions only: an id, or a range.")
    private @Nullable String only;

    @Option(
            names = "--changed-since",
            paramLabel = "GITREF",
            description =
                    "Judge only the revisions whose files changed since the branch left this commit, branch or tag.")
    private @Nullable String changedSince;

    @Mixin
    private final SetupChoice setup = new SetupChoice();

    @Option(
            names = "--rows",
            paramLabel = "DIR",
            description =
                    "The folder with rows of your own: <revision>.sql and assume.txt; palindrome/rows unless given.")
    private @Nullable Path rows;

    @Option(
            names = "--shard",
            paramLabel = "K/N",
            description =
                    "Judge the K-th of N equal parts of the revisions; 'merge-reports' puts the reports together.")
    private @Nullable String shard;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description =
                    "Walk so many revisions at once on the server; auto is one for each processor. Unless given, as many as there is enough to do for, at most 8.")
    private @Nullable String jobs;

    @Option(names = "--seed", description = "The seed of every random choice; a run prints its own.")
    private @Nullable Long seed;

    @Mixin
    private final ThresholdChoice failOn = new ThresholdChoice();

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description =
                    "The findings that are known already: only others fail. Written, with exit code 0, where there is no such file.")
    private @Nullable Path baseline;

    @Option(
            names = "--from-dump",
            paramLabel = "FILE",
            description =
                    "Restore this dump of a database first, and walk only the revisions that it does not have, on its rows.")
    private @Nullable Path fromDump;

    @Mixin
    private final ReportOptions reports = new ReportOptions();

    @Override
    public Integer call() throws SQLException {
        Settings settings = Settings.ofSystem();
        Severity threshold = failOn.threshold(settings);
        String chosenFormat = Optional.ofNullable(format)
                .or(() -> settings.text(SettingKey.FORMAT))
                .orElse("auto");
        reports.check();
        refuseWithDump(
                "--baseline", baseline, "it is written from a whole history, and only what is pending is walked");
        refuseWithDump("--setup-sql", setup.given().orElse(null), "the dump holds what came before the first revision");
        refuseWithDump("--rows", rows, "the rows are those of the dump");
        refuseWithDump("--shard", shard, "only what is pending is walked");
        Optional<Shard> part = shard();
        RevisionHistory history = read(Objects.requireNonNull(directory), chosenFormat, settings);
        if (fromDump != null) {
            RestoredDump.check(fromDump, history);
        }
        EarlierHistory.Compared compared =
                changedSince == null || !checkGroups(settings).contains(CheckGroup.REVIEW)
                        ? new EarlierHistory.Compared(HistoryChanges.none(), Optional.empty())
                        : EarlierHistory.compare(history, changedSince, ProgramSettings.of(settings));
        BaselineFile known = BaselineFile.of(Optional.ofNullable(baseline)
                .or(() -> settings.text(SettingKey.BASELINE).map(Path::of))
                .filter(file -> fromDump == null));
        RoundTripOptions options = known.apply(
                planned(options(settings, history, compared.changes()), part, history, settings), System.getenv());
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        try (StoppedCommands stopped = reports.stopCommands(out)) {
            return verify(history, compared.note(), options, known, threshold, settings, stopped);
        }
    }

    private int verify(
            RevisionHistory history,
            Optional<String> note,
            RoundTripOptions options,
            BaselineFile known,
            Severity threshold,
            Settings settings,
            StoppedCommands stopped)
            throws SQLException {
        Terminal terminal = Terminal.of(Objects.requireNonNull(spec).commandLine());
        terminal.heading(note.map(told -> noted(history, told)).orElse(history));
        terminal.plan(options, history);
        RevisionTimes times = new RevisionTimes();
        RoundTripListener listener = RoundTripListener.all(times, terminal);
        RoundTripReport report;
        try (TestServer server = TestServers.start(database.options(settings))) {
            terminal.server(server);
            RoundTrip roundTrip = RoundTrip.on(server, options);
            report = fromDump == null
                    ? roundTrip.verify(history, listener)
                    : rehearse(roundTrip, options, history, server, terminal, listener);
        }
        int exitCode = !known.recording() && report.hasStanding(threshold) ? ExitCode.FINDINGS : ExitCode.OK;
        ReportOptions.Outcome outcome =
                new ReportOptions.Outcome(known.applied(report), threshold, exitCode, again(), times);
        try {
            reports.write(outcome);
        } finally {
            terminal.report(report, threshold, outcome.again());
            reports.print(outcome, stopped, spec.commandLine().getOut());
        }
        known.record(report, terminal);
        return exitCode;
    }

    private static RevisionHistory noted(RevisionHistory history, String note) {
        return history.withNotes(
                Stream.concat(history.notes().stream(), Stream.of(note)).toList());
    }

    private void refuseWithDump(String option, @Nullable Object value, String reason) {
        if (fromDump != null && value != null) {
            throw new UsageException("%s has no meaning with --from-dump: %s. Leave it out".formatted(option, reason));
        }
    }

    private RoundTripReport rehearse(
            RoundTrip roundTrip,
            RoundTripOptions options,
            RevisionHistory history,
            TestServer server,
            Terminal terminal,
            RoundTripListener listener)
            throws SQLException {
        try (RestoredDump dump = RestoredDump.restore(server, Objects.requireNonNull(fromDump), history)) {
            terminal.dump(dump);
            boolean chosen = dump.pending().stream().map(Revision::id).anyMatch(options::judges);
            if (changedSince == null && options.only().isPresent() && !chosen) {
                throw new UsageException(
                        "--only chooses no revision that is pending: %s. Choose among those of 'palindrome pending', or leave it out"
                                .formatted(dump.description()));
            }
            return roundTrip.verify(history, dump.state(), listener);
        }
    }

    /** Read the folder; the files in messages begin with its name as the user gave it, so that they can be opened. */
    static RevisionHistory read(Path directory, String format, Settings settings) {
        try {
            return RevisionSources.read(directory, format, ProgramSettings.of(settings));
        } catch (MalformedHistoryException e) {
            List<String> problems = e.problems().stream()
                    .map(problem -> problem.file().toString().isEmpty()
                            ? problem.message()
                            : new Problem(directory.resolve(problem.file()), problem.line(), problem.message())
                                    .toString())
                    .toList();
            throw new UsageException(
                    problems.size() == 1
                            ? problems.get(0)
                            : "%d problems in %s:\n  %s"
                                    .formatted(problems.size(), directory, String.join("\n  ", problems)),
                    e);
        }
    }

    /** Return the command that judges the same history with the same means. */
    private CommandAgain again() {
        List<String> words = new ArrayList<>(List.of("palindrome", "verify", String.valueOf(directory)));
        Optional.ofNullable(format).ifPresent(name -> words.addAll(List.of("--format", name)));
        Optional.ofNullable(rows).ifPresent(folder -> words.addAll(List.of("--rows", folder.toString())));
        if (!checks.isEmpty()) {
            words.addAll(List.of("--checks", String.join(",", checks)));
        }
        Optional.ofNullable(fromDump).ifPresent(file -> words.addAll(List.of("--from-dump", file.toString())));
        words.addAll(setup.words());
        words.addAll(database.words());
        return new CommandAgain(words, setup.unsaid());
    }

    private RoundTripOptions planned(
            RoundTripOptions options, Optional<Shard> part, RevisionHistory history, Settings settings) {
        RoundTripOptions planned = part.map(options::withShard).orElse(options);
        int count = Optional.ofNullable(jobs)
                .map(text -> Jobs.parse("--jobs", text))
                .or(() -> Jobs.of(settings))
                // Each job has a copy of its own, and a dump may be large.
                .orElseGet(() -> fromDump == null ? RoundTrip.usualJobs(history, planned) : 1);
        return planned.withJobs(count);
    }

    private Optional<Shard> shard() {
        try {
            return Optional.ofNullable(shard).map(Shard::parse);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--shard: " + e.getMessage(), e);
        }
    }

    /** Those of which there is something to tell are judged, too: what a removed revision was for has to be done by another. */
    private RoundTripOptions changedSince(RoundTripOptions options, RevisionHistory history, HistoryChanges changes) {
        Set<RevisionId> chosen = new HashSet<>(ChangedFiles.revisions(history, Objects.requireNonNull(changedSince)));
        chosen.addAll(changes.revisions());
        return options.withOnly(chosen).withChanges(changes);
    }

    private RoundTripOptions options(Settings settings, RevisionHistory history, HistoryChanges changes) {
        RoundTripOptions options = RoundTripOptions.defaults()
                .withSetupSql(fromDump == null ? setup.sql(settings) : SetupSql.none())
                .withSeed(Optional.ofNullable(seed)
                        .or(() -> settings.number(SettingKey.SEED))
                        .orElse(RoundTripOptions.DEFAULT_SEED))
                .withChecks(checkGroups(settings))
                .withOwnRows(ownRows(settings, history));
        Optional<String> range = Optional.ofNullable(only).or(() -> settings.text(SettingKey.REVISION));
        if (changedSince != null) {
            if (only != null) {
                throw new UsageException("--only and --changed-since choose revisions: give one of them");
            }
            return changedSince(options, history, changes);
        }
        return range.map(text -> options.withOnly(range(text), history.graph())).orElse(options);
    }

    private static RevisionRange range(String text) {
        try {
            return RevisionRange.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--only: " + e.getMessage(), e);
        }
    }

    private Set<CheckGroup> checkGroups(Settings settings) {
        if (fromDump == null) {
            return chosenGroups(settings);
        }
        // A dump is about rows: what they show is never left out.
        Set<CheckGroup> groups = EnumSet.of(CheckGroup.DATA, CheckGroup.NULLABILITY);
        boolean all = checks.isEmpty() && settings.text(SettingKey.CHECKS).isEmpty();
        groups.addAll(all ? EnumSet.allOf(CheckGroup.class) : chosenGroups(settings));
        return groups;
    }

    private Set<CheckGroup> chosenGroups(Settings settings) {
        try {
            return checks.isEmpty()
                    ? settings.text(SettingKey.CHECKS).map(CheckGroup::parse).orElseGet(CheckGroup::usual)
                    : CheckGroup.parse(String.join(",", checks));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private OwnRows ownRows(Settings settings, RevisionHistory history) {
        if (fromDump != null) {
            return OwnRows.none();
        }
        return Optional.ofNullable(rows)
                .or(() -> settings.text(SettingKey.ROWS).map(Path::of))
                .or(() -> OwnRows.folderFor(Objects.requireNonNull(directory)))
                .map(folder -> OwnRows.read(folder, history.graph()))
                .orElseGet(OwnRows::none);
    }
}
