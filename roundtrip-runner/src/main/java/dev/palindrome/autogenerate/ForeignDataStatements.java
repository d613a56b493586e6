package dev.palindrome.autogenerate;

import dev.palindrome.schema.Attribute;
import dev.palindrome.schema.SchemaObject;
import dev.palindrome.schema.model.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statements for foreign-data wrappers, servers and user mappings, and the options of foreign tables. */
final class ForeignDataStatements {

    private static final String OPTION = "option ";

    /** What a snapshot shows of a password, see {@code foreign_data.sql}. */
    private static final String HIDDEN = "(not shown, digest ";

    private ForeignDataStatements() {}

    static List<String> wrapper(SchemaObject wrapper) {
        return List.of("CREATE FOREIGN DATA WRAPPER " + Sql.name(wrapper.name()) + support(wrapper, "handler", false)
                + support(wrapper, "validator", false) + created(wrapper, OPTION));
    }

    private static String support(SchemaObject wrapper, String what, boolean explicit) {
        String word = " " + what.toUpperCase(Locale.ROOT);
        return wrapper.attribute(what)
                .map(function -> word + " " + TypeWriter.withoutArguments(function))
                .orElse(explicit ? " NO" + word : "");
    }

    static Optional<List<String>> alteredWrapper(SchemaObject before, SchemaObject after) {
        String support = Stream.of("handler", "validator")
                .filter(what -> KindWriter.differ(before, after, what))
                .map(what -> support(after, what, true))
                .collect(Collectors.joining());
        return altered("ALTER FOREIGN DATA WRAPPER " + Sql.name(after.name()), support, before, after);
    }

    static List<String> server(SchemaObject server) {
        return List.of("CREATE SERVER " + Sql.name(server.name())
                + server.attribute("type")
                        .map(text -> " TYPE " + Sql.literal(text))
                        .orElse("")
                + server.attribute("version")
                        .map(text -> " VERSION " + Sql.literal(text))
                        .orElse("")
                + " FOREIGN DATA WRAPPER "
                + server.attribute("foreign data wrapper").orElse("")
                + created(server, OPTION));
    }

    static Optional<List<String>> alteredServer(SchemaObject before, SchemaObject after) {
        if (KindWriter.differ(before, after, "type") || KindWriter.differ(before, after, "foreign data wrapper")) {
            return Optional.empty();
        }
        String version = KindWriter.differ(before, after, "version")
                ? " VERSION " + after.attribute("version").map(Sql::literal).orElse("NULL")
                : "";
        return altered("ALTER SERVER " + Sql.name(after.name()), version, before, after);
    }

    /** Nothing where a password is shown as a digest only. */
    static List<String> userMapping(SchemaObject mapping) {
        return isHidden(mapping)
                ? List.of()
                : List.of("CREATE USER MAPPING " + Sql.name(mapping.name()) + created(mapping, OPTION));
    }

    private static boolean isHidden(SchemaObject mapping) {
        return mapping.attributes().stream()
                .anyMatch(attribute -> attribute.value().startsWith(HIDDEN));
    }

    static Optional<List<String>> alteredUserMapping(SchemaObject before, SchemaObject after) {
        return altered("ALTER USER MAPPING " + Sql.name(after.name()), "", before, after);
    }

    private static Optional<List<String>> altered(
            String alter, String clauses, SchemaObject before, SchemaObject after) {
        String options = changed(before, after, OPTION);
        return clauses.isEmpty() && options.isEmpty()
                ? Optional.empty()
                : Optional.of(List.of(alter + clauses + options));
    }

    /** Return the options of a new object, with a blank before them; empty without any. */
    static String created(SchemaObject object, String prefix) {
        List<String> options = object.attributes().stream()
                .filter(attribute -> attribute.name().startsWith(prefix))
                .map(attribute -> name(attribute.name(), prefix) + " " + Sql.literal(attribute.value()))
                .toList();
        return options.isEmpty() ? "" : " OPTIONS (" + String.join(", ", options) + ")";
    }

    /** Return what makes options of others, with a blank before it; empty where they are the same. */
    static String changed(SchemaObject before, SchemaObject after, String prefix) {
        List<String> changes = new ArrayList<>();
        Stream.concat(before.attributes().stream(), after.attributes().stream())
                .map(Attribute::name)
                .filter(name -> name.startsWith(prefix) && KindWriter.differ(before, after, name))
                .collect(Collectors.toCollection(TreeSet::new))
                .forEach(name -> changes.add(after.attribute(name)
                        .map(value -> (before.attribute(name).isPresent() ? "SET " : "ADD ") + name(name, prefix) + " "
                                + Sql.literal(value))
                        .orElseGet(() -> "DROP " + name(name, prefix))));
        return changes.isEmpty() ? "" : " OPTIONS (" + String.join(", ", changes) + ")";
    }

    private static String name(String attribute, String prefix) {
        return SqlNames.of(attribute.substring(prefix.length()));
    }
}
