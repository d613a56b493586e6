package dev.palindrome.roundtrip;

import dev.palindrome.revision.Allowance;
import dev.palindrome.revision.Revision;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.schema.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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

    /**
     * Return the findings with those that the author allowed marked as such. A finding of several objects, of which only some
     * are allowed, becomes two.
     */
    List<Finding> apply(Revision revision, List<Finding> findings) {
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
                .filter(allowance -> object.map(name -> names(allowance, name))
                        .orElse(allowance.object().equals("*")))
                .map(Allowance::reason)
                .findFirst();
    }

    /**
     * Return a line for each allowance that no finding needed.
     *
     * @param looked whether a finding of this id would have been seen
     */
    List<String> unused(List<RevisionResult> results, Predicate<String> looked) {
        List<String> unused = new ArrayList<>();
        for (RevisionResult result : results) {
            if (result.status() != RevisionStatus.SKIPPED) {
                of(result.revision())
                        .filter(allowance -> looked.test(allowance.findingId()) && !isUsed(allowance, result))
                        .forEach(allowance -> unused.add(allowance.position() + ": " + notNeeded(allowance)));
            }
        }
        everywhere.stream()
                .filter(allowance -> looked.test(allowance.findingId())
                        && results.stream().noneMatch(result -> isUsed(allowance, result)))
                .forEach(allowance -> unused.add(notNeeded(allowance)));
        return unused;
    }

    private Stream<Allowance> of(Revision revision) {
        return Stream.concat(revision.allowances().stream(), baseline.of(revision).stream());
    }

    private static String notNeeded(Allowance allowance) {
        return "the allowance of %s for %s is not needed; remove it"
                .formatted(allowance.findingId(), allowance.object());
    }

    private static boolean isUsed(Allowance allowance, RevisionResult result) {
        return result.findings().stream()
                .filter(finding -> finding.type().id().equals(allowance.findingId()))
                .filter(finding -> finding.allowed().isPresent())
                .anyMatch(finding -> allowance.object().equals("*")
                        || finding.objects().stream().anyMatch(object -> names(allowance, object)));
    }

    /** An object of the schema public may be named without it. */
    private static boolean names(Allowance allowance, String object) {
        return object.equals(allowance.object()) || object.equals("public." + allowance.object());
    }
}
