package dev.palindrome.roundtrip;

import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.TransactionSwitch;
import dev.palindrome.revision.internal.sql.StatementWords;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.roundtrip.finding.Leg;
import dev.palindrome.roundtrip.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Scripts whose author switched the tool's transaction off, though no statement asks for that, or some want one. The other way round, the
 * server refuses the script.
 */
final class TransactionModes {

    private static final int WORDS = 12;

    /**
     * By their first words, statements that PostgreSQL refuses in a transaction, or does under conditions that a script does not show, and those
     * that have a reason to commit what is before them: what takes long and would keep a lock, and procedures. See the notes of each command in the
     * PostgreSQL manual, part VI.
     */
    private static final Pattern WANTS_NONE = Pattern.compile("(?!REFRESH ).*\\bCONCURRENTLY\\b.*"
            + "|(?:VACUUM|ANALYZE|ANALYSE|REINDEX|CLUSTER|CALL|DO)\\b.*"
            + "|(?:CREATE|ALTER|DROP) (?:DATABASE|TABLESPACE|SUBSCRIPTION)\\b.*"
            + "|(?:ALTER SYSTEM|DISCARD ALL)\\b.*"
            + "|ALTER TYPE .*\\bADD VALUE\\b.*"
            + "|ALTER (?:TABLE|DOMAIN) .*\\bVALIDATE\\b.*"
            + "|(?:BEGIN|START|COMMIT|END|ROLLBACK|ABORT|SAVEPOINT|RELEASE|PREPARE)\\b.*");

    /** In functions and options, which are no first words. */
    private static final Pattern WANTS_NONE_WITHIN =
            Pattern.compile("replication_slot|dblink|timescaledb\\.", Pattern.CASE_INSENSITIVE);

    private static final Pattern BEGINS = Pattern.compile("(?:BEGIN|START TRANSACTION)\\b.*");

    private static final Pattern WANTS_ONE = Pattern.compile("SET (?:LOCAL|CONSTRAINTS|TRANSACTION)\\b.*");

    /** In which one switch is for both ways. */
    private static final Set<String> SWITCHED_TOGETHER = Set.of("diesel", "goose", "liquibase");

    private final String format;

    TransactionModes(String format) {
        this.format = format;
    }

    /** Return what is found on both ways. */
    List<Finding> find(Revision revision) {
        List<Finding> findings = new ArrayList<>();
        find(revision, "Upgrade", revision.upgrade()).ifPresent(findings::add);
        if (revision.downgrade() instanceof Downgrade.Script script) {
            find(revision, "Downgrade", script.script()).ifPresent(findings::add);
        }
        return findings;
    }

    private Optional<Finding> find(Revision revision, String direction, SqlScript script) {
        if (isNeedless(revision, script)) {
            return Optional.of(needless(revision, direction, script));
        }
        List<SqlStatement> vain = withoutEffect(script);
        return vain.isEmpty() ? Optional.empty() : Optional.of(withoutEffect(revision, direction, vain));
    }

    /** Tell whether the transaction was switched off, and nothing that the switch is for gives a reason for it. */
    boolean isNeedless(Revision revision, SqlScript script) {
        if (!SWITCHED_TOGETHER.contains(format)) {
            return isNeedless(script);
        }
        return isNeedless(script)
                && Stream.concat(
                                Stream.of(revision.upgrade()),
                                revision.downgrade() instanceof Downgrade.Script downgrade
                                        ? Stream.of(downgrade.script())
                                        : Stream.empty())
                        .flatMap(both -> both.statements().stream())
                        .noneMatch(TransactionModes::wantsNone);
    }

    private boolean isNeedless(SqlScript script) {
        return script.transaction() == TransactionMode.NONE
                && script.program().isEmpty()
                && TransactionSwitch.written(format, script.file()).isPresent()
                && !script.statements().isEmpty()
                && script.statements().stream().noneMatch(TransactionModes::wantsNone);
    }

    private static boolean wantsNone(SqlStatement statement) {
        return WANTS_NONE.matcher(words(statement)).matches()
                || WANTS_NONE_WITHIN.matcher(statement.text()).find();
    }

    private static String words(SqlStatement statement) {
        return String.join(" ", StatementWords.of(statement.text(), WORDS));
    }

    /** A message of several statements is a transaction of the server's, so that nothing is left behind then. */
    private Finding needless(Revision revision, String direction, SqlScript script) {
        List<SqlStatement> commits = CommitPoints.of(script);
        boolean leavesPart = commits.size() > 1;
        Finding finding = Finding.of(
                FindingType.TRANSACTION_MODE_CONTRADICTS,
                Leg.NONE,
                List.of(),
                "%s of revision %s runs without a transaction, by %s, and none of its statements needs that%s"
                        .formatted(
                                direction,
                                revision.id(),
                                TransactionSwitch.written(format, script.file()).orElse(""),
                                leavesPart ? ": a failure midway leaves the first part behind" : ""),
                script.statements().get(0).position(),
                new Evidence.Statements(leavesPart ? commits : script.statements()));
        return leavesPart ? finding : finding.withSeverity(Severity.INFO);
    }

    private static List<SqlStatement> withoutEffect(SqlScript script) {
        if (script.transaction() != TransactionMode.NONE
                || script.program().isPresent()
                || script.statements().stream()
                        .anyMatch(statement -> BEGINS.matcher(words(statement)).matches())) {
            return List.of();
        }
        return script.batches().stream()
                .filter(batch -> batch.statements().size() == 1)
                .map(batch -> batch.statements().get(0))
                .filter(statement -> WANTS_ONE.matcher(words(statement)).matches())
                .toList();
    }

    private static Finding withoutEffect(Revision revision, String direction, List<SqlStatement> vain) {
        return Finding.of(
                FindingType.TRANSACTION_MODE_CONTRADICTS,
                Leg.NONE,
                List.of(),
                "%s of revision %s runs without a transaction, so that %s has no effect"
                        .formatted(
                                direction,
                                revision.id(),
                                String.join(" ", StatementWords.of(vain.get(0).text(), 2))),
                vain.get(0).position(),
                new Evidence.Statements(vain));
    }
}
