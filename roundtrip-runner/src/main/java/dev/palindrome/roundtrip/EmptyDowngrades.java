package dev.palindrome.roundtrip;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.revision.internal.sql.StatementWords;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.roundtrip.finding.Leg;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Downgrades that are there and hold no statement, where the upgrade changes what a comparison of schemas cannot show. What it can show is
 * {@link FindingType#DOWN_RESTORES_SCHEMA}.
 */
final class EmptyDowngrades {

    /** Change rows, or may do so. */
    private static final Set<String> ON_ROWS =
            Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "COPY", "TRUNCATE", "WITH", "DO", "CALL");

    private static final Set<String> ON_SERVER = Set.of("ROLE", "USER", "GROUP", "DATABASE", "SYSTEM", "TABLESPACE");
    private static final Set<String> MAKING = Set.of("CREATE", "ALTER", "DROP");

    /** In which to have no downgrade takes a word of the author's: {@code --rollback not required}. */
    private static final String SAID_ANYWAY = "liquibase";

    private EmptyDowngrades() {}

    static Optional<Finding> find(String format, Revision revision) {
        if (format.equals(SAID_ANYWAY)
                || !(revision.downgrade() instanceof Downgrade.Script downgrade)
                || !downgrade.script().isForeseen()
                || !downgrade.script().statements().isEmpty()) {
            return Optional.empty();
        }
        List<SqlStatement> left = revision.upgrade().statements().stream()
                .filter(statement -> isHidden(StatementWords.of(statement.text(), 2)))
                .toList();
        return left.isEmpty() ? Optional.empty() : Optional.of(finding(revision, downgrade.script(), left));
    }

    private static boolean isHidden(List<String> words) {
        if (words.isEmpty()) {
            return false;
        }
        boolean onServer = words.size() > 1 && MAKING.contains(words.get(0)) && ON_SERVER.contains(words.get(1));
        return onServer || ON_ROWS.contains(words.get(0));
    }

    private static Finding finding(Revision revision, SqlScript downgrade, List<SqlStatement> left) {
        return Finding.of(
                FindingType.DOWNGRADE_WITHOUT_STATEMENTS,
                Leg.NONE,
                List.of(),
                "Downgrade of revision %s undoes nothing: it has no statement, and what the upgrade does to rows or the server stays"
                        .formatted(revision.id()),
                position(revision, downgrade, left),
                new Evidence.Statements(left));
    }

    /** In a file of both directions, an empty section leaves no trace: the statement that it would undo is near. */
    private static SourcePosition position(Revision revision, SqlScript downgrade, List<SqlStatement> left) {
        return downgrade.batches().stream()
                .map(Batch::start)
                .findFirst()
                .orElseGet(() -> downgrade.file().equals(revision.upgrade().file())
                        ? left.get(left.size() - 1).position()
                        : new SourcePosition(downgrade.file(), 1, 1));
    }
}
