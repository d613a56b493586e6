package dev.palindrome.roundtrip.lock;

import dev.palindrome.data.TableName;
import dev.palindrome.revision.SourcePosition;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The strongest lock that is held on a table after one statement, and what that statement did to the table.
 *
 * @param statement counted from 1 within the upgrade
 * @param position where the statement stands
 * @param table as it was called before the statement
 * @param mode held until the end of the transaction; also one that an earlier statement of it took; empty where that was not observed
 * @param rewritten whether the rows were written to a new file
 * @param scanned whether all rows were read
 * @param indexes the names of those that were built
 * @param waited the longest that somebody waited for the table while the whole upgrade ran; empty where that was not measured
 */
public record TableLock(
        int statement,
        SourcePosition position,
        String table,
        Optional<LockMode> mode,
        boolean rewritten,
        boolean scanned,
        List<String> indexes,
        Optional<LockProbes.Waited> waited) {

    public TableLock {
        indexes = List.copyOf(indexes);
    }

    /**
     * Return what was seen of each statement and table; of a statement outside of a transaction only where it wrote rows to a new file or built an
     * index, and not its locks, of which two runs may see different ones. In the order of the statements, then of the tables' names.
     */
    public static List<TableLock> of(List<StatementTrace> traces) {
        return traces.stream()
                .flatMap(trace -> trace.tables().stream()
                        .sorted(Comparator.comparing(table -> table.table().toString()))
                        .flatMap(table -> of(trace, table).stream()))
                .toList();
    }

    /** Return the lock with what was measured of its table, if it was. */
    public TableLock withWaited(Map<TableName, LockProbes.Waited> measured) {
        Optional<LockProbes.Waited> found = measured.entrySet().stream()
                .filter(entry -> entry.getKey().toString().equals(table))
                .map(Map.Entry::getValue)
                .findFirst();
        return new TableLock(statement, position, table, mode, rewritten, scanned, indexes, found);
    }

    private static Optional<TableLock> of(StatementTrace trace, TableTrace table) {
        Optional<LockMode> mode = trace.observed() ? table.held().or(table::taken) : Optional.empty();
        return mode.isPresent()
                        || (!trace.observed()
                                && (table.rewritten() || !table.indexes().isEmpty()))
                ? Optional.of(new TableLock(
                        trace.number(),
                        trace.statement().position(),
                        table.table().toString(),
                        mode,
                        table.rewritten(),
                        table.scans() > 0,
                        table.indexes(),
                        Optional.empty()))
                : Optional.empty();
    }
}
