package dev.palindrome.roundtrip;

import dev.palindrome.data.TableName;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.lock.LockFindings;
import dev.palindrome.roundtrip.lock.LockTracer;
import dev.palindrome.roundtrip.lock.StatementTrace;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Watches whom an upgrade keeps waiting, on a database that holds rows. */
final class LockLeg {

    private LockLeg() {}

    /**
     * What was seen.
     *
     * @param isCompleted whether every statement ran, so that the database stands at the revision
     */
    record Watched(List<Finding> findings, boolean isCompleted) {}

    /**
     * Upgrade, and look.
     *
     * @param stage stands below the revision
     * @param excluded tables of which nothing is to be told
     * @param withRows whether the tables hold rows; else the work can be seen, and not how much it is
     */
    static Watched upgrade(Stage stage, Revision revision, Set<TableName> excluded, boolean withRows)
            throws SQLException {
        SqlScript script = revision.upgrade().withoutProgram();
        boolean whole = script.transaction() == TransactionMode.SCRIPT
                || OneTransaction.around(script).isPresent();
        try (Connection session = stage.session();
                Connection watcher = stage.session()) {
            List<StatementTrace> traces = LockTracer.trace(session, watcher, script, whole, excluded);
            return new Watched(
                    LockFindings.of(traces, withRows),
                    traces.size() == script.statements().size());
        }
    }

    /** Tell whether the statements are known, so that each can be watched. */
    static boolean isPossible(Revision revision) {
        return revision.upgrade().isForeseen();
    }
}
