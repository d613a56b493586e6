package dev.palindrome.report;

import dev.palindrome.data.Coverage;
import dev.palindrome.revision.Revision;
import dev.palindrome.roundtrip.ReportNotes;
import dev.palindrome.roundtrip.RevisionResult;
import dev.palindrome.roundtrip.RevisionStatus;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.RowCoverage;
import dev.palindrome.roundtrip.ShardPart;
import dev.palindrome.roundtrip.UnusedAllowance;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.RowChange;
import dev.palindrome.roundtrip.lock.TableLock;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The machine-readable report, format version 1, described in docs/json.md. */
public final class JsonReport {

    static final int FORMAT_VERSION = 1;

    private final RoundTripReport report;

    private JsonReport(RoundTripReport report) {
        this.report = report;
    }

    /** Return the report as JSON; keys and revisions keep their order, so that equal runs differ in the duration only. */
    public static String render(RoundTripReport report) {
        return Json.write(new JsonReport(report).root());
    }

    /**
     * Return the report of a shard as JSON, with what is needed to merge it.
     *
     * @param command the words that verify the whole history again
     * @param unsaid what is said behind them, in words; empty for nothing
     */
    public static String renderShard(RoundTripReport report, List<String> command, String unsaid) {
        JsonReport json = new JsonReport(report);
        Map<String, Object> root = json.root();
        root.put("shard", json.shard(report.part().orElseThrow(), command, unsaid));
        return Json.write(root);
    }

    /** Return the report of a test as JSON, with which one that is, and when. */
    static String renderTest(TestedHistory history, Instant written) {
        Map<String, Object> test = new LinkedHashMap<>();
        test.put("name", history.test());
        test.put("directory", path(history.report().history().directory()));
        test.put("written", written.truncatedTo(ChronoUnit.SECONDS));
        Map<String, Object> root = new JsonReport(history.report()).root();
        root.put("test", test);
        return Json.write(root);
    }

    private Map<String, Object> root() {
        Map<String, Object> database = new LinkedHashMap<>();
        database.put("source", report.server().source());
        database.put("server", report.server().version());
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("version", FORMAT_VERSION);
        root.put("tool", "palindrome " + ToolVersion.current());
        root.put("database", database);
        root.put("format", report.history().format());
        root.put("seed", report.seed());
        root.put("summary", summary());
        root.put("notes", report.notes());
        root.put("revisions", report.results().stream().map(this::revision).toList());
        if (report.part().isEmpty() && !report.coverage().tables().isEmpty()) {
            root.put("coverage", coverage(report.coverage()));
        }
        return root;
    }

    private Map<String, Object> summary() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("revisions", report.results().size());
        json.put("ok", report.count(RevisionStatus.OK));
        json.put("with_errors", report.count(RevisionStatus.ERROR) + report.count(RevisionStatus.UP_FAILED));
        json.put("irreversible", report.count(RevisionStatus.IRREVERSIBLE));
        json.put("skipped", report.count(RevisionStatus.SKIPPED));
        json.put("duration_ms", report.duration().toMillis());
        json.put(
                "tables_populated",
                report.coverage().total().map(Coverage::filled).orElse(0));
        json.put("tables_total", report.coverage().total().map(Coverage::tables).orElse(0));
        return json;
    }

    private Map<String, Object> revision(RevisionResult result) {
        Revision revision = result.revision();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", revision.id());
        json.put("message", revision.message());
        json.put("file", path(revision.file()));
        json.put("status", result.status());
        json.put(
                "findings",
                result.findings().stream()
                        .map(finding -> finding(result, finding))
                        .toList());
        if (!result.locks().isEmpty()) {
            json.put("locks", result.locks().stream().map(JsonReport::lock).toList());
        }
        return json;
    }

    private static Map<String, Object> lock(TableLock lock) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("statement", lock.statement());
        json.put("file", path(lock.position().file()));
        json.put("line", lock.position().line());
        json.put("table", lock.table());
        lock.mode().ifPresent(mode -> {
            json.put("lock", mode);
            json.put("blocks_reads", mode.blocksReads());
            json.put("blocks_writes", mode.blocksWrites());
        });
        json.put("rewrites", lock.rewritten());
        json.put("scans", lock.scanned());
        json.put("builds", lock.indexes());
        lock.waited().ifPresent(waited -> {
            json.put("readers_waited_ms", waited.reader().toMillis());
            json.put("writers_waited_ms", waited.writer().toMillis());
        });
        return json;
    }

    private Map<String, Object> finding(RevisionResult result, Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", finding.type().id());
        json.put("severity", finding.severity());
        json.put("leg", finding.leg());
        json.put("objects", finding.objects());
        json.put("message", finding.message());
        json.put("file", path(finding.position().file()));
        json.put("line", finding.position().line());
        json.put("sqlstate", finding.sqlState().orElse(null));
        json.put("allowed", finding.allowed().orElse(null));
        if (!finding.rowChanges().isEmpty()) {
            json.put(
                    "changes",
                    finding.rowChanges().stream().map(JsonReport::change).toList());
        }
        json.put("details", FailureText.differences(finding));
        if (report.part().isPresent()) {
            json.put("text", FailureText.story(report.history(), result, finding));
        }
        return json;
    }

    private static Map<String, Object> change(RowChange change) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("row", change.row());
        json.put("column", change.column());
        json.put("before", change.before());
        json.put("after", change.after().orElse(null));
        return json;
    }

    private Map<String, Object> shard(ShardPart part, List<String> command, String unsaid) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("index", part.shard().index());
        json.put("of", part.shard().of());
        json.put("checks", part.checks().stream().sorted().toList());
        json.put("baseline", part.baseline());
        json.put("first_failed", part.firstFailed().orElse(null));
        json.put("command", command);
        json.put("unsaid", unsaid);
        json.put("digest", part.digest());
        json.put("revisions", part.revisions());
        json.put("elsewhere", part.elsewhere().stream().map(this::revision).toList());
        json.put("notes", notes(part.notes()));
        json.put("coverage", coverage(part.coverage()));
        return json;
    }

    private static Map<String, Object> notes(ReportNotes notes) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("start", notes.start());
        json.put("unverified", notes.unverified());
        json.put("skipped", notes.skipped());
        json.put("review", notes.review());
        json.put("rows", notes.rows());
        json.put("unused_assumptions", notes.unusedAssumptions());
        json.put("strangers", notes.strangers());
        json.put(
                "unused_allowances",
                notes.unusedAllowances().stream().map(JsonReport::allowance).toList());
        return json;
    }

    private static Map<String, Object> allowance(UnusedAllowance allowance) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("revision", allowance.revision().orElse(null));
        json.put("id", allowance.findingId());
        json.put("object", allowance.object());
        json.put("note", allowance.note());
        return json;
    }

    private static Map<String, Object> coverage(RowCoverage coverage) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rows", coverage.rows());
        json.put("rows_with_triggers_off", coverage.rowsWithTriggersOff());
        json.put("tables", coverage.tables().stream().map(JsonReport::table).toList());
        return json;
    }

    private static Map<String, Object> table(RowCoverage.Table table) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", table.name());
        json.put("filled", table.filled());
        json.put("nullable", table.nullableColumns());
        json.put("seen_null", table.seenNull());
        json.put("seen_value", table.seenValue());
        return json;
    }

    static String path(Path path) {
        return path.toString().replace('\\', '/');
    }
}
