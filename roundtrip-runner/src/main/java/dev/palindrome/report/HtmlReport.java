package dev.palindrome.report;

import dev.palindrome.data.Coverage;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.roundtrip.RevisionResult;
import dev.palindrome.roundtrip.RevisionStatus;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.roundtrip.finding.Severity;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The report as a page for people, described in docs/reports.md. It is one file that needs nothing beside itself, and can be read without
 * scripts. The scripts of the history are read where the page quotes them. Equal reports differ in the date and the duration only.
 */
public final class HtmlReport {

    private static final String SCRIPT = "report.js";

    private final RoundTripReport report;
    private final Function<RevisionId, String> again;
    private final HtmlWriter html;

    private HtmlReport(RoundTripReport report, Function<RevisionId, String> again, HtmlWriter html) {
        this.report = report;
        this.again = again;
        this.html = html;
    }

    /**
     * Write the page; what it takes beside the report itself does not grow with the history.
     *
     * @param again the command that judges one revision alone
     * @param written the moment to write down as the report's
     * @throws IOException when the output fails; a script that cannot be read is told in its place
     */
    public static void write(
            RoundTripReport report, Function<RevisionId, String> again, Instant written, Appendable out)
            throws IOException {
        new HtmlReport(report, again, new HtmlWriter(out)).page(written);
    }

    private void page(Instant written) throws IOException {
        HtmlPage.begin(html, title(), SCRIPT);
        html.markup("<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n");
        header(written);
        toolbar();
        html.markup("<div class=\"columns\">\n");
        new HtmlRevisions(report, html).write();
        html.markup("<main id=\"findings\">\n");
        new HtmlFindings(report, again, html).write();
        new HtmlLocks(report, html).write();
        new HtmlCoverage(report.coverage(), html).write();
        glossary();
        html.markup("</main>\n</div>\n" + KEYS);
        HtmlPage.end(html, SCRIPT);
    }

    private String title() {
        String folder = report.history().directory().toString();
        return folder.isEmpty() ? "Palindrome" : folder + " – Palindrome";
    }

    private void header(Instant written) throws IOException {
        html.markup("<header class=\"top\">\n");
        HtmlPage.product(html);
        html.element("h1", verdict());
        html.markup("\n<p class=\"folder\">");
        html.element("code", report.history().directory().toString());
        html.markup("</p>\n");
        Map<RevisionStatus, Long> counts =
                Stream.of(RevisionStatus.values()).collect(Collectors.toMap(status -> status, report::count));
        HtmlBar.write(html, counts);
        HtmlBar.legend(html, counts);
        facts(written);
        notes();
        html.endLine("header");
    }

    private String verdict() {
        int all = report.results().size();
        long broken = report.count(RevisionStatus.ERROR) + report.count(RevisionStatus.UP_FAILED);
        if (broken > 0) {
            return "%d of %s %s"
                    .formatted(broken, counted(all, "revision"), broken == 1 ? "has errors" : "have errors");
        }
        return all == 0 ? "No revision was verified" : "No errors in " + counted(all, "revision");
    }

    private void facts(Instant written) throws IOException {
        html.start("dl", "class", "run");
        fact("Findings", severities());
        fact("Format", report.history().format());
        fact(
                "Server",
                "PostgreSQL " + report.server().version() + ", "
                        + report.server().source());
        fact("Seed", String.valueOf(report.seed()));
        fact("Duration", String.format(Locale.ROOT, "%.1f s", report.duration().toMillis() / 1000.0));
        fact("Written", HtmlPage.date(written));
        if (report.coverage().total().isPresent()) {
            fact("Rows", report.coverage().total().map(Coverage::text).orElseThrow());
        }
        html.endLine("dl");
    }

    private String severities() {
        List<String> parts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            long count = findings()
                    .filter(finding -> finding.allowed().isEmpty() && finding.severity() == severity)
                    .count();
            if (count > 0) {
                parts.add(count + " " + severity + (count == 1 || severity == Severity.INFO ? "" : "s"));
            }
        }
        long allowed =
                findings().filter(finding -> finding.allowed().isPresent()).count();
        if (allowed > 0) {
            parts.add(allowed + " allowed");
        }
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }

    private void fact(String name, String value) throws IOException {
        html.start("div");
        html.element("dt", name);
        html.element("dd", value);
        html.end("div");
    }

    private void notes() throws IOException {
        RevisionHistory history = report.history();
        List<String> notes =
                Stream.concat(history.notes().stream(), report.notes().stream()).toList();
        if (notes.isEmpty()) {
            return;
        }
        html.markup("<details class=\"notes\" open><summary>" + counted(notes.size(), "note") + "</summary><ul>");
        for (String note : notes) {
            html.element("li", note);
        }
        html.markup("</ul></details>\n");
    }

    /** Hidden until the script is there that it needs. */
    private void toolbar() throws IOException {
        if (findings().findAny().isEmpty()) {
            return;
        }
        html.markup("<div class=\"toolbar\" role=\"search\" hidden>\n<label class=\"find\"><span>Search</span>"
                + "<input type=\"search\" id=\"q\" placeholder=\"table, message, SQL …\" autocomplete=\"off\" spellcheck=\"false\">"
                + "<kbd aria-hidden=\"true\">/</kbd></label>\n");
        select("severity", "any severity", options(findings().map(finding -> finding.severity()), Severity.values()));
        SortedSet<String> ids = new TreeSet<>();
        findings().forEach(finding -> ids.add(finding.type().id()));
        select("type", "any finding", List.copyOf(ids));
        Stream<RevisionStatus> statuses = report.results().stream()
                .filter(result -> !result.findings().isEmpty())
                .map(RevisionResult::status);
        select("status", "any revision", options(statuses, RevisionStatus.values()));
        if (findings().anyMatch(finding -> finding.allowed().isPresent())) {
            select("allowed", "allowed or not", List.of("not allowed", "allowed"));
        }
        html.markup("<span class=\"count\" role=\"status\"></span>\n<span class=\"actions\">"
                + "<button type=\"button\" id=\"fold\">Fold all</button>"
                + "<button type=\"button\" id=\"help\" aria-label=\"Keys\">?</button></span>\n</div>\n");
    }

    private Stream<Finding> findings() {
        return report.results().stream().flatMap(result -> result.findings().stream());
    }

    private static <E extends Enum<E>> List<String> options(Stream<E> used, E[] all) {
        List<E> values = used.distinct().toList();
        return Stream.of(all).filter(values::contains).map(E::toString).toList();
    }

    /** The choice of all is the label, too: there is little room on a phone. */
    private void select(String key, String all, List<String> values) throws IOException {
        html.start("select", "data-key", key, "aria-label", "Show " + all);
        html.element("option", all, "value", "");
        for (String value : values) {
            html.element("option", value.replace('_', ' '), "value", value);
        }
        html.markup("</select>\n");
    }

    /** Each kind of finding once, however many there are of it. */
    private void glossary() throws IOException {
        List<FindingType> types =
                findings().map(Finding::type).distinct().sorted(this::byId).toList();
        if (types.isEmpty()) {
            return;
        }
        html.markup("<section class=\"glossary\">\n<h2>What the findings mean</h2>\n");
        for (FindingType type : types) {
            html.start("section", "id", type.id(), "class", "term");
            html.start("h3");
            html.element("code", type.id());
            html.text(" " + type.title());
            html.end("h3");
            html.start("dl");
            fact("Condition", type.word("condition"));
            fact("Effect", type.word("effect"));
            fact("What to do", type.word("workaround"));
            html.end("dl");
            html.endLine("section");
        }
        html.endLine("section");
    }

    private int byId(FindingType left, FindingType right) {
        return left.id().compareTo(right.id());
    }

    static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static final String KEYS = """
            <dialog id="keys"><h2>Keys</h2><dl>
            <div><dt><kbd>/</kbd></dt><dd>search</dd></div>
            <div><dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>next, previous finding</dd></div>
            <div><dt><kbd>x</kbd></dt><dd>fold or unfold the finding</dd></div>
            <div><dt><kbd>Esc</kbd></dt><dd>show all findings again</dd></div>
            <div><dt><kbd>?</kbd></dt><dd>this list</dd></div>
            </dl><form method="dialog"><button>Close</button></form></dialog>
            """;
}
