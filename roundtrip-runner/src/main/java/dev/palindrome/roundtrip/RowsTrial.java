package dev.palindrome.roundtrip;

import dev.palindrome.revision.Revision;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.lock.TableLock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What became of rows in one revision.
 *
 * @param findings those of the checks that were asked for
 * @param coverage how much was filled below the revision; empty when there was no table, or the rows were restored
 * @param notes what a user should know beside the findings
 * @param locks what the upgrade was seen to lock; empty when nobody asked
 * @param usedAssumptions those that say something about the schema below the revision
 */
record RowsTrial(
        Revision revision,
        List<Finding> findings,
        Optional<RowCoverage> coverage,
        List<String> notes,
        List<TableLock> locks,
        Set<Assumption> usedAssumptions) {

    RowsTrial {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
        locks = List.copyOf(locks);
        usedAssumptions = Set.copyOf(usedAssumptions);
    }
}
