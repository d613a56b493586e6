package dev.palindrome.revision.internal.format;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values for <code>${name}</code>: the first one that is given to a name counts, in all files that are read later, too. */
final class LiquibaseProperties {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE;
    static final Pattern LINE = Pattern.compile("\\s*--\\s*property\\s+(.*:.*)\\s+(.*:.*)", FLAGS);
    private static final Pattern NAME = Pattern.compile(".*name:\\s*(\\S+).*", FLAGS);
    private static final Pattern VALUE = Pattern.compile(".*value:\\s*(\\S+).*", FLAGS);
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}]+)}");

    private final LiquibaseSelection selection;
    private final Map<String, String> everywhere;
    private final Map<String, String> here = new HashMap<>();

    private LiquibaseProperties(LiquibaseSelection selection, Map<String, String> everywhere) {
        this.selection = selection;
        this.everywhere = everywhere;
    }

    static LiquibaseProperties none(LiquibaseSelection selection) {
        return new LiquibaseProperties(selection, new HashMap<>());
    }

    /** Return those of the next file, which knows what the ones before it have defined for all. */
    LiquibaseProperties forFile() {
        return new LiquibaseProperties(selection, everywhere);
    }

    /**
     * Take in what a line defines, if it is for this database, these contexts and these labels.
     *
     * @throws IllegalArgumentException when its context cannot be read
     */
    void define(String line) {
        Matcher name = NAME.matcher(line);
        Matcher value = VALUE.matcher(line);
        if (!name.matches() || !value.matches() || !isSelected(line)) {
            return;
        }
        boolean global = LiquibaseSelection.attribute(line, "global")
                .map(Boolean::parseBoolean)
                .orElse(true);
        (global ? everywhere : here)
                .putIfAbsent(key(expanded(name.group(1))), expanded(LiquibaseSelection.unquoted(value.group(1))));
    }

    private boolean isSelected(String line) {
        Optional<String> context = LiquibaseSelection.attribute(line, "contextFilter")
                .or(() -> LiquibaseSelection.attribute(line, "context"));
        return LiquibaseSelection.attribute(line, "dbms")
                        .filter(dbms -> !LiquibaseSelection.isForPostgres(dbms))
                        .isEmpty()
                && selection.hasContext(LiquibaseExpression.parse(context.orElse("")))
                && selection.hasLabels(LiquibaseSelection.names(
                        LiquibaseSelection.attribute(line, "labels").orElse("")));
    }

    /** Put values in; what is unknown stays as it is. */
    String expanded(String text) {
        return EXPRESSION.matcher(text).replaceAll(found -> {
            String key = key(found.group(1));
            return Matcher.quoteReplacement(here.getOrDefault(key, everywhere.getOrDefault(key, found.group())));
        });
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
