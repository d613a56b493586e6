package dev.palindrome.report;

import dev.palindrome.revision.Revision;
import dev.palindrome.roundtrip.RevisionStatus;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Counts, in words. */
final class ReportWords {

    private ReportWords() {}

    static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** Return a line such as "5 revisions: 3 ok, 2 with errors". */
    static String revisions(RoundTripReport report) {
        List<String> parts = new ArrayList<>();
        parts.add(report.count(RevisionStatus.OK) + " ok");
        add(parts, report.count(RevisionStatus.ERROR), "with errors");
        add(parts, report.count(RevisionStatus.UP_FAILED), "with a failing upgrade");
        add(parts, report.count(RevisionStatus.IRREVERSIBLE), "irreversible");
        add(parts, report.count(RevisionStatus.SKIPPED), "skipped");
        return counted(report.results().size(), "revision") + ": " + String.join(", ", parts);
    }

    /** Return a line such as "3 findings (2 errors, 1 warning)". */
    static String findings(Collection<Finding> findings) {
        List<String> parts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            long count = findings.stream()
                    .filter(finding -> finding.severity() == severity)
                    .count();
            if (count > 0) {
                parts.add(severity == Severity.INFO ? count + " info" : counted(count, severity.toString()));
            }
        }
        return counted(findings.size(), "finding") + " (" + String.join(", ", parts) + ")";
    }

    /** Return id and message on one line. */
    static String named(Revision revision) {
        return VisibleText.line(revision.id() + " " + revision.message());
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }
}
