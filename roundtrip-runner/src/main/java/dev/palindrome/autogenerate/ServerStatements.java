package dev.palindrome.autogenerate;

import dev.palindrome.schema.Attribute;
import dev.palindrome.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statements for collations, conversions, languages, transforms, access methods, event triggers and publications. */
final class ServerStatements {

    private static final String ENABLED = "enabled";

    private ServerStatements() {}

    /** The locale of the provider libc is that of sorting and of letters, which may be two. */
    static List<String> collation(SchemaObject collation) {
        List<String> options = new ArrayList<>();
        collation.attribute("provider").ifPresent(provider -> options.add("provider = " + provider));
        Stream.of("locale", "lc_collate", "lc_ctype", "rules")
                .forEach(name ->
                        collation.attribute(name).ifPresent(value -> options.add(name + " = " + Sql.literal(value))));
        collation.attribute("nondeterministic").ifPresent(yes -> options.add("deterministic = false"));
        return List.of("CREATE COLLATION " + Sql.name(collation.name()) + " (" + String.join(", ", options) + ")");
    }

    static List<String> conversion(SchemaObject conversion) {
        return List.of("CREATE " + (conversion.attribute("default").isPresent() ? "DEFAULT " : "") + "CONVERSION "
                + Sql.name(conversion.name())
                + " FOR " + Sql.literal(conversion.attribute("from").orElse(""))
                + " TO " + Sql.literal(conversion.attribute("to").orElse(""))
                + " FROM " + conversion.attribute("function").orElse(""));
    }

    static List<String> language(SchemaObject language) {
        return List.of("CREATE " + (language.attribute("trusted").isPresent() ? "TRUSTED " : "") + "LANGUAGE "
                + Sql.name(language.name())
                + Stream.of("handler", "inline", "validator")
                        .flatMap(name -> language.attribute(name).stream()
                                .map(function -> " " + name.toUpperCase(Locale.ROOT) + " "
                                        + TypeWriter.withoutArguments(function)))
                        .collect(Collectors.joining()));
    }

    static List<String> transform(SchemaObject transform) {
        return List.of("CREATE TRANSFORM " + Sql.name(transform.name()) + " ("
                + Stream.of("from sql", "to sql")
                        .flatMap(name -> transform.attribute(name).stream()
                                .map(function -> name.toUpperCase(Locale.ROOT) + " WITH FUNCTION " + function))
                        .collect(Collectors.joining(", "))
                + ")");
    }

    static List<String> accessMethod(SchemaObject method) {
        return List.of("CREATE ACCESS METHOD " + Sql.name(method.name()) + " TYPE "
                + method.attribute("for").orElse("index").toUpperCase(Locale.ROOT) + " HANDLER "
                + method.attribute("handler").orElse(""));
    }

    static List<String> eventTrigger(SchemaObject trigger) {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE EVENT TRIGGER " + Sql.name(trigger.name()) + " ON "
                + trigger.attribute("on").orElse("")
                + trigger.attribute("when tag")
                        .map(tags -> Stream.of(tags.split(", ", -1))
                                .map(Sql::literal)
                                .collect(Collectors.joining(", ", " WHEN TAG IN (", ")")))
                        .orElse("")
                + " EXECUTE FUNCTION " + trigger.attribute("function").orElse(""));
        if (trigger.attribute(ENABLED).isPresent()) {
            statements.add(enabling(trigger));
        }
        return statements;
    }

    static Optional<List<String>> alteredEventTrigger(SchemaObject before, SchemaObject after) {
        boolean other =
                Stream.of("on", "when tag", "function").anyMatch(name -> KindWriter.differ(before, after, name));
        return other ? Optional.empty() : Optional.of(List.of(enabling(after)));
    }

    private static String enabling(SchemaObject trigger) {
        return "ALTER EVENT TRIGGER " + Sql.name(trigger.name()) + " "
                + switch (trigger.attribute(ENABLED).orElse("")) {
                    case "no" -> "DISABLE";
                    case "replica" -> "ENABLE REPLICA";
                    case "always" -> "ENABLE ALWAYS";
                    default -> "ENABLE";
                };
    }

    static List<String> publication(SchemaObject publication) {
        String objects = publication.attribute("all tables").isPresent() ? "ALL TABLES" : published(publication);
        String options = publicationOptions(publication);
        return List.of("CREATE PUBLICATION " + Sql.name(publication.name())
                + (objects.isEmpty() ? "" : " FOR " + objects)
                + (options.isEmpty() ? "" : " WITH (" + options + ")"));
    }

    static Optional<List<String>> alteredPublication(SchemaObject before, SchemaObject after) {
        boolean emptied = published(after).isEmpty() && !published(before).isEmpty();
        if (emptied || KindWriter.differ(before, after, "all tables")) {
            return Optional.empty();
        }
        String alter = "ALTER PUBLICATION " + Sql.name(after.name()) + " SET ";
        List<String> statements = new ArrayList<>();
        if (!publicationOptions(before).equals(publicationOptions(after))) {
            statements.add(alter + "(" + allPublicationOptions(after, before) + ")");
        }
        if (!published(before).equals(published(after))) {
            statements.add(alter + published(after));
        }
        return Optional.of(statements);
    }

    private static String published(SchemaObject publication) {
        return Stream.concat(
                        items(publication, "table ")
                                .map(table -> "TABLE " + table.name().substring("table ".length())
                                        + (table.value().equals("yes") ? "" : " " + condition(table.value()))),
                        items(publication, "schema ")
                                .map(schema ->
                                        "TABLES IN SCHEMA " + schema.name().substring("schema ".length())))
                .collect(Collectors.joining(", "));
    }

    private static Stream<Attribute> items(SchemaObject publication, String prefix) {
        return publication.attributes().stream()
                .filter(attribute -> attribute.name().startsWith(prefix));
    }

    /** The server wants an expression that is no bare function call in parentheses. */
    private static String condition(String value) {
        int where = value.indexOf("WHERE ");
        return where < 0
                ? value
                : value.substring(0, where) + "WHERE (" + value.substring(where + "WHERE ".length()) + ")";
    }

    private static String publicationOptions(SchemaObject publication) {
        return Stream.of(
                        publication.attribute("publish").map(what -> "publish = " + Sql.literal(what)),
                        publication
                                .attribute("publish via partition root")
                                .map(yes -> "publish_via_partition_root = true"),
                        publication
                                .attribute("publish generated columns")
                                .map(what -> "publish_generated_columns = " + what))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static String allPublicationOptions(SchemaObject after, SchemaObject before) {
        List<String> options = new ArrayList<>();
        if (KindWriter.differ(before, after, "publish")) {
            options.add(
                    "publish = " + Sql.literal(after.attribute("publish").orElse("insert, update, delete, truncate")));
        }
        if (KindWriter.differ(before, after, "publish via partition root")) {
            options.add("publish_via_partition_root = "
                    + after.attribute("publish via partition root").isPresent());
        }
        if (KindWriter.differ(before, after, "publish generated columns")) {
            options.add("publish_generated_columns = "
                    + after.attribute("publish generated columns").orElse("none"));
        }
        return String.join(", ", options);
    }
}
