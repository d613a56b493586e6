package dev.palindrome.autogenerate;

import dev.palindrome.schema.Attribute;
import dev.palindrome.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statements for the parts of text search. */
final class TextSearchStatements {

    private static final String MAPPING = "mapping ";

    /** An option of a dictionary, as the server writes it. */
    private static final Pattern OPTION =
            Pattern.compile("([a-z_][a-z0-9_$]*|\"(?:[^\"]|\"\")*\") = (E?'(?:[^'\\\\]|''|\\\\.)*'|[^',]+)(?:, |$)");

    private TextSearchStatements() {}

    static List<String> parser(SchemaObject parser) {
        return List.of("CREATE TEXT SEARCH PARSER " + Sql.name(parser.name()) + " "
                + functions(parser, "start", "gettoken", "end", "lextypes", "headline"));
    }

    static List<String> template(SchemaObject template) {
        return List.of("CREATE TEXT SEARCH TEMPLATE " + Sql.name(template.name()) + " "
                + functions(template, "init", "lexize"));
    }

    private static String functions(SchemaObject object, String... names) {
        return Stream.of(names)
                .flatMap(name -> object.attribute(name).stream()
                        .map(function -> name + " = " + TypeWriter.withoutArguments(function)))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    static List<String> dictionary(SchemaObject dictionary) {
        return List.of("CREATE TEXT SEARCH DICTIONARY " + Sql.name(dictionary.name()) + " (TEMPLATE = "
                + dictionary.attribute("template").orElse("")
                + dictionary.attribute("options").map(options -> ", " + options).orElse("") + ")");
    }

    static Optional<List<String>> alteredDictionary(SchemaObject before, SchemaObject after) {
        if (KindWriter.differ(before, after, "template")) {
            return Optional.empty();
        }
        List<String> wanted = optionNames(after);
        // A name alone takes an option away.
        Stream<String> gone = optionNames(before).stream().filter(name -> !wanted.contains(name));
        String options =
                Stream.concat(gone, after.attribute("options").stream()).collect(Collectors.joining(", "));
        return Optional.of(List.of("ALTER TEXT SEARCH DICTIONARY " + Sql.name(after.name()) + " (" + options + ")"));
    }

    private static List<String> optionNames(SchemaObject dictionary) {
        return OPTION.matcher(dictionary.attribute("options").orElse(""))
                .results()
                .map((MatchResult option) -> option.group(1))
                .toList();
    }

    static List<String> configuration(SchemaObject configuration) {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TEXT SEARCH CONFIGURATION " + Sql.name(configuration.name()) + " (PARSER = "
                + configuration.attribute("parser").orElse("") + ")");
        configuration.attributes().stream()
                .filter(attribute -> attribute.name().startsWith(MAPPING))
                .map(attribute -> mapping(configuration, "ADD", attribute))
                .forEach(statements::add);
        return statements;
    }

    static Optional<List<String>> alteredConfiguration(SchemaObject before, SchemaObject after) {
        if (KindWriter.differ(before, after, "parser")) {
            return Optional.empty();
        }
        List<String> statements = new ArrayList<>();
        for (Attribute former : before.attributes()) {
            if (former.name().startsWith(MAPPING)
                    && after.attribute(former.name()).isEmpty()) {
                statements.add("ALTER TEXT SEARCH CONFIGURATION " + Sql.name(after.name()) + " DROP MAPPING FOR "
                        + former.name().substring(MAPPING.length()));
            }
        }
        for (Attribute wanted : after.attributes()) {
            if (wanted.name().startsWith(MAPPING) && KindWriter.differ(before, after, wanted.name())) {
                boolean there = before.attribute(wanted.name()).isPresent();
                statements.add(mapping(after, there ? "ALTER" : "ADD", wanted));
            }
        }
        return Optional.of(statements);
    }

    private static String mapping(SchemaObject configuration, String verb, Attribute mapping) {
        return "ALTER TEXT SEARCH CONFIGURATION " + Sql.name(configuration.name()) + " " + verb + " MAPPING FOR "
                + mapping.name().substring(MAPPING.length()) + " WITH " + mapping.value();
    }
}
