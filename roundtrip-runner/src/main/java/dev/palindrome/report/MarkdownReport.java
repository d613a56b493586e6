package dev.palindrome.report;

import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.roundtrip.RevisionResult;
import dev.palindrome.roundtrip.RevisionStatus;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The report for a pull request's comment or a job's summary. It is smaller than what GitHub takes for a comment, however much was
 * found: what has no room is named and counted, and nothing is cut in its middle.
 */
public final class MarkdownReport {

    /** GitHub refuses a comment of more than 65,536 characters; counted in bytes, which are never fewer. */
    static final int LIMIT = 65_535;

    /** What the table may reach, so that most of the room is for the findings. */
    private static final int TABLE_END = 16_000;

    /** What the findings may reach, so that there is room to name those that did not fit. */
    private static final int FINDINGS_END = 57_000;

    /** The tags and the fence around a finding's text, and the least that the text says. */
    private static final int SMALLEST_FINDING = 300;

    /** What the names may reach; a line that counts comes last. */
    private static final int NAMES_END = 65_000;

    private static final int SHOWN_NOTES = 10;
    private static final int NOTES_END = 4_000;

    private final RoundTripReport report;
    private final Function<RevisionId, String> again;
    private final StringBuilder out = new StringBuilder();
    private int bytes;

    private MarkdownReport(RoundTripReport report, Function<RevisionId, String> again) {
        this.report = report;
        this.again = again;
    }

    /**
     * Return the report as GitHub Flavored Markdown, in less than 65,536 bytes of UTF-8.
     *
     * @param threshold the least severity that fails
     * @param again the command that judges a revision alone
     */
    public static String render(RoundTripReport report, Severity threshold, Function<RevisionId, String> again) {
        return new MarkdownReport(report, again).render(threshold);
    }

    private String render(Severity threshold) {
        List<StandingFinding> items = StandingFinding.of(report);
        summary(threshold, items);
        notes();
        table();
        List<StandingFinding> left = new ArrayList<>();
        for (StandingFinding item : items) {
            // Rendering thousands that cannot fit would take long.
            boolean room = bytes + SMALLEST_FINDING <= FINDINGS_END;
            if (!room || !fits(details(item), FINDINGS_END)) {
                left.add(item);
            }
        }
        names(left);
        return out.toString();
    }

    private void summary(Severity threshold, List<StandingFinding> items) {
        long allowed = report.results().stream()
                .flatMap(result -> result.findings().stream())
                .filter(finding -> finding.allowed().isPresent())
                .count();
        String found = items.isEmpty()
                ? "no findings"
                : ReportWords.findings(
                        items.stream().map(StandingFinding::finding).toList());
        add("## Palindrome: %s\n\n".formatted(report.hasStanding(threshold) ? "failed" : "passed"));
        add("**%s**; %s%s.\n"
                .formatted(ReportWords.revisions(report), found, allowed == 0 ? "" : ", " + allowed + " allowed"));
        add("Format %s, PostgreSQL %s, seed %d, %s s.\n"
                .formatted(
                        MarkdownText.code(report.history().format()),
                        MarkdownText.code(report.server().version()),
                        report.seed(),
                        String.format(Locale.ROOT, "%.1f", report.duration().toMillis() / 1000.0)));
    }

    private void notes() {
        if (report.notes().isEmpty()) {
            return;
        }
        add("\n");
        int shown = 0;
        for (String note : report.notes().stream().limit(SHOWN_NOTES).toList()) {
            shown += fits("- note: " + MarkdownText.code(note) + "\n", NOTES_END) ? 1 : 0;
        }
        int left = report.notes().size() - shown;
        if (left > 0) {
            add("- %s in the log\n".formatted(ReportWords.counted(left, "more note")));
        }
    }

    private void table() {
        List<RevisionResult> shown = report.results().stream()
                .filter(result -> result.status() != RevisionStatus.OK
                        || !result.standing(Severity.INFO).isEmpty())
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        add("\n| revision | status | findings | file |\n|---|---|---|---|\n");
        int left = 0;
        for (RevisionResult result : shown) {
            left += fits(row(result), TABLE_END) ? 0 : 1;
        }
        if (left > 0) {
            add("| … and %s | | | |\n".formatted(ReportWords.counted(left, "more revision")));
        }
    }

    private static String row(RevisionResult result) {
        Revision revision = result.revision();
        String ids = result.standing(Severity.INFO).stream()
                .map(finding -> finding.type().id())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return "| %s | %s | %s | %s |\n"
                .formatted(
                        MarkdownText.code(ReportWords.named(revision)),
                        result.status().toString().replace('_', ' '),
                        ids,
                        MarkdownText.code(revision.file().toString().replace('\\', '/')));
    }

    private String details(StandingFinding item) {
        Finding finding = item.finding();
        String text = FailureText.render(
                report.history(),
                item.result(),
                finding,
                again.apply(item.result().revision().id()));
        return "\n<details>\n<summary>%s %s: %s</summary>\n\n%s\n</details>\n"
                .formatted(
                        finding.type().id(),
                        finding.severity(),
                        MarkdownText.code(finding.message()),
                        MarkdownText.block(text));
    }

    private void names(List<StandingFinding> left) {
        if (left.isEmpty()) {
            return;
        }
        add("\n%s no room here:\n\n".formatted(left.size() == 1 ? "1 finding has" : left.size() + " findings have"));
        List<Finding> unnamed = new ArrayList<>();
        for (StandingFinding item : left) {
            Finding finding = item.finding();
            String line = "- %s %s, revision %s, %s\n"
                    .formatted(
                            finding.type().id(),
                            finding.severity(),
                            MarkdownText.code(item.result().revision().id().value()),
                            MarkdownText.code(finding.position().toString()));
            if (!fits(line, NAMES_END)) {
                unnamed.add(finding);
            }
        }
        if (!unnamed.isEmpty()) {
            add("- and %s\n".formatted(ReportWords.findings(unnamed)));
        }
    }

    private boolean fits(String text, int end) {
        if (bytes + text.getBytes(StandardCharsets.UTF_8).length > end) {
            return false;
        }
        add(text);
        return true;
    }

    private void add(String text) {
        out.append(text);
        bytes += text.getBytes(StandardCharsets.UTF_8).length;
    }
}
