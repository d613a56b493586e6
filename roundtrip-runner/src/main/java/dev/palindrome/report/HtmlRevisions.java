package dev.palindrome.report;

import dev.palindrome.revision.Revision;
import dev.palindrome.roundtrip.RevisionResult;
import dev.palindrome.roundtrip.RevisionStatus;
import dev.palindrome.roundtrip.RoundTripReport;
import java.io.IOException;
import java.util.List;

/** The list of revisions beside the findings, in the order of the walk; with lanes where the history branches. */
final class HtmlRevisions {

    /** More would leave no room for words beside them. */
    private static final int MOST_LANES = 12;

    private static final int LANE = 14;

    /** Of a revision in the list, as in report.css. */
    private static final int HEIGHT = 66;

    private static final int MIDDLE = 16;

    /** Lengths are told in this unit, so that lanes grow with the words beside them. */
    private static final double ROOT_EM = 16;

    private final RoundTripReport report;
    private final HtmlWriter html;
    private final RevisionLanes lanes;

    HtmlRevisions(RoundTripReport report, HtmlWriter html) {
        this.report = report;
        this.html = html;
        List<Revision> revisions =
                report.results().stream().map(RevisionResult::revision).toList();
        lanes = RevisionLanes.of(report.history().graph(), revisions);
    }

    void write() throws IOException {
        boolean drawn = lanes.isBranched() && lanes.width() <= MOST_LANES;
        html.markup("<nav class=\"revisions\" aria-labelledby=\"revisions\">\n<h2 id=\"revisions\">Revisions</h2>\n");
        if (lanes.width() > MOST_LANES) {
            html.element(
                    "p",
                    lanes.width() + " branches stand side by side: too many to be drawn here.",
                    "class",
                    "left-out");
        }
        html.start("ol", "class", drawn ? "lanes" : "line", "tabindex", "0", "aria-labelledby", "revisions");
        html.markup("\n");
        int number = 0;
        for (RevisionResult result : report.results()) {
            if (drawn) {
                revision(result, number, lanes.rows().get(number));
            } else {
                revision(result, number);
            }
            number++;
        }
        html.markup("</ol>\n</nav>\n");
    }

    private void revision(RevisionResult result, int number, RevisionLanes.Row row) throws IOException {
        html.start("li", "class", "s-" + result.status());
        lanes(row);
        words(result, number);
        html.endLine("li");
    }

    private void revision(RevisionResult result, int number) throws IOException {
        html.start("li", "class", "s-" + result.status());
        words(result, number);
        html.endLine("li");
    }

    private void words(RevisionResult result, int number) throws IOException {
        boolean linked = !result.findings().isEmpty();
        if (linked) {
            html.start("a", "href", "#" + anchor(number));
        } else {
            html.start("div");
        }
        html.start("span", "class", "step");
        html.element("code", result.revision().id().value());
        html.element("span", words(result.status()), "class", "status");
        html.end("span");
        html.element("span", message(result.revision()), "class", "message");
        html.start("span", "class", "file");
        html.element("span", path(result.revision()), "title", path(result.revision()));
        if (linked) {
            html.text(" ");
            html.element("b", HtmlReport.counted(result.findings().size(), "finding"));
        }
        html.end("span");
        html.end(linked ? "a" : "div");
    }

    private void lanes(RevisionLanes.Row row) throws IOException {
        int width = lanes.width() * LANE + 4;
        html.start(
                "svg",
                "width",
                rem(width),
                "height",
                rem(HEIGHT),
                "viewBox",
                "0 0 %d %d".formatted(width, HEIGHT),
                "aria-hidden",
                "true");
        for (RevisionLanes.Edge edge : row.upper()) {
            path(edge, 0, MIDDLE);
        }
        for (RevisionLanes.Edge edge : row.lower()) {
            path(edge, MIDDLE, HEIGHT);
        }
        html.start("circle", "cx", String.valueOf(x(row.node())), "cy", String.valueOf(MIDDLE), "r", "5");
        html.end("circle");
        html.end("svg");
    }

    private void path(RevisionLanes.Edge edge, int top, int bottom) throws IOException {
        int middle = (top + bottom) / 2;
        String line = edge.from() == edge.to()
                ? "M%d %dV%d".formatted(x(edge.from()), top, bottom)
                : "M%d %dC%d %d %d %d %d %d"
                        .formatted(
                                x(edge.from()),
                                top,
                                x(edge.from()),
                                middle,
                                x(edge.to()),
                                middle,
                                x(edge.to()),
                                bottom);
        html.start("path", "d", line);
        html.end("path");
    }

    private static String rem(int length) {
        return length / ROOT_EM + "rem";
    }

    private static int x(int lane) {
        return lane * LANE + LANE / 2 + 2;
    }

    static String words(RevisionStatus status) {
        return switch (status) {
            case OK -> "ok";
            case ERROR -> "with errors";
            case IRREVERSIBLE -> "irreversible";
            case UP_FAILED -> "upgrade fails";
            case SKIPPED -> "skipped";
        };
    }

    static String message(Revision revision) {
        return revision.message().isBlank() ? "(no message)" : revision.message();
    }

    static String path(Revision revision) {
        return revision.file().toString().replace('\\', '/');
    }

    /** Ids are made of numbers: the id of a revision may hold anything. */
    static String anchor(int number) {
        return "revision-" + (number + 1);
    }
}
