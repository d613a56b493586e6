package dev.palindrome.autogenerate;

import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.SchemaObject;
import dev.palindrome.schema.model.SqlNames;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Names and constants as statements need them. */
final class Sql {

    /** Settings that are lists of names, each of which is quoted by itself: {@code variable_is_guc_list_quote} in pg_dump. */
    private static final Set<String> LISTS = Set.of(
            "local_preload_libraries",
            "search_path",
            "session_preload_libraries",
            "shared_preload_libraries",
            "temp_tablespaces",
            "unix_socket_directories");

    private Sql() {}

    /** Return an object's name with its schema, and with what tells it apart besides, as DROP and COMMENT ON want it. */
    static String name(ObjectName name) {
        String path = SqlNames.path(name.path());
        return switch (name.kind()) {
            case FUNCTION, PROCEDURE -> path + "(" + name.arguments() + ")";
            case AGGREGATE -> path + "(" + (name.arguments().isEmpty() ? "*" : name.arguments()) + ")";
            case OPERATOR -> operator(name) + " (" + name.arguments() + ")";
            case OPERATOR_CLASS, OPERATOR_FAMILY -> path + " USING " + SqlNames.of(name.arguments());
            case CAST -> "(" + name.simpleName() + ")";
            case TRANSFORM -> "FOR " + name.arguments() + " LANGUAGE " + path;
            case USER_MAPPING ->
                "FOR "
                        + (name.simpleName().equals("public") ? "PUBLIC" : SqlNames.of(name.simpleName()))
                        + " SERVER " + owner(name);
            default -> path;
        };
    }

    /** Return an operator's name with its schema; its own name is never quoted. */
    static String operator(ObjectName name) {
        return owner(name) + "." + name.simpleName();
    }

    static String simpleName(ObjectName name) {
        return SqlNames.of(name.simpleName());
    }

    /** Return the name of what a column, constraint, trigger, policy or rule belongs to. */
    static String owner(ObjectName part) {
        return SqlNames.path(part.path().subList(0, part.path().size() - 1));
    }

    /** Return the kind as it stands in statements, such as {@code MATERIALIZED VIEW}. */
    static String kind(ObjectName name) {
        return name.kind().label().toUpperCase(Locale.ROOT);
    }

    /** Return the object for COMMENT ON, such as {@code CONSTRAINT a ON public.t}. */
    static String described(SchemaObject object) {
        ObjectName name = object.name();
        return switch (name.kind()) {
            case CONSTRAINT -> {
                boolean ofDomain = object.parent() != null && object.parent().kind() == ObjectKind.DOMAIN;
                yield "CONSTRAINT " + simpleName(name) + " ON " + (ofDomain ? "DOMAIN " : "") + owner(name);
            }
            case TRIGGER, RULE, POLICY -> kind(name) + " " + simpleName(name) + " ON " + owner(name);
            case ATTRIBUTE -> "COLUMN " + name(name);
            case EXTENSION, SCHEMA, EVENT_TRIGGER, LANGUAGE, PUBLICATION -> kind(name) + " " + simpleName(name);
            default -> kind(name) + " " + name(name);
        };
    }

    static String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        // Right whatever standard_conforming_strings is.
        return text.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }

    /** Return a text between dollars, for a body that is to be read. */
    static String dollarQuoted(String text) {
        String tag = "$$";
        // A dollar at the end would be read with the first of the tag.
        for (int i = 1; (text + "$").contains(tag); i++) {
            tag = "$body" + i + "$";
        }
        return tag + text + tag;
    }

    /** Return the options of an object, such as {@code fillfactor='70'}, in parentheses; empty without any. */
    static String options(SchemaObject object) {
        List<String> options = object.attributes().stream()
                .filter(attribute -> attribute.name().startsWith("option ")
                        || attribute.name().startsWith("toast option "))
                .map(attribute -> optionName(attribute.name()) + "=" + literal(attribute.value()))
                .toList();
        return options.isEmpty() ? "" : "(" + String.join(", ", options) + ")";
    }

    /** Return the name of an option as a statement wants it, from that of its attribute. */
    static String optionName(String attribute) {
        return attribute.startsWith("toast option ")
                ? "toast." + attribute.substring("toast option ".length())
                : attribute.substring("option ".length());
    }

    /** Return the value of a setting, as it may stand behind {@code SET name TO}. */
    static String setting(String name, String value) {
        if (!LISTS.contains(name)) {
            return literal(value);
        }
        return Arrays.stream(value.split(", *(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"))
                .map(element -> element.startsWith("\"")
                        ? element.substring(1, element.length() - 1).replace("\"\"", "\"")
                        : element)
                .map(Sql::literal)
                .collect(Collectors.joining(", "));
    }
}
