package dev.palindrome.roundtrip;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.revision.TransactionMode;
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

    /** In the first words of a statement that wants to be alone. */
    private static final Set<String> ALONE = Set.of("CONCURRENTLY", "DATABASE", "TABLESPACE", "SYSTEM", "SUBSCRIPTION");

    private static final int FIRST_WORDS = 6;

    private OneTransaction() {}

    /**
     * Return the script with BEGIN and COMMIT around it, where it runs in one transaction: those in which its tool wraps it, or the one that the
     * server makes of a message with several statements (PostgreSQL manual, "Multiple Statements in a Simple Query"). Empty for any
     * other, and where that is not sure.
     */
    static Optional<SqlScript> around(SqlScript script) {
        List<List<String>> statements = script.statements().stream()
                .map(SqlStatement::text)
                .map(text -> StatementWords.of(text, FIRST_WORDS))
                .toList();
        if (statements.stream().anyMatch(words -> !words.isEmpty() && CONTROL.contains(words.get(0)))) {
            return Optional.empty();
        }
        if (script.transaction() == TransactionMode.SCRIPT) {
            return Optional.of(script);
        }
        return script.batches().size() == 1 && isMessage(script.batches().get(0), statements)
                ? Optional.of(script.withBatches(script.batches(), TransactionMode.SCRIPT))
                : Optional.empty();
    }

    private static boolean isMessage(Batch batch, List<List<String>> statements) {
        return batch.copyData().isEmpty()
                && statements.stream()
                        .allMatch(words -> !words.isEmpty()
                                && INDIFFERENT.contains(words.get(0))
                                && words.stream().noneMatch(ALONE::contains));
    }
}
