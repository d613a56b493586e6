package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.LiquibaseOptions;
import dev.palindrome.revision.MalformedHistoryException;
import dev.palindrome.revision.Problem;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which change sets and properties are for this database, these contexts and these labels. Immutable. */
final class LiquibaseSelection {

    private static final Pattern POSTGRES = Pattern.compile(".*\\b(postgresql|all|edb)\\b.*", Pattern.CASE_INSENSITIVE);

    private final Set<String> contexts;
    private final boolean contextRequired;
    private final LiquibaseExpression labelFilter;

    private LiquibaseSelection(Set<String> given, LiquibaseExpression labelFilter) {
        this.contexts = Set.copyOf(given);
        this.contextRequired = given.stream().anyMatch(context -> context.startsWith("@"));
        this.labelFilter = labelFilter;
    }

    /** @throws MalformedHistoryException when the label filter cannot be read */
    static LiquibaseSelection of(LiquibaseOptions options) {
        try {
            return new LiquibaseSelection(
                    names(options.contexts().orElse("")),
                    LiquibaseExpression.parse(options.labelFilter().orElse("")));
        } catch (IllegalArgumentException e) {
            throw new MalformedHistoryException(List.of(new Problem(
                    Path.of(""),
                    Optional.empty(),
                    "the label filter '" + options.labelFilter().orElse("") + "' cannot be read: " + e.getMessage()
                            + ". Write names with 'and', 'or', '!' and parentheses")));
        }
    }

    /** Return names with commas between them, in lower case. */
    static Set<String> names(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Tell whether what is for these databases is for PostgreSQL. */
    static boolean isForPostgres(String dbms) {
        return dbms.contains("!")
                ? !dbms.contains("!postgresql")
                : POSTGRES.matcher(dbms).matches();
    }

    boolean hasContext(LiquibaseExpression context) {
        return context.isEmpty() ? !contextRequired : context.matches(contexts);
    }

    boolean hasLabels(Set<String> labels) {
        return labelFilter.matches(labels);
    }

    /** Return the first value of an attribute such as {@code context:"a and b"}. */
    static Optional<String> attribute(String line, String name) {
        Matcher matcher = Pattern.compile("\\b" + name + ":(\"[^\"]*\"|\\S*)", Pattern.CASE_INSENSITIVE)
                .matcher(line);
        return matcher.find() ? Optional.of(unquoted(matcher.group(1))) : Optional.empty();
    }

    static String unquoted(String text) {
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }
}
