package dev.palindrome.report;

import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.roundtrip.RevisionResult;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.execution.SqlFailure;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.RowChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The findings with all that is known of each, in the order of the walk, below a heading a revision; the worst first. */
final class HtmlFindings {

    private static final int SHOWN = 50;
    private static final int SHOWN_FILES = 4;
    private static final Pattern INDENTATION = Pattern.compile("^ {2}", Pattern.MULTILINE);

    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(
                    (Finding finding) -> finding.allowed().isPresent())
            .thenComparing(Finding::severity);

    private final RoundTripReport report;
    private final Function<RevisionId, String> again;
    private final HtmlWriter html;
    private final ScriptExcerpt.Size size;

    /** Its folder is the empty path, so that files are named as seen from the history's folder. */
    private final RevisionHistory seenFromInside;

    private int written;

    HtmlFindings(RoundTripReport report, Function<RevisionId, String> again, HtmlWriter html) {
        this.report = report;
        this.again = again;
        this.html = html;
        RevisionHistory history = report.history();
        seenFromInside = new RevisionHistory(history.format(), Path.of(""), history.graph(), List.of());
        size = ScriptExcerpt.Size.forExcerpts(report.results().stream()
                .mapToInt(result -> result.findings().size())
                .sum());
    }

    void write() throws IOException {
        html.markup("<h2>Findings</h2>\n");
        int number = 0;
        for (RevisionResult result : report.results()) {
            if (!result.findings().isEmpty()) {
                group(result, number);
            }
            number++;
        }
        if (written == 0) {
            html.element("p", "Nothing was found.", "class", "nothing");
        }
        html.element("p", "No finding fits. Press Esc to show all again.", "class", "nothing no-match", "hidden", "");
        html.markup("\n");
    }

    private void group(RevisionResult result, int number) throws IOException {
        Revision revision = result.revision();
        html.start(
                "section", "class", "group", "id", HtmlRevisions.anchor(number), "data-status", "" + result.status());
        html.start("h3", "class", "s-" + result.status());
        html.element("code", revision.id().value());
        html.text(" ");
        html.element("span", HtmlRevisions.message(revision), "class", "message");
        html.text(" ");
        html.element("span", HtmlRevisions.words(result.status()), "class", "status");
        html.endLine("h3");
        html.element("p", HtmlRevisions.path(revision), "class", "file");
        for (Finding finding : result.findings().stream().sorted(WORST_FIRST).toList()) {
            finding(result, finding);
        }
        html.endLine("section");
    }

    private void finding(RevisionResult result, Finding finding) throws IOException {
        written++;
        boolean allowed = finding.allowed().isPresent();
        html.start(
                "article",
                "class",
                "finding " + (allowed ? "allowed" : finding.severity().toString()),
                "id",
                "finding-" + written,
                "tabindex",
                "-1",
                "data-severity",
                finding.severity().toString(),
                "data-type",
                finding.type().id(),
                "data-allowed",
                allowed ? "allowed" : "not allowed");
        html.markup("<details open><summary>");
        html.element("span", finding.severity().toString(), "class", "badge " + finding.severity());
        html.text(" ");
        html.element("code", finding.type().id());
        html.text(" ");
        html.element("strong", finding.message());
        html.text(" ");
        html.element("span", finding.position().toString(), "class", "place");
        html.endLine("summary");
        body(result, finding, new FailureText(seenFromInside, result, finding));
        html.markup("</details></article>\n");
    }

    private void body(RevisionResult result, Finding finding, FailureText text) throws IOException {
        if (finding.allowed().isPresent()) {
            html.element("p", "Allowed: " + finding.allowed().get(), "class", "reason");
        }
        if (finding.evidence() instanceof Evidence.Told told) {
            told(told);
        } else {
            observed(result, finding, text);
        }
        html.start("p", "class", "more");
        html.element(
                "a",
                "What " + finding.type().id() + " means",
                "href",
                "#" + finding.type().id());
        html.end("p");
        html.element("h4", "Again, this revision only");
        code(again.apply(result.revision().id()), "copy");
    }

    /** The report of another run has its words, and not the scripts. */
    private void told(Evidence.Told told) throws IOException {
        // The first line is the message, which stands above.
        String story = told.story().lines().skip(1).collect(Collectors.joining("\n"));
        String text = story.isBlank() ? String.join("\n", told.details()) : story;
        html.element("pre", INDENTATION.matcher(text).replaceAll("").strip(), "class", "told");
    }

    private void observed(RevisionResult result, Finding finding, FailureText text) throws IOException {
        html.start("dl", "class", "facts");
        for (FailureText.Fact fact : text.facts()) {
            html.element("dt", fact.name());
            html.element("dd", fact.text());
        }
        html.endLine("dl");
        evidence(finding.evidence(), text);
        hint(text);
        if (finding.evidence() instanceof Evidence.Schemas schemas
                && schemas.consequence().isPresent()) {
            html.element("p", "Left so, " + schemas.consequence().get(), "class", "consequence");
        }
        scripts(result.revision(), finding);
    }

    private void evidence(Evidence evidence, FailureText text) throws IOException {
        if (evidence instanceof Evidence.Schemas schemas) {
            differences(schemas, text);
        } else if (evidence instanceof Evidence.Refusal refusal) {
            refusal(Optional.of(refusal.failure()));
        } else if (evidence instanceof Evidence.Review review) {
            facts(review.facts());
        } else if (evidence instanceof Evidence.Rows rows) {
            refusal(rows.refusal());
            changes(rows.changes());
            facts(rows.facts());
        } else if (evidence instanceof Evidence.Traced traced) {
            facts(traced.facts());
        } else if (evidence instanceof Evidence.Statements statements) {
            facts(statements.statements().stream()
                    .map(SqlStatement::position)
                    .map(Object::toString)
                    .toList());
        }
    }

    private void refusal(Optional<SqlFailure> failure) throws IOException {
        if (failure.isPresent()) {
            String text = FailureText.refusal(seenFromInside, failure.get());
            html.element("pre", INDENTATION.matcher(text).replaceAll("").strip(), "class", "refusal");
        }
    }

    private void facts(List<String> facts) throws IOException {
        if (facts.isEmpty()) {
            return;
        }
        html.start("ul", "class", "observed");
        for (String fact : facts.subList(0, Math.min(SHOWN, facts.size()))) {
            html.element("li", fact);
        }
        html.end("ul");
        leftOut(facts.size());
    }

    private void changes(List<RowChange> changes) throws IOException {
        if (changes.isEmpty()) {
            return;
        }
        html.markup(
                "<div class=\"table\" tabindex=\"0\"><table><thead><tr><th>row<th>column<th>before<th>after</tr></thead><tbody>");
        for (RowChange change : changes) {
            html.start("tr");
            html.element("td", change.row());
            html.element("td", change.column());
            html.element("td", change.before(), "class", "minus");
            html.element(
                    "td",
                    change.after().orElse("(gone)"),
                    "class",
                    change.after().isPresent() ? "plus" : "gone");
            html.end("tr");
        }
        html.markup("</tbody></table></div>\n");
    }

    private void leftOut(int all) throws IOException {
        if (all > SHOWN) {
            html.element("p", "… and " + (all - SHOWN) + " more", "class", "left-out");
        }
    }

    private void differences(Evidence.Schemas schemas, FailureText text) throws IOException {
        List<Evidence.TracedDifference> all = schemas.differences();
        html.start("div", "class", "diff", "role", "group", "aria-label", "Differences", "tabindex", "0");
        for (Evidence.TracedDifference traced : all.subList(0, Math.min(SHOWN, all.size()))) {
            for (String line : traced.difference().render().lines().toList()) {
                html.element("div", line, "class", sign(line));
            }
            for (FailureText.Origin origin : text.origins(traced)) {
                html.start("div", "class", "origin");
                html.text(origin.verb() + " ");
                html.element("span", origin.place(), "class", "place");
                html.text(" ");
                html.element("code", origin.text());
                html.end("div");
            }
        }
        html.endLine("div");
        leftOut(all.size());
        HtmlDiagram.write(
                html,
                ChangedTables.of(
                        all.stream().map(Evidence.TracedDifference::difference).toList()));
    }

    private static String sign(String line) {
        String text = line.strip();
        if (text.startsWith("+ ")) {
            return "plus";
        }
        if (text.startsWith("- ")) {
            return "minus";
        }
        return text.startsWith("~ ") ? "tilde" : "same";
    }

    private void hint(FailureText text) throws IOException {
        Optional<FailureText.Hint> hint = text.hint();
        if (hint.isEmpty()) {
            return;
        }
        html.start("div", "class", "hint");
        html.element("h4", "Hint");
        html.element("p", hint.get().text());
        if (!hint.get().statements().isEmpty()) {
            code(String.join("\n", hint.get().statements()), "copy");
        }
        html.endLine("div");
    }

    private void code(String text, String className) throws IOException {
        html.start("div", "class", className);
        html.start("pre", "tabindex", "0");
        html.element("code", text);
        html.end("pre");
        html.endLine("div");
    }

    private void scripts(Revision revision, Finding finding) throws IOException {
        Map<Path, BitSet> marked = MarkedLines.of(revision, finding);
        int shown = 0;
        for (Map.Entry<Path, BitSet> file : marked.entrySet()) {
            if (shown++ < SHOWN_FILES) {
                script(file.getKey(), file.getValue());
            }
        }
        if (shown > SHOWN_FILES) {
            html.element("p", "… and " + (shown - SHOWN_FILES) + " more files", "class", "left-out");
        }
    }

    private void script(Path file, BitSet marked) throws IOException {
        html.start("figure", "class", "script");
        html.element("figcaption", file.toString().replace('\\', '/'));
        try {
            excerpt(ScriptExcerpt.read(report.history().directory().resolve(file), marked, size), marked);
        } catch (ScriptExcerpt.UnreadableException e) {
            html.element("p", String.valueOf(e.getMessage()), "class", "left-out");
        }
        html.endLine("figure");
    }

    private void excerpt(ScriptExcerpt excerpt, BitSet marked) throws IOException {
        int last = 0;
        html.start("div", "class", "lines", "tabindex", "0", "role", "group", "aria-label", "Lines of the script");
        for (List<ScriptExcerpt.Line> run : excerpt.runs()) {
            int first = run.get(0).number();
            leftOut(last + 1, first - 1);
            html.start("ol", "start", String.valueOf(first));
            for (ScriptExcerpt.Line line : run) {
                // The end tag may be left out (HTML standard, "Optional tags"): there may be many lines.
                html.markup(line.marked() ? "<li class=\"m\">" : "<li>");
                html.text(line.text());
            }
            html.end("ol");
            last = first + run.size() - 1;
        }
        leftOut(last + 1, excerpt.total());
        html.end("div");
        int unseen = marked.nextSetBit(last + 1);
        if (unseen > 0 && unseen <= excerpt.total()) {
            html.element("p", "The finding is about lines below, too.", "class", "left-out");
        }
    }

    private void leftOut(int first, int last) throws IOException {
        if (first <= last) {
            String lines = first == last ? "line " + first : "lines " + first + "–" + last;
            html.element("p", lines + " left out", "class", "gap");
        }
    }
}
