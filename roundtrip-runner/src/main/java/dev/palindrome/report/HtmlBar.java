package dev.palindrome.report;

import dev.palindrome.roundtrip.RevisionStatus;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How many revisions have which status, as a bar. */
final class HtmlBar {

    /** In the order of the bar, from good to bad. */
    private static final List<RevisionStatus> ORDER = List.of(
            RevisionStatus.OK,
            RevisionStatus.IRREVERSIBLE,
            RevisionStatus.SKIPPED,
            RevisionStatus.ERROR,
            RevisionStatus.UP_FAILED);

    private static final double WIDTH = 1000;
    private static final double LEAST_SEGMENT = 6;

    private HtmlBar() {}

    /** Draw it without styles of its own elements, which the policy of the page would refuse; nothing where nothing was counted. */
    static void write(HtmlWriter html, Map<RevisionStatus, Long> counts) throws IOException {
        List<RevisionStatus> present = present(counts);
        if (present.isEmpty()) {
            return;
        }
        html.markup("<svg class=\"bar\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        double least = LEAST_SEGMENT * present.size();
        double left = 0;
        for (RevisionStatus status : present) {
            double share = (double) counts.getOrDefault(status, 0L) / all;
            double width = LEAST_SEGMENT + (WIDTH - least) * share;
            html.start("rect", "class", "s-" + status, "x", number(left), "width", number(width - 1.5), "height", "10");
            html.end("rect");
            left += width;
        }
        html.markup("</svg>\n");
    }

    /** Write what the colours mean, with the numbers. */
    static void legend(HtmlWriter html, Map<RevisionStatus, Long> counts) throws IOException {
        List<RevisionStatus> present = present(counts);
        if (present.isEmpty()) {
            return;
        }
        html.markup("<ul class=\"legend\">");
        for (RevisionStatus status : present) {
            html.start("li", "class", "s-" + status);
            html.element("b", String.valueOf(counts.get(status)));
            html.text(" " + HtmlRevisions.words(status));
            html.end("li");
        }
        html.markup("</ul>\n");
    }

    private static List<RevisionStatus> present(Map<RevisionStatus, Long> counts) {
        return ORDER.stream()
                .filter(status -> counts.getOrDefault(status, 0L) > 0)
                .toList();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
