package dev.palindrome.report;

import dev.palindrome.roundtrip.RevisionResult;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.Severity;
import java.util.Comparator;
import java.util.List;

/** A finding that nobody has allowed, with the revision that it is about. */
record StandingFinding(RevisionResult result, Finding finding) {

    /** Return all of a run, the most severe first, else in the order of the walk. */
    static List<StandingFinding> of(RoundTripReport report) {
        return report.results().stream()
                .flatMap(result -> of(result).stream())
                .sorted(Comparator.comparing(StandingFinding::severity))
                .toList();
    }

    /** Return those of a revision, the most severe first. */
    static List<StandingFinding> of(RevisionResult result) {
        return result.standing(Severity.INFO).stream()
                .map(finding -> new StandingFinding(result, finding))
                .sorted(Comparator.comparing(StandingFinding::severity))
                .toList();
    }

    Severity severity() {
        return finding.severity();
    }
}
