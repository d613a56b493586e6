package dev.palindrome.revision.internal.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Contexts and labels in Liquibase's grammar: names with {@code and}, {@code or}, {@code !} or {@code not}, parentheses, and commas that
 * mean {@code or}. A name may hold blanks, and has no case. Where nothing is given that it could be compared with, a name holds, and so does
 * its negation; one with an {@code @} before it holds only if it is given. Immutable.
 */
final class LiquibaseExpression {

    private static final Pattern TOKEN = Pattern.compile("[(),!]|[^\\s(),]+");
    private static final Set<String> OPERATORS = Set.of("(", ")", ",", "and", "or");

    private final List<String> tokens;

    private LiquibaseExpression(List<String> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    /**
     * Read an expression; a blank one is empty.
     *
     * @throws IllegalArgumentException when its parentheses do not match, or an operator lacks an operand
     */
    static LiquibaseExpression parse(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        LiquibaseExpression expression = new LiquibaseExpression(tokens);
        expression.matches(Set.of());
        return expression;
    }

    boolean isEmpty() {
        return tokens.isEmpty();
    }

    /**
     * Tell whether the expression holds; an empty one does.
     *
     * @param given in lower case
     */
    boolean matches(Set<String> given) {
        if (isEmpty()) {
            return true;
        }
        Reading reading = new Reading(given);
        boolean holds = reading.alternatives();
        if (reading.at < tokens.size()) {
            throw new IllegalArgumentException("'" + tokens.get(reading.at) + "' is not expected there");
        }
        return holds;
    }

    private final class Reading {

        private final Set<String> given;
        private int at;

        Reading(Set<String> given) {
            this.given = given.stream()
                    .map(name -> name.startsWith("@") ? name.substring(1).strip() : name)
                    .collect(Collectors.toSet());
        }

        boolean alternatives() {
            boolean holds = both();
            while (accept("or") || accept(",")) {
                holds |= both();
            }
            return holds;
        }

        private boolean both() {
            boolean holds = operand();
            while (accept("and")) {
                holds &= operand();
            }
            return holds;
        }

        private boolean operand() {
            boolean negated = accept("!") || accept("not");
            if (accept("(")) {
                boolean holds = alternatives();
                if (!accept(")")) {
                    throw new IllegalArgumentException("a parenthesis is not closed");
                }
                return negated ? given.isEmpty() || !holds : holds;
            }
            boolean required =
                    accept("@") || (at < tokens.size() && tokens.get(at).startsWith("@"));
            String name = name();
            if (name.startsWith("@")) {
                name = name.substring(1);
            }
            if (name.startsWith("!")) {
                negated = !negated;
                name = name.substring(1).strip();
            }
            return (given.isEmpty() && !required) || given.contains(name) != negated;
        }

        private String name() {
            int start = at;
            while (at < tokens.size() && !OPERATORS.contains(tokens.get(at))) {
                at++;
            }
            if (at == start) {
                throw new IllegalArgumentException(
                        at < tokens.size()
                                ? "a name is expected before '" + tokens.get(at) + "'"
                                : "it ends too early");
            }
            return String.join(" ", tokens.subList(start, at));
        }

        private boolean accept(String token) {
            boolean found = at < tokens.size() && tokens.get(at).equals(token);
            at += found ? 1 : 0;
            return found;
        }
    }
}
