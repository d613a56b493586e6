package dev.palindrome.roundtrip;

import dev.palindrome.data.TableName;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.roundtrip.lock.LockTracer;
import dev.palindrome.roundtrip.lock.StatementTrace;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Watches whom an upgrade keeps waiting, on a database that holds rows. */
final class LockLeg {

    private LockLeg() {}

    /**
     * Return what each statement was seen to do.
     *
     * @param stage stands below the revision; is at it afterwards, if all went well
     * @param excluded tables of which nothing is to be told
     */
    static List<StatementTrace> traces(Stage stage, Revision revision, Set<TableName> excluded) throws SQLException {
        SqlScript script = revision.upgrade().withoutProgram();
        boolean whole = script.transaction() == TransactionMode.SCRIPT
                || OneTransaction.around(script).isPresent();
        List<StatementTrace> traces = LockTracer.trace(stage.cleanSession(), stage::session, script, whole, excluded);
        stage.served(script, traces.size() == script.statements().size());
        return traces;
    }

    /** Tell whether the statements are known, so that each can be watched. */
    static boolean isPossible(Revision revision) {
        return revision.upgrade().isForeseen();
    }
}
