package dev.palindrome.roundtrip.lock;

import dev.palindrome.data.TableName;
import java.util.List;
import java.util.Optional;

/**
 * What one statement did to one table that was there before its revision.
 *
 * @param table as it was called before the statement
 * @param taken the strongest lock that the statement took, of those that its transaction did not hold yet
 * @param held the strongest lock that its transaction holds at its end
 * @param rewritten whether the rows were written to a new file
 * @param scans how often the whole table was read
 * @param rowsRead by these scans
 * @param rowsWritten inserted, updated or deleted
 * @param indexes the names of those that were built
 */
public record TableTrace(
        TableName table,
        Optional<LockMode> taken,
        Optional<LockMode> held,
        boolean rewritten,
        long scans,
        long rowsRead,
        long rowsWritten,
        List<String> indexes) {

    public TableTrace {
        indexes = List.copyOf(indexes);
    }

    /** Tell whether the statement did what takes longer the more rows there are. */
    boolean worked() {
        return rewritten || scans > 0 || rowsRead > 0 || rowsWritten > 0 || !indexes.isEmpty();
    }

    boolean keepsWritersWaiting() {
        return held.filter(LockMode::blocksWrites).isPresent();
    }
}
