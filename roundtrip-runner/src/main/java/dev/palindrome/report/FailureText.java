package dev.palindrome.report;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.roundtrip.RevisionResult;
import dev.palindrome.roundtrip.execution.SqlFailure;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.schema.Difference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A finding as someone reads it in a build's log, without the code: what is wrong, where, the difference, why it matters, what to
 * do, and how to run it again. Lines end with LF, and the same finding gives the same bytes.
 */
public final class FailureText {

    private static final int SHOWN_DIFFERENCES = 30;
    private static final int STATEMENT_LENGTH = 100;

    private final RevisionHistory history;
    private final Finding finding;
    private final Revision revision;
    private final List<String> lines = new ArrayList<>();

    FailureText(RevisionHistory history, RevisionResult result, Finding finding) {
        this.history = history;
        this.finding = finding;
        this.revision = result.revision();
    }

    /**
     * Return the whole text of a finding, ending with a line feed.
     *
     * @param again the command that judges this revision alone
     */
    public static String render(RevisionHistory history, RevisionResult result, Finding finding, String again) {
        return story(history, result, finding) + "  Again, this revision only: " + again + "\n";
    }

    /** Return the same without how to run it again. */
    static String story(RevisionHistory history, RevisionResult result, Finding finding) {
        return finding.evidence() instanceof Evidence.Told told && !told.story().isEmpty()
                ? told.story()
                : new FailureText(history, result, finding).story();
    }

    /**
     * Return what belongs below a finding's message where there is room for little: the differences that it rests on, or the
     * statements that mend it, one below the other, without indentation; empty for other findings.
     */
    public static List<String> differences(Finding finding) {
        if (finding.evidence() instanceof Evidence.Told told) {
            return told.details();
        }
        if (finding.evidence() instanceof Evidence.Review review) {
            return review.remedy().map(Evidence.Remedy::statements).orElse(List.of());
        }
        if (finding.evidence() instanceof Evidence.Traced traced) {
            return traced.advice();
        }
        return finding.evidence() instanceof Evidence.Schemas schemas
                ? schemas.differences().stream()
                        .flatMap(traced -> traced.difference().render().lines())
                        .toList()
                : List.of();
    }

    /** Return what the server said of a script, with statement, file and line; each line is indented by two. */
    public static String refusal(RevisionHistory history, SqlFailure failure) {
        return String.join("\n", refusalLines(history, failure)) + "\n";
    }

    private String story() {
        lines.add(finding.message());
        lines.add("");
        facts().forEach(fact ->
                lines.add("  %-9s  %s".formatted(fact.name(), fact.text()).stripTrailing()));
        evidence();
        lines.add("");
        lines.add("  Finding %s %s, docs/findings/%s.md"
                .formatted(
                        finding.type().id(),
                        finding.type().title(),
                        finding.type().id()));
        return String.join("\n", lines) + "\n";
    }

    /**
     * A line of the finding's head.
     *
     * @param name such as "upgrade"
     */
    record Fact(String name, String text) {}

    /** Return where the finding was made: the revision, its scripts and what became of them, and the two schemas if it compares some. */
    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("revision", described(revision) + below()));
        List<String> files = new ArrayList<>(List.of(place(revision.upgrade())));
        downgradeScript().ifPresent(script -> files.add(place(script)));
        int width = files.stream().mapToInt(String::length).max().orElse(0);
        facts.add(new Fact("upgrade", direction(revision.upgrade(), width)));
        facts.add(new Fact("downgrade", downgrade(width)));
        if (finding.evidence() instanceof Evidence.Schemas schemas) {
            facts.add(new Fact("expected", schemas.expected()));
            facts.add(new Fact("actual", schemas.actual()));
        }
        return Collections.unmodifiableList(facts);
    }

    private String downgrade(int width) {
        if (revision.downgrade() instanceof Downgrade.Irreversible irreversible) {
            return "none, by the author's word: " + irreversible.reason();
        }
        return revision.downgrade() instanceof Downgrade.Missing missing
                ? "none: expected " + missing.expected()
                : downgradeScript().map(script -> direction(script, width)).orElseThrow();
    }

    private String direction(SqlScript script, int width) {
        return ("%-" + width + "s     %s, %s").formatted(place(script), count(script), outcome(script));
    }

    private static String count(SqlScript script) {
        int statements = script.statements().size();
        if (!script.isForeseen()) {
            return statements == 0 ? "a program" : "a program, " + statements + " or more statements";
        }
        return statements + (statements == 1 ? " statement" : " statements");
    }

    private String outcome(SqlScript script) {
        Optional<SqlFailure> failure = refusal();
        if (failure.isEmpty()) {
            return "ok";
        }
        boolean secondTime = finding.type() == FindingType.UP_DOWN_UP_STABLE;
        if (!holds(script, failure.get())) {
            return secondTime || script.equals(revision.upgrade()) ? "ok" : "not reached";
        }
        int number = failure.get().number();
        return (secondTime ? "ok, the second time " : "") + (number == 0 ? "failed" : "failed at statement " + number);
    }

    private Optional<SqlFailure> refusal() {
        if (finding.evidence() instanceof Evidence.Refusal refusal) {
            return Optional.of(refusal.failure());
        }
        return finding.evidence() instanceof Evidence.Rows rows ? rows.refusal() : Optional.empty();
    }

    /** Both directions may stand in one file, so that the file alone does not tell. */
    private boolean holds(SqlScript script, SqlFailure failure) {
        if (script.program().isPresent()) {
            return startOf(script)
                    .filter(start -> isNearest(start, failure.position()))
                    .isPresent();
        }
        Predicate<SqlStatement> isIt = statement ->
                failure.statement().filter(statement.text()::equals).isPresent()
                        && statement.position().line() <= failure.position().line();
        return script.file().equals(failure.position().file())
                && (script.statements().stream().anyMatch(isIt)
                        || failure.statement().isEmpty());
    }

    /** A program stands in one file, one direction below the other: the line is in the one that begins last before it. */
    private boolean isNearest(SourcePosition start, SourcePosition failed) {
        return start.file().equals(failed.file())
                && start.line() <= failed.line()
                && Stream.of(Optional.of(revision.upgrade()), downgradeScript())
                        .flatMap(Optional::stream)
                        .flatMap(script -> startOf(script).stream())
                        .noneMatch(other -> other.line() > start.line() && other.line() <= failed.line());
    }

    private Optional<SqlScript> downgradeScript() {
        return revision.downgrade() instanceof Downgrade.Script downgrade
                ? Optional.of(downgrade.script())
                : Optional.empty();
    }

    private static Optional<SourcePosition> startOf(SqlScript script) {
        return script.batches().stream().map(Batch::start).findFirst();
    }

    private void evidence() {
        if (!(finding.evidence() instanceof Evidence.None)) {
            lines.add("");
            observed();
        }
        hint().ifPresent(hint -> {
            lines.add("");
            lines.add("  Hint: " + hint.text());
            hint.statements().forEach(statement -> lines.add("      " + statement));
        });
        if (finding.evidence() instanceof Evidence.Schemas schemas) {
            schemas.consequence().ifPresent(text -> lines.add("  Left so, " + text));
        }
    }

    private void observed() {
        if (finding.evidence() instanceof Evidence.Schemas schemas) {
            schemas(schemas);
        } else if (finding.evidence() instanceof Evidence.Refusal refusal) {
            lines.addAll(refusalLines(history, refusal.failure()));
        } else if (finding.evidence() instanceof Evidence.Review review) {
            review.facts().stream().limit(SHOWN_DIFFERENCES).forEach(fact -> lines.add("  " + fact));
            countLeftOut(review.facts().size());
        } else if (finding.evidence() instanceof Evidence.Rows rows) {
            rows.refusal().ifPresent(failure -> lines.addAll(refusalLines(history, failure)));
            Stream.concat(rows.changes().stream().map(Object::toString), rows.facts().stream())
                    .limit(SHOWN_DIFFERENCES)
                    .forEach(fact -> lines.add("  " + fact));
        } else if (finding.evidence() instanceof Evidence.Traced traced) {
            lines.add("  " + shown(traced.statement()));
            traced.facts().forEach(fact -> lines.add("  " + fact));
        } else if (finding.evidence() instanceof Evidence.Statements statements) {
            statements.statements().forEach(statement -> lines.add("  " + shown(statement)));
        }
    }

    private void countLeftOut(int all) {
        int left = all - SHOWN_DIFFERENCES;
        if (left > 0) {
            lines.add("  … and " + left + " more");
        }
    }

    /**
     * What would mend it.
     *
     * @param text in words
     * @param statements for this very object, below the words; may be empty
     */
    record Hint(String text, List<String> statements) {}

    /** Return what would mend it; empty where the server's own words say all. */
    Optional<Hint> hint() {
        if (finding.evidence() instanceof Evidence.Schemas schemas) {
            return Optional.of(schemas.remedy().map(this::remedy).orElseGet(() -> advice("workaround", List.of())));
        }
        if (finding.evidence() instanceof Evidence.Refusal refusal) {
            Optional<Hint> reason = RefusalAdvice.on(refusal.failure(), finding.type(), history.format())
                    .map(text -> new Hint(text, List.of()));
            if (reason.isPresent() || finding.type() == FindingType.DOWN_MISSING_OR_FAILS) {
                return reason;
            }
        }
        if (finding.evidence() instanceof Evidence.Review review
                && review.remedy().isPresent()) {
            return Optional.of(new Hint(
                    "tried here on the schema at the head. Add it to a new revision:",
                    review.remedy().get().statements()));
        }
        if (finding.evidence() instanceof Evidence.Rows rows) {
            return Optional.of(advice("workaround", rows.advice()));
        }
        if (finding.evidence() instanceof Evidence.Traced traced) {
            return Optional.of(advice(traced.advice().isEmpty() ? "workaround" : "statements", traced.advice()));
        }
        return Optional.of(advice("workaround", List.of()));
    }

    private Hint advice(String word, List<String> statements) {
        String text = finding.type().word(word);
        return new Hint(isPython() ? text.replace("-- palindrome:", "# palindrome:") : text, statements);
    }

    private void schemas(Evidence.Schemas schemas) {
        schemas.differences().stream().limit(SHOWN_DIFFERENCES).forEach(this::difference);
        countLeftOut(schemas.differences().size());
    }

    private void difference(Evidence.TracedDifference traced) {
        traced.difference().render().lines().forEach(line -> lines.add("  " + line));
        List<Origin> origins = origins(traced);
        // One below the other, with the statements in line.
        int width = origins.stream()
                .mapToInt(origin -> origin.place().length())
                .max()
                .orElse(0);
        for (Origin origin : origins) {
            lines.add(("      %-13s  %-" + width + "s  %s").formatted(origin.verb(), origin.place(), origin.text()));
        }
    }

    /**
     * A place that a difference comes from.
     *
     * @param verb such as "created at"
     * @param place a file, with the line where that says more
     * @param text the statement there, on one line
     */
    record Origin(String verb, String place, String text) {}

    /** Return the statement that caused the difference and what did not undo it; empty where that was not observed. */
    List<Origin> origins(Evidence.TracedDifference traced) {
        List<Origin> origins = new ArrayList<>();
        traced.cause().ifPresent(cause -> {
            String place = place(history, cause.position());
            origins.add(new Origin(verb(traced.difference()), place, shortened(cause.text())));
            notUndoneBy(cause).ifPresent(origins::add);
        });
        return Collections.unmodifiableList(origins);
    }

    private static String verb(Difference difference) {
        return switch (difference.sign()) {
            case ADDED -> "created at";
            case MISSING -> "dropped at";
            case ALTERED -> "changed at";
        };
    }

    private Optional<Origin> notUndoneBy(SqlStatement cause) {
        if (!(revision.downgrade() instanceof Downgrade.Script script)
                || script.script().statements().contains(cause)) {
            return Optional.empty();
        }
        List<SqlStatement> statements = script.script().statements();
        if (statements.size() == 1) {
            SqlStatement only = statements.get(0);
            return Optional.of(new Origin("not undone by", place(history, only.position()), shortened(only.text())));
        }
        String what = statements.isEmpty() ? "(no statement)" : "(" + count(script.script()) + ")";
        return Optional.of(new Origin("not undone by", place(script.script()), what));
    }

    private Hint remedy(Evidence.Remedy remedy) {
        List<SqlStatement> statements = revision.downgrade() instanceof Downgrade.Script script
                ? script.script().statements()
                : List.of();
        boolean program = downgradeScript().flatMap(SqlScript::program).isPresent();
        String where = statements.isEmpty() || program
                ? "to the downgrade"
                : "to the downgrade, after line " + lastLine(statements.get(statements.size() - 1));
        List<String> shown = remedy.statements().stream()
                .map(statement -> isPython() ? executed(statement) : statement)
                .toList();
        return new Hint("tried here, this restores the schema. Add " + where + ":", shown);
    }

    private boolean isPython() {
        return revision.file().toString().endsWith(".py");
    }

    private static String executed(String statement) {
        String sql = statement.replaceAll(";$", "");
        return sql.contains("\"") || sql.contains("\\") || sql.contains("\n")
                ? "op.execute(r\"\"\"" + sql + "\"\"\")"
                : "op.execute(\"" + sql + "\")";
    }

    private static int lastLine(SqlStatement statement) {
        return statement.position().line()
                + (int) statement
                        .text()
                        .chars()
                        .filter(character -> character == '\n')
                        .count();
    }

    private static List<String> refusalLines(RevisionHistory history, SqlFailure failure) {
        List<String> text = new ArrayList<>();
        text.add("  %s  %s"
                .formatted(
                        place(history, failure.position()),
                        failure.statement().map(FailureText::shortened).orElse(""))
                .stripTrailing());
        text.add("  " + failure.headline());
        failure.detail().ifPresent(detail -> text.add("  DETAIL: " + indented(detail)));
        failure.hint().ifPresent(hint -> text.add("  HINT: " + indented(hint)));
        failure.where().ifPresent(where -> text.add("  CONTEXT: " + indented(where)));
        return Collections.unmodifiableList(text);
    }

    private static String indented(String text) {
        return text.lines().collect(Collectors.joining("\n          "));
    }

    private String below() {
        if (revision.isBase()) {
            return "  (a base)";
        }
        String names = revision.downRevisions().stream()
                .sorted()
                .map(id -> described(history.graph().get(id)))
                .collect(Collectors.joining(", "));
        return "  (down revision" + (revision.isMergePoint() ? "s " : " ") + names + ")";
    }

    private static String described(Revision revision) {
        return revision.message().isBlank()
                ? revision.id().toString()
                : "%s \"%s\"".formatted(revision.id(), revision.message());
    }

    private String shown(SqlStatement statement) {
        return place(history, statement.position()) + "  " + shortened(statement.text());
    }

    private String place(SqlScript script) {
        Optional<SourcePosition> first = script.statements().stream()
                .map(SqlStatement::position)
                .findFirst()
                .or(() -> script.program().flatMap(program -> startOf(script)));
        boolean shared = revision.downgrade() instanceof Downgrade.Script downgrade
                && downgrade.script().file().equals(revision.upgrade().file());
        // Where both directions stand in one file, the line tells which is meant.
        return shared && first.isPresent() ? place(history, first.get()) : path(history, script.file());
    }

    private static String place(RevisionHistory history, SourcePosition position) {
        return path(history, position.file()) + ":" + position.line();
    }

    /** As the user named the folder, so that a terminal can open it. */
    private static String path(RevisionHistory history, Path file) {
        return history.directory().resolve(file).toString().replace('\\', '/');
    }

    private static String shortened(String statement) {
        String line = statement.strip().replaceAll("\\s+", " ");
        return line.length() <= STATEMENT_LENGTH ? line : line.substring(0, STATEMENT_LENGTH - 1) + "…";
    }
}
