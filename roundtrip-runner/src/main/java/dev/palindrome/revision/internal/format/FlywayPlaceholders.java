package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.Problem;
import dev.palindrome.revision.internal.sql.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Replaces Flyway's placeholders, such as <code>${flyway:defaultSchema}</code>: everywhere in a script, in comments and strings
 * too, as Flyway does before it parses. Values of the user's own come from {@code FLYWAY_PLACEHOLDERS_NAME}, the environment
 * variable that Flyway reads.
 */
final class FlywayPlaceholders {

    private static final String PREFIX = "${";
    private static final String SUFFIX = "}";
    private static final String BUILT_IN = "flyway:";
    private static final String ENVIRONMENT = "FLYWAY_PLACEHOLDERS_";

    /** Flyway gives the time of the run, which would make each run another one. */
    private static final String TIMESTAMP = "2000-01-01 00:00:00";

    private static final Map<String, String> DEFAULTS = Map.of(
            "flyway:defaultschema", "public",
            "flyway:table", "flyway_schema_history",
            "flyway:timestamp", TIMESTAMP,
            "flyway:workingdirectory", ".",
            "flyway:environment", "default");

    private final UnaryOperator<String> environment;

    /** @param environment returns the value of a variable, or an empty string */
    FlywayPlaceholders(UnaryOperator<String> environment) {
        this.environment = environment;
    }

    /** @param problems placeholders without a value, in the order of the file */
    record Replaced(SourceText source, List<Problem> problems) {}

    Replaced replace(SourceText source) {
        String text = source.text();
        List<Problem> problems = new ArrayList<>();
        StringBuilder replaced = new StringBuilder();
        int at = 0;
        int start = text.indexOf(PREFIX);
        while (start >= 0) {
            int end = text.indexOf(SUFFIX, start);
            if (end < 0) {
                problems.add(source.problemAt(start, "the placeholder that opens here with ${ is not closed"));
                break;
            }
            String name = text.substring(start + PREFIX.length(), end);
            Optional<String> value = valueOf(name, source);
            if (value.isEmpty()) {
                problems.add(source.problemAt(start, "no value for the placeholder ${" + name + "}: " + advice(name)));
            }
            replaced.append(text, at, start).append(value.orElse(""));
            at = end + SUFFIX.length();
            start = text.indexOf(PREFIX, at);
        }
        replaced.append(text, at, text.length());
        return new Replaced(SourceText.of(source.file(), replaced.toString()), problems);
    }

    /** Names have no case, as in Flyway. */
    private Optional<String> valueOf(String name, SourceText source) {
        String key = name.toLowerCase(Locale.ROOT);
        if (key.equals("flyway:filename")) {
            return Optional.of(source.file().getFileName().toString());
        }
        return Optional.ofNullable(DEFAULTS.get(key))
                .or(() -> Optional.of(environment.apply(variable(name))).filter(value -> !value.isEmpty()));
    }

    private static String variable(String name) {
        return ENVIRONMENT + name.toUpperCase(Locale.ROOT);
    }

    private static String advice(String name) {
        if (name.toLowerCase(Locale.ROOT).startsWith(BUILT_IN)) {
            return "Flyway takes it from its connection, which is another one in each test; write what it stands for";
        }
        return "set the environment variable " + variable(name)
                + ", or placeholderReplacement=false in the script's .conf file";
    }
}
