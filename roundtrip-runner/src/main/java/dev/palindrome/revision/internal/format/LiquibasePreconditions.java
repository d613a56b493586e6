package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.RunConditions;
import dev.palindrome.revision.RunConditions.Precondition;
import dev.palindrome.revision.RunConditions.Reaction;
import dev.palindrome.revision.SourcePosition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines {@code --preconditions} and {@code --precondition-…} of a change set. */
final class LiquibasePreconditions {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE;
    private static final Pattern ALL = Pattern.compile("\\s*--\\s*preconditions(.*)", FLAGS);
    private static final Pattern ONE = Pattern.compile("\\s*--\\s*precondition-([a-z0-9-]+)(?: (.*))?", FLAGS);
    private static final Pattern EXPECTED =
            Pattern.compile("(?:expectedResult:)?(?:(\\w+)|'([^']+)'|\"([^\"]+)\") (.*)", FLAGS);
    private static final Pattern WORD = Pattern.compile("\\w+");

    private final List<Precondition> found = new ArrayList<>();
    private Reaction onFail = Reaction.HALT;
    private Reaction onError = Reaction.HALT;

    /**
     * Take in a line.
     *
     * @param expanded puts the values of properties in
     * @return whether it is about preconditions
     * @throws IllegalArgumentException when Liquibase refuses it
     */
    boolean take(String line, SourcePosition position, UnaryOperator<String> expanded) {
        Matcher all = ALL.matcher(line);
        if (all.matches()) {
            found.clear();
            onFail = reaction(all.group(1), "onFail");
            onError = reaction(all.group(1), "onError");
            return true;
        }
        Matcher one = ONE.matcher(line);
        if (!one.matches()) {
            return false;
        }
        String body =
                expanded.apply(Optional.ofNullable(one.group(2)).orElse("").strip());
        found.add(precondition(one.group(1), body, position));
        return true;
    }

    private static Reaction reaction(String line, String attribute) {
        String word = LiquibaseSelection.attribute(line, attribute).orElse("");
        if (word.isEmpty()) {
            return Reaction.HALT;
        }
        return Arrays.stream(Reaction.values())
                .filter(reaction -> reaction.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Liquibase refuses " + attribute + ":" + word + ": write HALT, CONTINUE, MARK_RAN or WARN"));
    }

    private static Precondition precondition(String kind, String body, SourcePosition position) {
        return switch (kind) {
            case "sql-check" -> sqlCheck(body, position);
            case "table-exists" -> exists(body, position, "table", "'r', 'p'");
            case "view-exists" -> exists(body, position, "view", "'v'");
            default ->
                throw new IllegalArgumentException("Liquibase has no precondition-" + kind
                        + " in SQL: there are sql-check, table-exists and view-exists");
        };
    }

    private static Precondition sqlCheck(String body, SourcePosition position) {
        Matcher matcher = EXPECTED.matcher(body);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "Liquibase expects '--precondition-sql-check expectedResult:VALUE SELECT …'");
        }
        String expected = Optional.ofNullable(matcher.group(1))
                .or(() -> Optional.ofNullable(matcher.group(2)))
                .orElseGet(() -> matcher.group(3));
        return new Precondition(matcher.group(4).strip(), expected, "sql-check " + body, position);
    }

    /** Liquibase takes names for unquoted ones. */
    private static Precondition exists(String body, SourcePosition position, String what, String kinds) {
        String name = LiquibaseSelection.attribute(body, what)
                .map(WORD::matcher)
                .filter(Matcher::lookingAt)
                .map(Matcher::group)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Liquibase expects '--precondition-" + what + "-exists " + what + ":NAME'"));
        String schema = LiquibaseSelection.attribute(body, "schema")
                .map(written -> SqlText.literal(written.toLowerCase(Locale.ROOT)))
                .orElse("current_schema()");
        String query = "SELECT EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid ="
                + " c.relnamespace WHERE n.nspname = " + schema + " AND c.relkind IN (" + kinds + ") AND c.relname = "
                + SqlText.literal(name.toLowerCase(Locale.ROOT)) + ")";
        return new Precondition(query, "t", what + "-exists " + body, position);
    }

    /** Return when the change set is passed over; empty when it always runs, and its failure is one. */
    Optional<RunConditions> conditions(boolean toleratesFailure) {
        return found.isEmpty() && !toleratesFailure
                ? Optional.empty()
                : Optional.of(new RunConditions(found, onFail, onError, toleratesFailure));
    }

    void clear() {
        found.clear();
        onFail = Reaction.HALT;
        onError = Reaction.HALT;
    }
}
