package dev.palindrome.report;

import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.roundtrip.execution.SqlFailure;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The lines of a revision's scripts that a finding is about, by file: the upgrade's first, then the downgrade's, then others. */
final class MarkedLines {

    private final Map<Path, BitSet> byFile = new LinkedHashMap<>();
    private final List<SqlScript> scripts;

    private MarkedLines(Revision revision) {
        scripts = Stream.concat(Stream.of(revision.upgrade()), downgrade(revision))
                .toList();
        scripts.forEach(script -> linesOf(script.file()));
    }

    static Map<Path, BitSet> of(Revision revision, Finding finding) {
        MarkedLines lines = new MarkedLines(revision);
        lines.mark(finding.position());
        lines.mark(finding.evidence());
        return lines.byFile;
    }

    private static Stream<SqlScript> downgrade(Revision revision) {
        return revision.downgrade() instanceof Downgrade.Script downgrade
                ? Stream.of(downgrade.script())
                : Stream.empty();
    }

    private void mark(Evidence evidence) {
        if (evidence instanceof Evidence.Schemas schemas) {
            schemas.differences().stream()
                    .flatMap(traced -> traced.cause().stream())
                    .forEach(this::mark);
        } else if (evidence instanceof Evidence.Refusal refusal) {
            mark(refusal.failure().position());
        } else if (evidence instanceof Evidence.Rows rows) {
            Optional<SqlFailure> refusal = rows.refusal();
            // The rows that are inserted are ours: they stand in no file of the user's.
            refusal.map(SqlFailure::position)
                    .filter(position -> byFile.containsKey(position.file()))
                    .ifPresent(this::mark);
        } else if (evidence instanceof Evidence.Traced traced) {
            mark(traced.statement());
        } else if (evidence instanceof Evidence.Statements statements) {
            statements.statements().forEach(this::mark);
        }
    }

    /** Mark the statements that the place lies in, or the line alone. */
    private void mark(SourcePosition position) {
        linesOf(position.file()).set(position.line());
        scripts.stream()
                .filter(script -> script.file().equals(position.file()))
                .flatMap(script -> script.statements().stream())
                .filter(statement -> statement.position().line() <= position.line()
                        && position.line() < statement.position().line() + height(statement))
                .forEach(this::mark);
    }

    private void mark(SqlStatement statement) {
        int first = statement.position().line();
        linesOf(statement.position().file()).set(first, first + height(statement));
    }

    private static int height(SqlStatement statement) {
        return (int) statement.text().lines().count();
    }

    private BitSet linesOf(Path file) {
        return byFile.computeIfAbsent(file, key -> new BitSet());
    }
}
