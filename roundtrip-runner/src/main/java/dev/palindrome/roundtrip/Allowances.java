package dev.palindrome.roundtrip;

import dev.palindrome.revision.Allowance;
import dev.palindrome.revision.Revision;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.schema.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Applies an author's allowances to the findings of a revision: those of its scripts, those that hold for every
 * revision, and what a baseline knows. */
final class Allowances {

    private final List<Allowance> everywhere;
    private final Baseline baseline;

    Allowances(RoundTripOptions options) {
        everywhere = options.allowances();
        baseline = options.baseline();
    }

    /** Return the result with the allowances applied, and the status that follows. */
    RevisionResult applied(RevisionResult result) {
        return result.withFindings(apply(result.revision(), result.findings()));
    }

    /**
     * Return the findings with those that the author allowed marked as such. A finding of several objects, of which only some
     * are allowed, becomes two.
     */
    private List<Finding> apply(Revision revision, List<Finding> findings) {
        return findings.stream()
                .flatMap(finding -> split(revision, finding).stream())
                .toList();
    }

    private List<Finding> split(Revision revision, Finding finding) {
        if (finding.allowed().isPresent()) {
            return List.of(finding);
        }
        Optional<String> whole = reason(revision, finding, Optional.empty());
        if (whole.isPresent()) {
            return List.of(finding.allowedFor(whole.get()));
        }
        if (!(finding.evidence() instanceof Evidence.Schemas schemas)) {
            return List.of(byObjects(revision, finding));
        }
        List<Finding> parts = new ArrayList<>();
        List<Evidence.TracedDifference> standing = new ArrayList<>();
        for (Evidence.TracedDifference traced : schemas.differences()) {
            Optional<String> reason = reason(revision, finding, Optional.of(Judge.objectName(traced.difference())));
            if (reason.isPresent()) {
                parts.add(part(finding, schemas, List.of(traced)).allowedFor(reason.get()));
            } else {
                standing.add(traced);
            }
        }
        if (!standing.isEmpty()) {
            parts.add(0, standing.size() == schemas.differences().size() ? finding : part(finding, schemas, standing));
        }
        return parts;
    }

    private Finding byObjects(Revision revision, Finding finding) {
        List<String> reasons = finding.objects().stream()
                .flatMap(object -> reason(revision, finding, Optional.of(object)).stream())
                .toList();
        boolean all = !reasons.isEmpty() && reasons.size() == finding.objects().size();
        return all ? finding.allowedFor(reasons.get(0)) : finding;
    }

    private static Finding part(
            Finding finding, Evidence.Schemas schemas, List<Evidence.TracedDifference> differences) {
        List<Difference> some =
                differences.stream().map(Evidence.TracedDifference::difference).toList();
        String uncounted = finding.message().substring(0, finding.message().lastIndexOf(": "));
        return new Finding(
                finding.type(),
                finding.severity(),
                finding.leg(),
                Judge.objects(some),
                Judge.counted(uncounted, some),
                finding.position(),
                schemas.withDifferences(differences),
                finding.allowed());
    }

    private Optional<String> reason(Revision revision, Finding finding, Optional<String> object) {
        return Stream.concat(of(revision), everywhere.stream())
                .filter(allowance -> allowance.findingId().equals(finding.type().id()))
                .filter(allowance -> object.map(name -> UnusedAllowance.names(allowance.object(), name))
                        .orElse(allowance.object().equals("*")))
                .map(Allowance::reason)
                .findFirst();
    }

    /** Return each allowance that no finding needed, first those for one revision, in the order of the results. */
    List<UnusedAllowance> unused(List<RevisionResult> results) {
        List<UnusedAllowance> unused = new ArrayList<>();
        for (RevisionResult result : results) {
            if (result.status() != RevisionStatus.SKIPPED) {
                of(result.revision())
                        .map(allowance -> new UnusedAllowance(
                                Optional.of(result.revision().id()),
                                allowance.findingId(),
                                allowance.object(),
                                allowance.position() + ": " + notNeeded(allowance)))
                        .filter(allowance -> !allowance.isUsedBy(result))
                        .forEach(unused::add);
            }
        }
        everywhere.stream()
                .map(allowance -> new UnusedAllowance(
                        Optional.empty(), allowance.findingId(), allowance.object(), notNeeded(allowance)))
                .filter(allowance -> results.stream().noneMatch(allowance::isUsedBy))
                .forEach(unused::add);
        return unused;
    }

    private Stream<Allowance> of(Revision revision) {
        return Stream.concat(revision.allowances().stream(), baseline.of(revision).stream());
    }

    private static String notNeeded(Allowance allowance) {
        return "the allowance of %s for %s is not needed; remove it"
                .formatted(allowance.findingId(), allowance.object());
    }
}
