package dev.palindrome.roundtrip;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.internal.sql.OwnTransaction;
import dev.palindrome.revision.internal.sql.StatementWords;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells which scripts run in one transaction from their first statement to their last. */
final class OneTransaction {

    /** Begin or end a transaction, or a part of one. */
    private static final Set<String> CONTROL =
            Set.of("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE", "PREPARE");

    /** Do the same in the transaction of a message as in one that was begun. */
    private static final Set<String> INDIFFERENT = Set.of(
            "CREATE",
            "ALTER",
            "DROP",
            "INSERT",
            "UPDATE",
            "DELETE",
            "COMMENT",
            "GRANT",
            "REVOKE",
            "TRUNCATE",
            "SELECT",
            "WITH");

    private static final Set<List<String>> BEGINNINGS = Set.of(
            List.of("BEGIN"),
            List.of("BEGIN", "WORK"),
            List.of("BEGIN", "TRANSACTION"),
            List.of("START", "TRANSACTION"));

    private static final Set<List<String>> ENDS = Set.of(
            List.of("COMMIT"),
            List.of("COMMIT", "WORK"),
            List.of("COMMIT", "TRANSACTION"),
            List.of("END"),
            List.of("END", "WORK"),
            List.of("END", "TRANSACTION"));

    /** In the first words of a statement that wants to be alone. */
    private static final Set<String> ALONE = Set.of("CONCURRENTLY", "DATABASE", "TABLESPACE", "SYSTEM", "SUBSCRIPTION");

    private static final int FIRST_WORDS = 6;

    private OneTransaction() {}

    /** Return the script with our BEGIN and COMMIT around it, or in the place of its own; empty where that may change what it does. */
    static Optional<SqlScript> whole(SqlScript script) {
        return around(script).or(() -> insteadOfOwn(script));
    }

    /**
     * Return the script with BEGIN and COMMIT around it, where it runs in one transaction: those in which its tool wraps it, or the one that the
     * server makes of a message with several statements (PostgreSQL manual, "Multiple Statements in a Simple Query"). Empty for any
     * other, and where that is not sure.
     */
    static Optional<SqlScript> around(SqlScript script) {
        List<List<String>> statements = words(script);
        if (controls(statements)) {
            return Optional.empty();
        }
        if (script.transaction() == TransactionMode.SCRIPT) {
            return Optional.of(script);
        }
        return script.batches().size() == 1 && isMessage(script.batches().get(0), statements)
                ? Optional.of(script.withBatches(script.batches(), TransactionMode.SCRIPT))
                : Optional.empty();
    }

    /**
     * Return the script with our BEGIN and COMMIT in the place of its own, where it has them as its first and its last statement, and no other.
     * Then somebody can look at the transaction before it is committed.
     */
    static Optional<SqlScript> insteadOfOwn(SqlScript script) {
        List<List<String>> statements = words(script);
        int last = statements.size() - 1;
        return script.transaction() == TransactionMode.NONE
                        && last > 0
                        && BEGINNINGS.contains(statements.get(0))
                        && ENDS.contains(statements.get(last))
                        && !controls(statements.subList(1, last))
                ? Optional.of(OwnTransaction.takenOut(script))
                : Optional.empty();
    }

    private static List<List<String>> words(SqlScript script) {
        return script.statements().stream()
                .map(SqlStatement::text)
                .map(text -> StatementWords.of(text, FIRST_WORDS))
                .toList();
    }

    private static boolean controls(List<List<String>> statements) {
        return statements.stream().anyMatch(words -> !words.isEmpty() && CONTROL.contains(words.get(0)));
    }

    private static boolean isMessage(Batch batch, List<List<String>> statements) {
        return batch.copyData().isEmpty()
                && statements.stream()
                        .allMatch(words -> !words.isEmpty()
                                && INDIFFERENT.contains(words.get(0))
                                && words.stream().noneMatch(ALONE::contains));
    }
}
