package dev.palindrome.report;

import dev.palindrome.revision.HistoryBuilder;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.roundtrip.RevisionResult;
import dev.palindrome.roundtrip.RevisionStatus;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.RoundTripReport.ServerDescription;
import dev.palindrome.roundtrip.RowCoverage;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.roundtrip.finding.Leg;
import dev.palindrome.roundtrip.finding.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes reports with findings that no server has to be asked for. */
final class ReportSample {

    private final RevisionHistory history;
    private final List<RevisionResult> results = new ArrayList<>();
    private RowCoverage coverage = RowCoverage.none();

    private ReportSample(RevisionHistory history) {
        this.history = history;
    }

    /** Begin with a history of so many revisions, numbered from 1, which all have the message "tidy up". */
    static ReportSample of(Path folder, int revisions) {
        HistoryBuilder files = new HistoryBuilder(folder);
        for (int number = 1; number <= revisions; number++) {
            files.file(number + "_tidy_up.up.sql", "SELECT 1;\n").file(number + "_tidy_up.down.sql", "SELECT 1;\n");
        }
        return new ReportSample(files.read("golang-migrate"));
    }

    /** Begin with a history that has one revision, whose files have this name. */
    static ReportSample named(Path folder, String name) {
        return new ReportSample(new HistoryBuilder(folder)
                .file("1_" + name + ".up.sql", "SELECT 1;\n")
                .file("1_" + name + ".down.sql", "SELECT 1;\n")
                .read("golang-migrate"));
    }

    /** Judge the next revision. */
    ReportSample judged(RevisionStatus status, Finding... findings) {
        Revision revision = history.graph().inOrder().get(results.size());
        results.add(new RevisionResult(revision, status, List.of(findings)));
        return this;
    }

    /** Say which tables were filled. */
    ReportSample filled(RowCoverage.Table... tables) {
        coverage = new RowCoverage(List.of(tables), 10 * tables.length, 0);
        return this;
    }

    RoundTripReport report(String... notes) {
        return new RoundTripReport(
                history,
                new ServerDescription("embedded", "18.6", "PostgreSQL 18.6"),
                7,
                results,
                List.of(notes),
                coverage,
                Duration.ofMillis(1234),
                Optional.empty());
    }

    static Finding finding(FindingType type, String message, String... facts) {
        return new Finding(
                type,
                type.severity(),
                Leg.EMPTY,
                List.of("public.t"),
                message,
                new SourcePosition(Path.of("1_tidy_up.up.sql"), 3, 1),
                new Evidence.Rows(Optional.empty(), List.of(facts), List.of()),
                Optional.empty());
    }

    static Finding error(String message, String... facts) {
        return finding(FindingType.DATA_LOSS_UNDECLARED, message, facts);
    }

    static Finding warning(String message, String... facts) {
        return error(message, facts).withSeverity(Severity.WARNING);
    }

    static Finding info(String message) {
        return error(message).withSeverity(Severity.INFO);
    }
}
