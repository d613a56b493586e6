package dev.palindrome.roundtrip.lock;

import dev.palindrome.revision.SqlStatement;
import java.util.List;

/**
 * What one statement was seen to do.
 *
 * @param number counted from 1 within the upgrade
 * @param observed false where it ran outside of a transaction: then its locks are those that were held when somebody looked
 * @param transaction the number of the transaction that it ran in, counted from 1
 * @param lockTimeout as it was set when the statement began; "0" for none
 * @param tables those that were there before the revision, and that were locked, read or written
 * @param notices what the server said of its work, at the first level of debugging
 * @param advice statements that lead to the same without keeping others waiting; empty when there are none to be written
 */
public record StatementTrace(
        SqlStatement statement,
        int number,
        boolean observed,
        int transaction,
        String lockTimeout,
        List<TableTrace> tables,
        List<String> notices,
        List<String> advice) {

    public StatementTrace {
        tables = List.copyOf(tables);
        notices = List.copyOf(notices);
        advice = List.copyOf(advice);
    }
}
