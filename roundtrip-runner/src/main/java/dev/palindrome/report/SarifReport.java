package dev.palindrome.report;

import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.roundtrip.RevisionResult;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.roundtrip.finding.Severity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The report as SARIF 2.1.0, which code scanning services read:
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. Results have no absolute path in them unless a file lies
 * outside of the source root.
 */
public final class SarifReport {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private static final String ROOT = "%SRCROOT%";

    /** The number says how a fingerprint is made: another way gets another name, so that services do not mix the two. */
    private static final String FINGERPRINT = "palindromeFinding/v1";

    private final RevisionHistory history;
    private final SourceRoot root;
    private final Map<String, Integer> seen = new HashMap<>();

    private SarifReport(RevisionHistory history, SourceRoot root) {
        this.history = history;
        this.root = root;
    }

    /**
     * Return the report as JSON; equal runs give equal bytes.
     *
     * @param root what the paths of files are relative to
     * @param exitCode that of the process
     */
    public static String render(RoundTripReport report, SourceRoot root, int exitCode) {
        return Json.write(new SarifReport(report.history(), root).log(report, exitCode));
    }

    private Map<String, Object> log(RoundTripReport report, int exitCode) {
        List<Object> results = new ArrayList<>();
        for (RevisionResult result : report.results()) {
            result.findings().forEach(finding -> results.add(result(result, finding)));
        }
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver()));
        run.put("invocations", List.of(invocation(report, exitCode)));
        run.put("originalUriBaseIds", Map.of(ROOT, Map.of("description", text("The folder of the checkout."))));
        run.put("columnKind", "utf16CodeUnits");
        run.put("results", results);
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("$schema", SCHEMA);
        log.put("version", "2.1.0");
        log.put("runs", List.of(run));
        return log;
    }

    private static Map<String, Object> driver() {
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "palindrome");
        driver.put("version", ToolVersion.current());
        driver.put(
                "rules",
                Arrays.stream(FindingType.values()).map(SarifReport::rule).toList());
        return driver;
    }

    private static Map<String, Object> rule(FindingType type) {
        String page = "docs/findings/" + type.id() + ".md";
        String remedy = capitalised(type.word("workaround"));
        Map<String, Object> help = new LinkedHashMap<>();
        help.put("text", "%s\nWhat to do: %s\nMore: %s".formatted(type.word("effect"), remedy, page));
        help.put(
                "markdown",
                "**Effect.** %s\n\n**What to do.** %s\n\nMore in `%s` of palindrome."
                        .formatted(MarkdownText.prose(type.word("effect")), MarkdownText.prose(remedy), page));
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("id", type.id());
        rule.put("name", type.title());
        rule.put("shortDescription", text(capitalised(type.title().replace('-', ' '))));
        rule.put("fullDescription", text(type.word("condition")));
        rule.put("help", help);
        rule.put("defaultConfiguration", Map.of("level", level(type.severity())));
        rule.put("properties", Map.of("tags", List.of("database", "migration", "postgresql")));
        return rule;
    }

    private static Map<String, Object> invocation(RoundTripReport report, int exitCode) {
        Map<String, Object> invocation = new LinkedHashMap<>();
        invocation.put("executionSuccessful", true);
        invocation.put("exitCode", exitCode);
        invocation.put(
                "toolExecutionNotifications",
                report.notes().stream().map(SarifReport::notification).toList());
        return invocation;
    }

    private static Map<String, Object> notification(String note) {
        Map<String, Object> notification = new LinkedHashMap<>();
        notification.put("level", "note");
        notification.put("message", text(note));
        return notification;
    }

    private Map<String, Object> result(RevisionResult result, Finding finding) {
        List<String> lines = new ArrayList<>(List.of(finding.message()));
        lines.addAll(FailureText.differences(finding));
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("revision", result.revision().id());
        properties.put("leg", finding.leg());
        finding.sqlState().ifPresent(state -> properties.put("sqlstate", state));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ruleId", finding.type().id());
        json.put("level", level(finding.severity()));
        json.put("message", text(String.join("\n", lines)));
        json.put("locations", List.of(location(finding)));
        json.put("partialFingerprints", Map.of(FINGERPRINT, fingerprint(result, finding)));
        finding.allowed().ifPresent(reason -> json.put("suppressions", List.of(suppression(reason))));
        json.put("properties", properties);
        return json;
    }

    private Map<String, Object> location(Finding finding) {
        SourcePosition position = finding.position();
        Map<String, Object> artifact = new LinkedHashMap<>();
        root.uri(history, position)
                .ifPresentOrElse(
                        uri -> {
                            artifact.put("uri", uri);
                            artifact.put("uriBaseId", ROOT);
                        },
                        () -> artifact.put(
                                "uri",
                                history.directory()
                                        .resolve(position.file())
                                        .toAbsolutePath()
                                        .normalize()
                                        .toUri()
                                        .toASCIIString()));
        Map<String, Object> physical = new LinkedHashMap<>();
        physical.put("artifactLocation", artifact);
        if (position.line() > 0) {
            physical.put("region", Map.of("startLine", position.line()));
        }
        Map<String, Object> location = new LinkedHashMap<>();
        location.put("physicalLocation", physical);
        if (!finding.objects().isEmpty()) {
            location.put(
                    "logicalLocations",
                    finding.objects().stream()
                            .map(object -> Map.of("fullyQualifiedName", object))
                            .toList());
        }
        return location;
    }

    private static Map<String, Object> suppression(String reason) {
        Map<String, Object> suppression = new LinkedHashMap<>();
        suppression.put("kind", "inSource");
        suppression.put("status", "accepted");
        suppression.put("justification", reason);
        return suppression;
    }

    /** Without line and file, so that it survives when statements move; numbered, where two would be the same. */
    private String fingerprint(RevisionResult result, Finding finding) {
        List<String> parts = new ArrayList<>(
                List.of(result.revision().id().value(), finding.type().id()));
        finding.objects().stream().sorted().forEach(parts::add);
        String hash = sha256(String.join("\0", parts));
        return hash + ":" + seen.merge(hash, 1, Integer::sum);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String level(Severity severity) {
        return severity == Severity.INFO ? "note" : severity.toString();
    }

    private static Map<String, Object> text(String text) {
        return Map.of("text", text);
    }

    private static String capitalised(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
