package dev.palindrome.report;

import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.MalformedHistoryException;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionGraph;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.roundtrip.CheckGroup;
import dev.palindrome.roundtrip.ReportNotes;
import dev.palindrome.roundtrip.RevisionResult;
import dev.palindrome.roundtrip.RevisionStatus;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.RowCoverage;
import dev.palindrome.roundtrip.Shard;
import dev.palindrome.roundtrip.ShardPart;
import dev.palindrome.roundtrip.UnusedAllowance;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.roundtrip.finding.Leg;
import dev.palindrome.roundtrip.finding.RowChange;
import dev.palindrome.roundtrip.finding.Severity;
import dev.palindrome.roundtrip.lock.LockMode;
import dev.palindrome.roundtrip.lock.TableLock;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The report of a shard, read from the JSON that {@link JsonReport#renderShard} wrote. Its revisions have no scripts.
 *
 * @param report with its part
 * @param command the words that verify the whole history again
 * @param unsaid what is said behind them, in words; empty for nothing
 */
public record ShardReport(RoundTripReport report, List<String> command, String unsaid) {

    public ShardReport {
        command = List.copyOf(command);
    }

    /**
     * Read a report.
     *
     * @throws UnreadableReportException when it is none, or none of a shard; the message does not name the file
     */
    public static ShardReport read(String json) {
        JsonNode root = new JsonNode(JsonReader.read(json), "");
        JsonNode version = root.at("version");
        if (version.number() != JsonReport.FORMAT_VERSION) {
            throw version.expected("format version " + JsonReport.FORMAT_VERSION);
        }
        JsonNode shard = root.at("shard");
        if (shard.isMissing()) {
            throw new UnreadableReportException(
                    "it is the report of a whole run, not of 'verify --shard K/N': there is nothing to merge");
        }
        List<RevisionResult> results = root.at("revisions").list(ShardReport::result);
        ShardPart part = part(shard);
        JsonNode database = root.at("database");
        return new ShardReport(
                new RoundTripReport(
                        history(root.at("format").text(), results),
                        new RoundTripReport.ServerDescription(
                                database.at("source").text(),
                                database.at("server").text(),
                                ""),
                        root.at("seed").number(),
                        results,
                        root.at("notes").texts(),
                        RowCoverage.none(),
                        Duration.ofMillis(root.at("summary").at("duration_ms").number()),
                        Optional.of(part)),
                shard.at("command").texts(),
                shard.at("unsaid").text());
    }

    private static RevisionHistory history(String format, List<RevisionResult> results) {
        try {
            RevisionGraph graph = RevisionGraph.of(
                    results.stream().map(RevisionResult::revision).toList());
            return new RevisionHistory(format, Path.of(""), graph, List.of());
        } catch (MalformedHistoryException e) {
            throw new UnreadableReportException(
                    "revisions: " + e.problems().get(0).message(), e);
        }
    }

    private static RevisionResult result(JsonNode json) {
        RevisionStatus status = statusOf(json);
        Path file = file(json.at("file"));
        SqlScript unknown = new SqlScript(file, List.of(), TransactionMode.NONE);
        Revision revision = new Revision(
                id(json.at("id")),
                Set.of(),
                Set.of(),
                Set.of(),
                json.at("message").text(),
                Optional.empty(),
                unknown,
                status == RevisionStatus.IRREVERSIBLE ? new Downgrade.Irreversible("") : new Downgrade.Script(unknown),
                List.of(),
                file);
        JsonNode locks = json.at("locks");
        return new RevisionResult(
                revision,
                status,
                json.at("findings").list(ShardReport::finding),
                locks.isMissing() ? List.of() : locks.list(ShardReport::lock));
    }

    private static TableLock lock(JsonNode json) {
        JsonNode mode = json.at("lock");
        return new TableLock(
                json.at("statement").count(),
                new SourcePosition(file(json.at("file")), json.at("line").count(), 1),
                json.at("table").text(),
                mode.isMissing() ? Optional.empty() : Optional.of(mode.named(LockMode::named, "the mode of a lock")),
                json.at("rewrites").flag(),
                json.at("scans").flag(),
                json.at("builds").texts(),
                // Rows of a dump, on which it is measured how long others wait, are not divided among shards.
                Optional.empty());
    }

    private static Finding finding(JsonNode json) {
        JsonNode changes = json.at("changes");
        return new Finding(
                json.at("id").named(FindingType::withId, "the id of a finding"),
                severityOf(json),
                json.at("leg").named(ShardReport::leg, "a leg"),
                json.at("objects").texts(),
                json.at("message").text(),
                new SourcePosition(file(json.at("file")), json.at("line").count(), 1),
                new Evidence.Told(
                        json.at("details").texts(),
                        json.at("text").text(),
                        json.at("sqlstate").textIfAny(),
                        changes.isMissing() ? List.of() : changes.list(ShardReport::change)),
                json.at("allowed").textIfAny());
    }

    private static RowChange change(JsonNode json) {
        return new RowChange(
                json.at("row").text(),
                json.at("column").text(),
                json.at("before").text(),
                json.at("after").textIfAny());
    }

    private static ShardPart part(JsonNode json) {
        return new ShardPart(
                shard(json),
                json.at("revisions").list(ShardReport::id),
                json.at("digest").text(),
                checks(json.at("checks")),
                json.at("baseline").flag(),
                Optional.of(json.at("first_failed"))
                        .filter(id -> !id.isMissing())
                        .map(ShardReport::id),
                json.at("elsewhere").list(ShardReport::result),
                notes(json.at("notes")),
                coverage(json.at("coverage")));
    }

    private static Shard shard(JsonNode json) {
        try {
            return new Shard(json.at("index").count(), json.at("of").count());
        } catch (IllegalArgumentException e) {
            throw new UnreadableReportException(json.place() + ": " + e.getMessage(), e);
        }
    }

    private static Set<CheckGroup> checks(JsonNode json) {
        Set<CheckGroup> groups = EnumSet.noneOf(CheckGroup.class);
        groups.addAll(json.list(name -> name.named(CheckGroup::named, "a group of checks")));
        return groups;
    }

    private static ReportNotes notes(JsonNode json) {
        return new ReportNotes(
                json.at("start").texts(),
                json.at("unverified").texts(),
                json.at("skipped").texts(),
                json.at("review").texts(),
                json.at("rows").texts(),
                json.at("unused_assumptions").texts(),
                json.at("strangers").texts(),
                json.at("unused_allowances").list(ShardReport::allowance));
    }

    private static UnusedAllowance allowance(JsonNode json) {
        return new UnusedAllowance(
                Optional.of(json.at("revision")).filter(id -> !id.isMissing()).map(ShardReport::id),
                json.at("id").text(),
                json.at("object").text(),
                json.at("note").text());
    }

    private static RowCoverage coverage(JsonNode json) {
        return new RowCoverage(
                json.at("tables").list(ShardReport::table),
                json.at("rows").count(),
                json.at("rows_with_triggers_off").count());
    }

    private static RowCoverage.Table table(JsonNode json) {
        return new RowCoverage.Table(
                json.at("name").text(),
                json.at("filled").flag(),
                json.at("nullable").count(),
                json.at("seen_null").count(),
                json.at("seen_value").count());
    }

    private static RevisionId id(JsonNode json) {
        if (json.text().isBlank()) {
            throw json.expected("the id of a revision");
        }
        return new RevisionId(json.text());
    }

    private static Path file(JsonNode json) {
        try {
            return Path.of(json.text());
        } catch (InvalidPathException e) {
            throw new UnreadableReportException(
                    json.expected("the name of a file").getMessage(), e);
        }
    }

    /** Return the status of a revision. */
    static RevisionStatus statusOf(JsonNode revision) {
        return revision.at("status").named(ShardReport::status, "a status");
    }

    /** Return the severity of a finding. */
    static Severity severityOf(JsonNode finding) {
        return finding.at("severity").named(ShardReport::severity, "a severity");
    }

    private static Optional<RevisionStatus> status(String word) {
        return Arrays.stream(RevisionStatus.values())
                .filter(status -> status.toString().equals(word))
                .findFirst();
    }

    private static Optional<Severity> severity(String word) {
        return Arrays.stream(Severity.values())
                .filter(severity -> severity.toString().equals(word))
                .findFirst();
    }

    private static Optional<Leg> leg(String letter) {
        return Arrays.stream(Leg.values())
                .filter(leg -> leg.toString().equals(letter))
                .findFirst();
    }
}
