package dev.palindrome.report;

import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The report as workflow commands, which GitHub turns into annotations of files:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands. A step may have ten of each kind, and GitHub
 * passes over the others without a word; so the last notice says how many there are.
 */
public final class GitHubAnnotations {

    private static final int OF_A_KIND = 10;
    private static final int SHOWN_DIFFERENCES = 10;

    private final RoundTripReport report;
    private final SourceRoot root;
    private final StringBuilder out = new StringBuilder();

    private GitHubAnnotations(RoundTripReport report, SourceRoot root) {
        this.report = report;
        this.root = root;
    }

    /**
     * Return the commands, a line each, errors first; empty when nobody has to be told of anything.
     *
     * @param root what the paths of files are relative to
     */
    public static String render(RoundTripReport report, SourceRoot root) {
        return new GitHubAnnotations(report, root).render();
    }

    private String render() {
        Map<Severity, List<StandingFinding>> kinds = StandingFinding.of(report).stream()
                .collect(Collectors.groupingBy(StandingFinding::severity, TreeMap::new, Collectors.toList()));
        boolean tooMany = kinds.values().stream().anyMatch(kind -> kind.size() > OF_A_KIND);
        List<Finding> left = new ArrayList<>();
        kinds.forEach((severity, kind) -> {
            // The notice that counts the others is one of the ten.
            int room = severity == Severity.INFO && tooMany ? OF_A_KIND - 1 : OF_A_KIND;
            kind.stream().limit(room).forEach(this::annotate);
            kind.stream().skip(room).map(StandingFinding::finding).forEach(left::add);
        });
        if (!left.isEmpty()) {
            String text = "%s. %s no room here: see the log of this step."
                    .formatted(
                            ReportWords.revisions(report),
                            ReportWords.findings(left) + (left.size() == 1 ? " has" : " have"));
            out.append("::notice title=palindrome::").append(data(text)).append('\n');
        }
        return out.toString();
    }

    private void annotate(StandingFinding standing) {
        Finding finding = standing.finding();
        List<String> lines = new ArrayList<>(List.of(finding.message()));
        List<String> differences = FailureText.differences(finding);
        differences.stream().limit(SHOWN_DIFFERENCES).forEach(lines::add);
        if (differences.size() > SHOWN_DIFFERENCES) {
            lines.add("… and " + (differences.size() - SHOWN_DIFFERENCES) + " more");
        }
        out.append("::")
                .append(command(finding.severity()))
                .append(" file=")
                .append(property(root.file(report.history(), finding.position())));
        if (finding.position().line() > 0) {
            out.append(",line=").append(finding.position().line());
        }
        out.append(",title=")
                .append(property(finding.type().id() + " " + finding.type().title() + ", revision "
                        + VisibleText.line(standing.result().revision().id().value())))
                .append("::")
                .append(data(VisibleText.of(String.join("\n", lines))))
                .append('\n');
    }

    private static String command(Severity severity) {
        return severity == Severity.INFO ? "notice" : severity.toString();
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
