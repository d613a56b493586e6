package dev.palindrome.report;

import dev.palindrome.data.Coverage;
import dev.palindrome.revision.Revision;
import dev.palindrome.roundtrip.RevisionResult;
import dev.palindrome.roundtrip.RevisionStatus;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.finding.Finding;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The machine-readable report, format version 1, described in docs/json.md. */
public final class JsonReport {

    private static final int FORMAT_VERSION = 1;

    private JsonReport() {}

    /** Return the report as JSON; keys and revisions keep their order, so that equal runs differ in the duration only. */
    public static String render(RoundTripReport report) {
        Map<String, Object> database = new LinkedHashMap<>();
        database.put("source", report.server().source());
        database.put("server", report.server().version());
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("version", FORMAT_VERSION);
        root.put("tool", "palindrome " + ToolVersion.current());
        root.put("database", database);
        root.put("format", report.history().format());
        root.put("seed", report.seed());
        root.put("summary", summary(report));
        root.put("notes", report.notes());
        root.put(
                "revisions", report.results().stream().map(JsonReport::revision).toList());
        return Json.write(root);
    }

    private static Map<String, Object> summary(RoundTripReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("revisions", report.results().size());
        json.put("ok", report.count(RevisionStatus.OK));
        json.put("with_errors", report.count(RevisionStatus.ERROR) + report.count(RevisionStatus.UP_FAILED));
        json.put("irreversible", report.count(RevisionStatus.IRREVERSIBLE));
        json.put("skipped", report.count(RevisionStatus.SKIPPED));
        json.put("duration_ms", report.duration().toMillis());
        json.put("tables_populated", report.coverage().map(Coverage::filled).orElse(0));
        json.put("tables_total", report.coverage().map(Coverage::tables).orElse(0));
        return json;
    }

    private static Map<String, Object> revision(RevisionResult result) {
        Revision revision = result.revision();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", revision.id());
        json.put("message", revision.message());
        json.put("file", path(revision.file()));
        json.put("status", result.status());
        json.put("findings", result.findings().stream().map(JsonReport::finding).toList());
        return json;
    }

    private static Map<String, Object> finding(Finding finding) {
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
        return json;
    }

    private static String path(Path path) {
        return path.toString().replace('\\', '/');
    }
}
