package dev.palindrome.roundtrip;

import dev.palindrome.revision.RevisionId;
import dev.palindrome.roundtrip.finding.FindingType;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An allowance that no finding needed, as far as the findings are known.
 *
 * @param revision the revision that it is for; empty when it holds for every one
 * @param findingId what it allows, such as {@code PAL-R01}
 * @param object the object that it speaks of, or {@code *}
 * @param note what to tell the user
 */
public record UnusedAllowance(Optional<RevisionId> revision, String findingId, String object, String note) {

    private static final Set<String> OF_CHANGES =
            Set.of(FindingType.EDITED_REVISION.id(), FindingType.INSERTED_BELOW_HEAD.id());

    /** Tell whether a finding of this revision needed it after all. */
    boolean isUsedBy(RevisionResult result) {
        return revision.map(result.revision().id()::equals).orElse(true)
                && result.findings().stream()
                        .filter(finding -> finding.type().id().equals(findingId))
                        .filter(finding -> finding.allowed().isPresent())
                        .anyMatch(finding ->
                                object.equals("*") || finding.objects().stream().anyMatch(name -> names(object, name)));
    }

    /**
     * Tell whether the finding would have been seen.
     *
     * @param reviewed whether the schema at the head could be reviewed
     */
    boolean wasLookedFor(Set<CheckGroup> checks, boolean reviewed) {
        return Stream.of(CheckGroup.values())
                .filter(group -> group.contains(findingId))
                .allMatch(group -> checks.contains(group) && (reviewed || group != CheckGroup.REVIEW));
    }

    /** Tell whether the finding comes of a comparison with an earlier history, which few runs make. */
    boolean isOfChanges() {
        return OF_CHANGES.contains(findingId);
    }

    /** An object of the schema public may be named without it. */
    static boolean names(String allowed, String object) {
        return object.equals(allowed) || object.equals("public." + allowed);
    }
}
