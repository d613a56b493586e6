package dev.palindrome.revision.internal.alembic;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Problem;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionGraph.Header;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.internal.sql.Directives;
import dev.palindrome.revision.internal.sql.ScriptElement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What Alembic says of one revision.
 *
 * @param lines of its answer, from {@code revision} on
 */
record AlembicRevision(List<Message> lines) {

    private static final Pattern DIRECTIVE = Pattern.compile("\\s*#+\\s*(palindrome\\s*:.*)");

    Path file() {
        return Path.of(lines.get(0).value(2));
    }

    /** Return the revision; what is wrong with the author's words to us is added to the problems. */
    Revision toRevision(AlembicHost host, List<Problem> problems) {
        String id = lines.get(0).value(0);
        Directives directives = directives();
        problems.addAll(directives.problems());
        return new Revision(
                new RevisionId(id),
                ids("down"),
                Set.copyOf(values("label")),
                ids("depends_on"),
                lines.get(0).value(1),
                Optional.empty(),
                script(host, "upgrade").orElseGet(() -> new SqlScript(file(), List.of(), TransactionMode.SCRIPT)),
                downgrade(host, directives, problems),
                directives.allowances(),
                file());
    }

    private Downgrade downgrade(AlembicHost host, Directives directives, List<Problem> problems) {
        Optional<SqlScript> script = script(host, "downgrade");
        if (directives.irreversible().isEmpty()) {
            return script.<Downgrade>map(Downgrade.Script::new)
                    .orElseGet(() -> new Downgrade.Missing("a function downgrade() in " + file()));
        }
        Directives.Irreversible irreversible = directives.irreversible().get();
        if (script.filter(known -> !known.statements().isEmpty()).isPresent()) {
            problems.add(
                    new Problem(
                            file(),
                            Optional.of(irreversible.position().line()),
                            "the revision is declared irreversible, but its downgrade() has statements: remove the declaration or them"));
        }
        return new Downgrade.Irreversible(irreversible.reason());
    }

    /** Return one direction; empty when the file has no such function. */
    private Optional<SqlScript> script(AlembicHost host, String direction) {
        int begin = IntStream.range(0, lines.size())
                .filter(index -> lines.get(index).name().equals(direction))
                .findFirst()
                .orElse(-1);
        if (begin < 0) {
            return Optional.empty();
        }
        List<SqlStatement> statements = new ArrayList<>();
        for (int index = begin + 1;
                index < lines.size() && lines.get(index).name().equals("statement");
                index++) {
            Message line = lines.get(index);
            statements.add(new SqlStatement(line.value(1), new SourcePosition(file(), line.number(0), 1)));
        }
        SourcePosition start = new SourcePosition(file(), lines.get(begin).number(0), 1);
        boolean whole = lines.get(begin).value(1).equals("1");
        List<Batch> batches = new ArrayList<>();
        batches.add(new Batch("", start, List.of(), Optional.empty()));
        withoutFrame(statements)
                .forEach(statement -> batches.add(
                        new Batch(statement.text(), statement.position(), List.of(statement), Optional.empty())));
        return Optional.of(new SqlScript(
                file(),
                batches,
                TransactionMode.SCRIPT,
                Optional.of(new AlembicStep(host, direction, lines.get(0).value(0), file(), whole))));
    }

    /** Offline SQL names the transaction that Alembic itself opens and commits. */
    private static List<SqlStatement> withoutFrame(List<SqlStatement> statements) {
        int from = !statements.isEmpty() && is(statements.get(0), "BEGIN") ? 1 : 0;
        int to = statements.size() > from && is(statements.get(statements.size() - 1), "COMMIT")
                ? statements.size() - 1
                : statements.size();
        return statements.subList(from, to);
    }

    private static boolean is(SqlStatement statement, String word) {
        return statement.text().strip().toUpperCase(Locale.ROOT).equals(word);
    }

    private Directives directives() {
        List<String> source = source();
        List<ScriptElement.Comment> comments = new ArrayList<>();
        for (int index = 0; index < source.size(); index++) {
            Matcher directive = DIRECTIVE.matcher(source.get(index));
            if (directive.matches()) {
                comments.add(new ScriptElement.Comment(
                        "-- " + directive.group(1), new SourcePosition(file(), index + 1, 1)));
            }
        }
        return Directives.of(comments);
    }

    /** Return the line of the assignment that states a relation; empty when the file makes it in another way. */
    Optional<Integer> lineOf(Header header) {
        Pattern assignment = Pattern.compile(header.name().toLowerCase(Locale.ROOT) + "\\s*(:[^=]+)?=.*");
        List<String> source = source();
        return IntStream.range(0, source.size())
                .filter(index -> assignment.matcher(source.get(index)).matches())
                .mapToObj(index -> index + 1)
                .findFirst();
    }

    private List<String> source() {
        return values("source").stream().flatMap(String::lines).toList();
    }

    private List<String> values(String name) {
        return lines.stream()
                .filter(line -> line.name().equals(name))
                .map(line -> line.value(0))
                .toList();
    }

    private Set<RevisionId> ids(String name) {
        return values(name).stream().map(RevisionId::new).collect(Collectors.toSet());
    }
}
