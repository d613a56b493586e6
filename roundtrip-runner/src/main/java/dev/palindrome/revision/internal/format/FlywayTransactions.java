package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.internal.sql.StatementWords;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides, as Flyway does, whether a script runs in a transaction. Flyway's own list of statements that cannot is shorter than
 * PostgreSQL's; such a script then fails with Flyway too.
 */
final class FlywayTransactions {

    private static final int WORDS = 10;
    private static final Pattern WITHOUT_TRANSACTION = Pattern.compile(
            "((CREATE|DROP) (DATABASE|TABLESPACE|SUBSCRIPTION)|ALTER SYSTEM|(CREATE|DROP)( UNIQUE)? INDEX CONCURRENTLY"
                    + "|REINDEX( VERBOSE)? (SCHEMA|DATABASE|SYSTEM)|VACUUM|DISCARD ALL)( .*)?");

    private FlywayTransactions() {}

    /**
     * Return the script's mode. It is a problem of the folder when some statements need a transaction and others can have none,
     * and the script's configuration does not decide.
     */
    static TransactionMode of(
            HistoryFolder folder, Path file, List<Batch> batches, Optional<Boolean> executeInTransaction) {
        if (executeInTransaction.isPresent()) {
            return executeInTransaction.get() ? TransactionMode.SCRIPT : TransactionMode.NONE;
        }
        Optional<Batch> without = batches.stream()
                .filter(FlywayTransactions::cannotBeInTransaction)
                .findFirst();
        boolean mixed = without.isPresent() && !batches.stream().allMatch(FlywayTransactions::cannotBeInTransaction);
        if (mixed) {
            folder.problem(
                    file,
                    without.get().start().line(),
                    "'" + String.join(" ", StatementWords.of(without.get().text(), 3))
                            + "' cannot run in a transaction, but other statements of the script do, which Flyway refuses:"
                            + " move it to a script of its own, or set executeInTransaction in " + file.getFileName()
                            + ".conf");
        }
        return without.isPresent() ? TransactionMode.NONE : TransactionMode.SCRIPT;
    }

    private static boolean cannotBeInTransaction(Batch batch) {
        String words = String.join(" ", StatementWords.of(batch.text(), WORDS));
        return WITHOUT_TRANSACTION.matcher(words).matches();
    }
}
