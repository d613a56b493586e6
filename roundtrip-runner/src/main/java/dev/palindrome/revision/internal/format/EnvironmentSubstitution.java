package dev.palindrome.revision.internal.format;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the values of environment variables into a line, by the rules that goose follows between {@code ENVSUB ON} and {@code OFF}:
 * <code>$V</code>, <code>${V}</code>, <code>${V:-default}</code>, <code>${V-default}</code>, <code>${V?message}</code>, and
 * <code>$$</code> or <code>\$</code> for a dollar sign.
 */
final class EnvironmentSubstitution {

    private static final Pattern EXPRESSION =
            Pattern.compile("\\$\\$|\\\\\\$|\\$(?<plain>[A-Za-z_][A-Za-z0-9_]*)|\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*)"
                    + "(?:(?<operator>:-|-|\\?)(?<word>[^}]*))?}");

    private final Function<String, Optional<String>> environment;

    EnvironmentSubstitution(Function<String, Optional<String>> environment) {
        this.environment = environment;
    }

    /** @throws UnsetVariableException when a variable must have a value and has none */
    String apply(String line) {
        Matcher matcher = EXPRESSION.matcher(line);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(value(matcher, found)));
    }

    private String value(Matcher matcher, MatchResult found) {
        if (found.group().equals("$$") || found.group().equals("\\$")) {
            return "$";
        }
        String plain = matcher.group("plain");
        if (plain != null) {
            return environment.apply(plain).orElse("");
        }
        String name = matcher.group("name");
        String operator = matcher.group("operator");
        Optional<String> value = environment.apply(name);
        if (operator == null) {
            return value.orElse("");
        }
        return switch (operator) {
            case ":-" -> value.filter(text -> !text.isEmpty()).orElse(matcher.group("word"));
            case "-" -> value.orElse(matcher.group("word"));
            default -> value.orElseThrow(() -> new UnsetVariableException(name, matcher.group("word")));
        };
    }

    /** A variable that must have a value has none. */
    static final class UnsetVariableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnsetVariableException(String name, String message) {
            super("the environment variable " + name + " is not set" + (message.isBlank() ? "" : ": " + message));
        }
    }
}
