package dev.palindrome.roundtrip;

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
        long skipped = judged.stream()
                .filter(result -> result.status() == RevisionStatus.SKIPPED)
                .count();
        return skipped == 0
                ? Optional.empty()
                : walked.stream()
                        .filter(result -> result.status() == RevisionStatus.UP_FAILED)
                        .findFirst()
                        .map(failed -> "%d revision%s not verified, since the upgrade of revision %s fails before %s"
                                .formatted(
                                        skipped,
                                        skipped == 1 ? " was" : "s were",
                                        failed.revision().id(),
                                        skipped == 1 ? "it" : "them"));
    }
}
