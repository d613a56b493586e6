package dev.palindrome.junit;

import dev.palindrome.report.FailureText;
import dev.palindrome.revision.Revision;
import dev.palindrome.roundtrip.RevisionResult;
import dev.palindrome.roundtrip.RevisionStatus;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.Severity;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** A revision's part of the report on its whole history. */
record ReportedRevision(MigrationContext migrations, Revision revision, ExtensionContext context)
        implements RevisionCheck {

    @Override
    public RevisionResult result() {
        try {
            return migrations.reportFor(context).result(revision.id());
        } catch (SQLException e) {
            throw new IllegalStateException("The database went away: " + e.getMessage(), e);
        }
    }

    @Override
    public void assertNothingFound() {
        RevisionResult result = result();
        Severity failOn = migrations.configuration().failOn();
        result.findings().stream().filter(finding -> !finding.stands(failOn)).forEach(this::publish);
        List<Finding> findings = result.standing(failOn);
        if (!findings.isEmpty()) {
            throw failure(result, findings);
        }
        if (result.status() == RevisionStatus.SKIPPED) {
            throw new TestAbortedException(
                    "Revision %s was not judged: its upgrade fails after that of an earlier revision did"
                            .formatted(revision.id()));
        }
    }

    /** What does not fail the test stands in JUnit's reports all the same. */
    private void publish(Finding finding) {
        String allowed =
                finding.allowed().map(reason -> " (allowed: " + reason + ")").orElse("");
        context.publishReportEntry(
                "%s %s".formatted(finding.type().id(), finding.severity()),
                "%s:%d: %s%s"
                        .formatted(finding.position().file(), finding.position().line(), finding.message(), allowed));
    }

    private AssertionFailedError failure(RevisionResult result, List<Finding> findings) {
        String again = new TestSubject(context).again(revision.id());
        String text = findings.stream()
                .map(finding -> FailureText.render(migrations.history(), result, finding, again))
                .collect(Collectors.joining("\n"));
        return findings.stream()
                .map(Finding::evidence)
                .filter(Evidence.Schemas.class::isInstance)
                .map(Evidence.Schemas.class::cast)
                .findFirst()
                .map(schemas -> new AssertionFailedError(
                        text,
                        schemas.expectedSchema().text(),
                        schemas.actualSchema().text()))
                .orElseGet(() -> new AssertionFailedError(text));
    }
}
