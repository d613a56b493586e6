package dev.palindrome.roundtrip;

import dev.palindrome.revision.RevisionId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the report of one shard says beyond the verdicts on its own revisions, so that the reports of all can be put together.
 *
 * @param shard which part of the history it is
 * @param revisions every revision of every shard, in the order of the walk
 * @param digest of the revisions and their scripts, equal on all machines that read the same files
 * @param checks the groups of checks that were asked for
 * @param baseline whether known findings were told apart by a baseline
 * @param firstFailed the first revision that does not go up, also when it was not to be judged; the first shard knows of all
 * @param elsewhere findings about revisions of other shards, which only a walk over the whole history shows
 * @param notes by kind; what is not needed in this shard may be needed in another
 * @param coverage of the tables that were filled with rows
 */
public record ShardPart(
        Shard shard,
        List<RevisionId> revisions,
        String digest,
        Set<CheckGroup> checks,
        boolean baseline,
        Optional<RevisionId> firstFailed,
        List<RevisionResult> elsewhere,
        ReportNotes notes,
        RowCoverage coverage) {

    public ShardPart {
        revisions = List.copyOf(revisions);
        checks = Set.copyOf(checks);
        elsewhere = List.copyOf(elsewhere);
    }
}
