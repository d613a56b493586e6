package dev.palindrome.roundtrip;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.revision.TransactionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds where a script commits. One that commits more than once leaves its first part behind when a later statement fails.
 * Source: PostgreSQL manual, "Multiple Statements in a Simple Query" (protocol flow), and COMMIT.
 */
final class CommitPoints {

    private static final Set<String> SESSION_ONLY = Set.of("SET", "RESET", "SHOW", "DISCARD", "LISTEN", "UNLISTEN");

    private final List<SqlStatement> commits = new ArrayList<>();
    private boolean toolTransaction;
    private boolean ownTransaction;
    private boolean uncommitted;

    private CommitPoints(boolean toolTransaction) {
        this.toolTransaction = toolTransaction;
    }

    /** Return the statements at whose end something is committed; for a script in one transaction, its last statement. */
    static List<SqlStatement> of(SqlScript script) {
        CommitPoints points = new CommitPoints(script.transaction() == TransactionMode.SCRIPT);
        for (Batch batch : script.batches()) {
            batch.statements().forEach(points::statement);
            if (!points.toolTransaction && !points.ownTransaction) {
                points.commit(last(batch.statements()));
            }
        }
        points.commit(last(script.statements()));
        return points.commits;
    }

    /** Tell whether the script is a single message that says neither BEGIN nor COMMIT, and so runs in one transaction. */
    static boolean isOneImplicitTransaction(SqlScript script) {
        CommitPoints points = new CommitPoints(false);
        if (script.batches().size() != 1 || script.transaction() != TransactionMode.NONE) {
            return false;
        }
        for (SqlStatement statement : script.statements()) {
            points.statement(statement);
            if (points.ownTransaction || !points.commits.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static List<SqlStatement> last(List<SqlStatement> statements) {
        return statements.isEmpty() ? List.of() : statements.subList(statements.size() - 1, statements.size());
    }

    private void statement(SqlStatement statement) {
        String[] words = statement.text().strip().toUpperCase(Locale.ROOT).split("[\\s;(]+", 4);
        String first = words[0];
        String second = words.length > 1 ? words[1] : "";
        if (first.equals("BEGIN") || (first.equals("START") && second.equals("TRANSACTION"))) {
            ownTransaction = true;
        } else if ((first.equals("COMMIT") && !second.equals("PREPARED")) || first.equals("END")) {
            endTransaction();
            commit(List.of(statement));
        } else if (first.equals("ABORT") || (first.equals("ROLLBACK") && !keepsTransaction(words))) {
            endTransaction();
            uncommitted = false;
        } else if (!SESSION_ONLY.contains(first) && !first.isEmpty()) {
            uncommitted = true;
        }
    }

    private static boolean keepsTransaction(String[] words) {
        return List.of(words).contains("TO") || List.of(words).contains("PREPARED");
    }

    private void endTransaction() {
        ownTransaction = false;
        toolTransaction = false;
    }

    private void commit(List<SqlStatement> at) {
        if (uncommitted) {
            commits.addAll(at);
            uncommitted = false;
        }
    }
}
