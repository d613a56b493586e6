package dev.palindrome.roundtrip;

import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.roundtrip.finding.Severity;
import dev.palindrome.roundtrip.lock.TableLock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The verdict on one revision.
 *
 * @param revision the revision
 * @param status the verdict in a word
 * @param findings in the order in which they were made
 * @param locks what the upgrade was seen to lock; empty where that was not asked for, and where it was not possible
 */
public record RevisionResult(Revision revision, RevisionStatus status, List<Finding> findings, List<TableLock> locks) {

    private static final Set<FindingType> COSMETIC =
            EnumSet.of(FindingType.ORDER_OR_NAME_ONLY, FindingType.FAILED_REVISION_NOT_ATOMIC);

    public RevisionResult {
        findings = List.copyOf(findings);
        locks = List.copyOf(locks);
    }

    /** Make a verdict without any locks. */
    public RevisionResult(Revision revision, RevisionStatus status, List<Finding> findings) {
        this(revision, status, findings, List.of());
    }

    /** Return the verdict with what the upgrade was seen to lock. */
    public RevisionResult withLocks(List<TableLock> seen) {
        return new RevisionResult(revision, status, findings, seen);
    }

    /** Return the findings of at least this severity that nobody has allowed. */
    public List<Finding> standing(Severity threshold) {
        return findings.stream().filter(finding -> finding.stands(threshold)).toList();
    }

    /** Tell whether the way down leads over this revision: its downgrade was seen to restore all that is more than cosmetic. */
    boolean isCrossable() {
        return hasWayBack(revision)
                && (status == RevisionStatus.OK || status == RevisionStatus.ERROR)
                && findings.stream().map(Finding::type).allMatch(COSMETIC::contains);
    }

    /** Return the result with a further finding, and the status that follows from it. */
    RevisionResult with(Finding finding) {
        return withFindings(Stream.concat(findings.stream(), Stream.of(finding)).toList());
    }

    /** Return the result with these findings, and the status that follows from them. */
    RevisionResult withFindings(List<Finding> others) {
        if (status != RevisionStatus.OK && status != RevisionStatus.ERROR && status != RevisionStatus.IRREVERSIBLE) {
            return new RevisionResult(revision, status, others, locks);
        }
        boolean broken = others.stream().anyMatch(finding -> finding.stands(Severity.ERROR));
        RevisionStatus calm = hasWayBack(revision) ? RevisionStatus.OK : RevisionStatus.IRREVERSIBLE;
        return new RevisionResult(revision, broken ? RevisionStatus.ERROR : calm, others, locks);
    }

    private static boolean hasWayBack(Revision revision) {
        return revision.downgrade() instanceof Downgrade.Script;
    }
}
