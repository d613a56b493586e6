package dev.palindrome.revision.internal.sql;

import dev.palindrome.revision.Allowance;
import dev.palindrome.revision.Problem;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.internal.text.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an author tells us in comments: {@code -- palindrome:irreversible "why"} and
 * {@code -- palindrome:allow PAL-D01 users.nick: reason}.
 *
 * @param irreversible the author's word that there is no way back
 * @param allowances in the order of the file
 * @param problems comments that were meant for us, and cannot be understood
 */
public record Directives(Optional<Irreversible> irreversible, List<Allowance> allowances, List<Problem> problems) {

    private static final Pattern DIRECTIVE =
            Pattern.compile("(?:--+|/\\*)\\s*palindrome\\s*:\\s*([A-Za-z]*)(.*?)(?:\\*/)?", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("\"(.*)\"", Pattern.DOTALL);
    private static final Pattern FINDING_ID = Pattern.compile("PAL-[A-Z]\\d\\d");
    private static final Pattern OBJECT_AND_REASON =
            Pattern.compile("((?:\"(?:[^\"]|\"\")*\"|[^\":])*):(.*)", Pattern.DOTALL);
    private static final String ALLOW_EXAMPLE = "write '-- palindrome:allow PAL-D01 users.nick: why it is intended'";
    private static final String IRREVERSIBLE_EXAMPLE = "write '-- palindrome:irreversible \"why\"'";

    public Directives {
        allowances = List.copyOf(allowances);
        problems = List.copyOf(problems);
    }

    /** That there is no way back, why, and where it is said. */
    public record Irreversible(String reason, SourcePosition position) {}

    /** Read the directives among these comments; others are passed over. */
    public static Directives of(Collection<ScriptElement.Comment> comments) {
        Reading reading = new Reading();
        comments.forEach(reading::comment);
        return new Directives(reading.irreversible, reading.allowances, reading.problems);
    }

    /** Return what both say. */
    public Directives and(Directives other) {
        List<Allowance> allAllowances = new ArrayList<>(allowances);
        allAllowances.addAll(other.allowances);
        List<Problem> allProblems = new ArrayList<>(problems);
        allProblems.addAll(other.problems);
        return new Directives(irreversible.or(other::irreversible), allAllowances, allProblems);
    }

    private static final class Reading {

        private Optional<Irreversible> irreversible = Optional.empty();
        private final List<Allowance> allowances = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();

        void comment(ScriptElement.Comment comment) {
            Matcher matcher = DIRECTIVE.matcher(comment.text().strip());
            if (!matcher.matches()) {
                return;
            }
            String rest = matcher.group(2).strip();
            switch (matcher.group(1)) {
                case "irreversible" -> irreversible(rest, comment.position());
                case "allow" -> allow(rest, comment.position());
                default ->
                    problem(
                            comment.position(),
                            "unknown directive 'palindrome:" + matcher.group(1) + "'"
                                    + Nearest.to(matcher.group(1), List.of("irreversible", "allow"))
                                            .map(near -> "; did you mean 'palindrome:" + near + "'?")
                                            .orElse("; there are 'palindrome:irreversible' and 'palindrome:allow'"));
            }
        }

        private void irreversible(String rest, SourcePosition position) {
            Matcher quoted = QUOTED.matcher(rest);
            if (!quoted.matches()) {
                problem(
                        position,
                        "'palindrome:irreversible' wants its reason in double quotes: " + IRREVERSIBLE_EXAMPLE);
            } else if (quoted.group(1).isBlank()) {
                problem(position, "'palindrome:irreversible' has an empty reason: " + IRREVERSIBLE_EXAMPLE);
            } else if (irreversible.isEmpty()) {
                irreversible = Optional.of(new Irreversible(quoted.group(1).strip(), position));
            }
        }

        private void allow(String rest, SourcePosition position) {
            String[] idAndRest = rest.split("\\s+", 2);
            String id = idAndRest[0].replaceAll(":$", "");
            if (!FINDING_ID.matcher(id).matches()) {
                problem(
                        position,
                        "'palindrome:allow' wants the id of a finding, such as PAL-D01, but found '" + id + "': "
                                + ALLOW_EXAMPLE);
                return;
            }
            Matcher matcher = OBJECT_AND_REASON.matcher(idAndRest.length > 1 ? idAndRest[1] : "");
            boolean hasReason = matcher.matches();
            String object = hasReason ? matcher.group(1).strip() : "";
            if (idAndRest[0].endsWith(":") || (hasReason && object.isEmpty())) {
                problem(
                        position,
                        "'palindrome:allow " + id + "' names no object: name one, or * for all; " + ALLOW_EXAMPLE);
            } else if (!hasReason || matcher.group(2).isBlank()) {
                problem(position, "'palindrome:allow " + id + "' gives no reason: " + ALLOW_EXAMPLE);
            } else {
                allowances.add(new Allowance(id, object, matcher.group(2).strip(), position));
            }
        }

        private void problem(SourcePosition position, String message) {
            problems.add(new Problem(position.file(), Optional.of(position.line()), message));
        }
    }
}
