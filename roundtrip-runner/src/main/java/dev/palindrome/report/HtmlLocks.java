package dev.palindrome.report;

import dev.palindrome.roundtrip.RevisionResult;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.lock.LockMode;
import dev.palindrome.roundtrip.lock.TableLock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The locks of each upgrade, by statement and table; folded, since only those that are findings need attention. */
final class HtmlLocks {

    private static final int SHOWN = 200;

    private static final String NOT_OBSERVED = "not observed";

    private final RoundTripReport report;
    private final HtmlWriter html;

    HtmlLocks(RoundTripReport report, HtmlWriter html) {
        this.report = report;
        this.html = html;
    }

    /** Write nothing where no locks were watched. */
    void write() throws IOException {
        if (report.results().stream().allMatch(result -> result.locks().isEmpty())) {
            return;
        }
        html.markup("<section class=\"locks\">\n<h2>Locks of the upgrades</h2>\n");
        for (RevisionResult result : report.results()) {
            if (!result.locks().isEmpty()) {
                revision(result);
            }
        }
        html.endLine("section");
    }

    private void revision(RevisionResult result) throws IOException {
        List<TableLock> locks = result.locks();
        html.markup("<details><summary>");
        html.element("code", result.revision().id().value());
        html.text(" ");
        html.element("span", HtmlRevisions.message(result.revision()), "class", "message");
        html.text(" ");
        html.element("span", worst(locks), "class", "place");
        html.markup(
                "</summary>\n<div class=\"table\" tabindex=\"0\"><table>\n<thead><tr><th>statement<th>table<th>strongest lock<th>waits"
                        + "<th>work</tr></thead>\n<tbody>\n");
        for (TableLock lock : locks.subList(0, Math.min(SHOWN, locks.size()))) {
            html.start("tr");
            html.element("td", lock.statement() + ", " + lock.position());
            html.element("td", lock.table());
            html.element("td", lock.mode().map(LockMode::toString).orElse(NOT_OBSERVED));
            html.element("td", waits(lock));
            html.element("td", work(lock));
            html.endLine("tr");
        }
        html.markup("</tbody></table></div>\n");
        if (locks.size() > SHOWN) {
            html.element("p", "… and " + (locks.size() - SHOWN) + " more", "class", "left-out");
        }
        html.endLine("details");
    }

    private static String worst(List<TableLock> locks) {
        List<LockMode> modes =
                locks.stream().flatMap(lock -> lock.mode().stream()).toList();
        if (modes.isEmpty()) {
            return NOT_OBSERVED;
        }
        if (modes.stream().anyMatch(LockMode::blocksReads)) {
            return "readers and writers wait";
        }
        return modes.stream().anyMatch(LockMode::blocksWrites) ? "writers wait" : "nobody waits";
    }

    private static String waits(TableLock lock) {
        String who = lock.mode().map(LockMode::waiting).orElse(NOT_OBSERVED);
        return lock.waited()
                .map(waited -> who + "; in the whole upgrade " + waited)
                .orElse(who);
    }

    private static String work(TableLock lock) {
        List<String> done = new ArrayList<>();
        if (lock.rewritten()) {
            done.add("rewrites all rows");
        }
        if (lock.scanned()) {
            done.add("reads all rows");
        }
        if (!lock.indexes().isEmpty()) {
            done.add("builds " + String.join(", ", lock.indexes()));
        }
        return String.join(", ", done);
    }
}
