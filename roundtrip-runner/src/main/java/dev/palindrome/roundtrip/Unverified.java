package dev.palindrome.roundtrip;

import dev.palindrome.revision.RevisionId;
import dev.palindrome.roundtrip.finding.FindingType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What a run that may be green has to say of the revisions that nobody could verify. */
final class Unverified {

    private Unverified() {}

    /**
     * Return a line that counts the revisions that were skipped; empty when there are none.
     *
     * @param walked the verdicts on all revisions, in the order of the walk
     * @param judged those of them that the run is about
     */
    static Optional<String> of(Collection<RevisionResult> walked, List<RevisionResult> judged) {
        return of(judged, firstFailed(walked));
    }

    /** As {@link #of(Collection, List)}, where it is known which upgrade was the first to fail. */
    static Optional<String> of(List<RevisionResult> judged, Optional<RevisionId> failed) {
        long skipped = judged.stream()
                .filter(result -> result.status() == RevisionStatus.SKIPPED && failsAfterAnother(result))
                .count();
        return failed.filter(id -> skipped > 0)
                .map(id -> "%d revision%s not verified, since the upgrade of revision %s fails before %s"
                        .formatted(skipped, skipped == 1 ? " was" : "s were", id, skipped == 1 ? "it" : "them"));
    }

    /** What its tool passes over is skipped without a fault of its own, and a note of its own says why. */
    private static boolean failsAfterAnother(RevisionResult result) {
        return result.findings().stream().anyMatch(finding -> finding.type() == FindingType.UP_FAILS_EMPTY);
    }

    /** Return the first revision whose upgrade fails. */
    static Optional<RevisionId> firstFailed(Collection<RevisionResult> walked) {
        return walked.stream()
                .filter(result -> result.status() == RevisionStatus.UP_FAILED)
                .map(result -> result.revision().id())
                .findFirst();
    }
}
