package dev.palindrome.autogenerate;

import dev.palindrome.schema.Attribute;
import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.SchemaObject;
import dev.palindrome.schema.model.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statements for aggregates, operators, operator families and classes, and casts. */
final class OperatorStatements {

    private static final String FUNCTION = "function";

    private static final Set<String> ESTIMATORS = Set.of("restrict", "join");

    private OperatorStatements() {}

    static List<String> aggregate(SchemaObject aggregate) {
        ObjectName name = aggregate.name();
        String arguments = aggregate.attribute("arguments").orElse(name.arguments());
        List<String> options = new ArrayList<>();
        function(aggregate, "state function", "SFUNC", options);
        add(aggregate, "state type", "STYPE", options);
        add(aggregate, "state space", "SSPACE", options);
        function(aggregate, "final function", "FINALFUNC", options);
        flag(aggregate, "final function extra", "FINALFUNC_EXTRA", options);
        modifies(aggregate, "final function modifies", "FINALFUNC_MODIFY", options);
        function(aggregate, "combine function", "COMBINEFUNC", options);
        function(aggregate, "serial function", "SERIALFUNC", options);
        function(aggregate, "deserial function", "DESERIALFUNC", options);
        literal(aggregate, "initial state", "INITCOND", options);
        function(aggregate, "moving state function", "MSFUNC", options);
        function(aggregate, "moving inverse function", "MINVFUNC", options);
        add(aggregate, "moving state type", "MSTYPE", options);
        add(aggregate, "moving state space", "MSSPACE", options);
        function(aggregate, "moving final function", "MFINALFUNC", options);
        flag(aggregate, "moving final function extra", "MFINALFUNC_EXTRA", options);
        modifies(aggregate, "moving final function modifies", "MFINALFUNC_MODIFY", options);
        literal(aggregate, "moving initial state", "MINITCOND", options);
        aggregate
                .attribute("sort operator")
                .ifPresent(operator -> options.add("SORTOP = " + operatorWithoutArguments(operator)));
        add(aggregate, "parallel", "PARALLEL", options);
        aggregate.attribute("kind").filter("hypothetical-set"::equals).ifPresent(kind -> options.add("HYPOTHETICAL"));
        return List.of("CREATE AGGREGATE " + SqlNames.path(name.path()) + "(" + (arguments.isEmpty() ? "*" : arguments)
                + ") (" + lines(options));
    }

    static List<String> operator(SchemaObject operator) {
        List<String> sides = operands(operator.name());
        List<String> options = new ArrayList<>();
        function(operator, FUNCTION, "FUNCTION", options);
        if (!sides.get(0).equals("NONE")) {
            options.add("LEFTARG = " + sides.get(0));
        }
        if (!sides.get(1).equals("NONE")) {
            options.add("RIGHTARG = " + sides.get(1));
        }
        operator.attribute("commutator")
                .ifPresent(other -> options.add("COMMUTATOR = " + operatorWithoutArguments(other)));
        operator.attribute("negator").ifPresent(other -> options.add("NEGATOR = " + operatorWithoutArguments(other)));
        function(operator, "restrict", "RESTRICT", options);
        function(operator, "join", "JOIN", options);
        flag(operator, "hashes", "HASHES", options);
        flag(operator, "merges", "MERGES", options);
        return List.of("CREATE OPERATOR " + Sql.operator(operator.name()) + " (" + lines(options));
    }

    /** Return the types on both sides; a type's name may have a comma in parentheses. */
    private static List<String> operands(ObjectName operator) {
        String arguments = operator.arguments();
        int comma = arguments.indexOf(", ");
        while (comma >= 0 && isNested(arguments.substring(0, comma))) {
            comma = arguments.indexOf(", ", comma + 1);
        }
        return List.of(arguments.substring(0, comma), arguments.substring(comma + 2));
    }

    private static boolean isNested(String text) {
        return text.chars().filter(character -> character == '(').count()
                        != text.chars().filter(character -> character == ')').count()
                || text.chars().filter(character -> character == '"').count() % 2 != 0;
    }

    /** Until version 16, nothing else of an operator can be altered. */
    static Optional<List<String>> alteredOperator(SchemaObject before, SchemaObject after) {
        boolean only = Stream.concat(before.attributes().stream(), after.attributes().stream())
                .map(Attribute::name)
                .filter(name -> KindWriter.differ(before, after, name))
                .filter(name -> !name.equals("comment") && !name.equals("owner"))
                .allMatch(ESTIMATORS::contains);
        if (!only) {
            return Optional.empty();
        }
        return Optional.of(List.of("ALTER OPERATOR " + Sql.name(after.name()) + " SET ("
                + Stream.of("restrict", "join")
                        .filter(name -> KindWriter.differ(before, after, name))
                        .map(name -> name.toUpperCase(Locale.ROOT) + " = "
                                + after.attribute(name)
                                        .map(TypeWriter::withoutArguments)
                                        .orElse("NONE"))
                        .collect(Collectors.joining(", "))
                + ")"));
    }

    static List<String> family(SchemaObject family) {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE OPERATOR FAMILY " + Sql.name(family.name()));
        if (!members(family).isEmpty()) {
            statements.add("ALTER OPERATOR FAMILY " + Sql.name(family.name()) + " ADD " + list(members(family)));
        }
        return statements;
    }

    static Optional<List<String>> alteredFamily(SchemaObject before, SchemaObject after) {
        List<String> gone = before.attributes().stream()
                .filter(OperatorStatements::isMember)
                .filter(member -> KindWriter.differ(before, after, member.name()))
                .map(OperatorStatements::memberWithoutValue)
                .toList();
        List<String> come = after.attributes().stream()
                .filter(OperatorStatements::isMember)
                .filter(member -> KindWriter.differ(before, after, member.name()))
                .map(OperatorStatements::member)
                .toList();
        String alter = "ALTER OPERATOR FAMILY " + Sql.name(after.name());
        return Optional.of(Stream.of(
                        gone.isEmpty() ? "" : alter + " DROP " + list(gone),
                        come.isEmpty() ? "" : alter + " ADD " + list(come))
                .filter(statement -> !statement.isEmpty())
                .toList());
    }

    static List<String> operatorClass(SchemaObject operatorClass) {
        ObjectName name = operatorClass.name();
        List<String> items = new ArrayList<>(members(operatorClass));
        operatorClass.attribute("storage").ifPresent(type -> items.add("STORAGE " + type));
        if (items.isEmpty()) {
            // It must have something, and its own type is what it stores unless said otherwise.
            items.add("STORAGE " + operatorClass.attribute("for type").orElse(""));
        }
        return List.of("CREATE OPERATOR CLASS " + SqlNames.path(name.path())
                + (operatorClass.attribute("default").isPresent() ? " DEFAULT" : "") + " FOR TYPE "
                + operatorClass.attribute("for type").orElse("") + " USING "
                + SqlNames.of(name.arguments())
                + operatorClass
                        .attribute("family")
                        .map(family -> " FAMILY " + family)
                        .orElse("")
                + " AS " + list(items));
    }

    private static boolean isMember(Attribute attribute) {
        return attribute.name().startsWith("operator ") || attribute.name().startsWith("function ");
    }

    private static List<String> members(SchemaObject object) {
        return object.attributes().stream()
                .filter(OperatorStatements::isMember)
                .map(OperatorStatements::member)
                .toList();
    }

    /** From {@code operator 1 (integer, text)} and {@code public.===(integer,text)}. */
    private static String member(Attribute attribute) {
        if (attribute.name().startsWith("function ")) {
            String place = attribute.name().substring("function ".length());
            return "FUNCTION " + place + " " + attribute.value();
        }
        String strategy = attribute
                .name()
                .substring("operator ".length(), attribute.name().indexOf(" ("));
        return "OPERATOR " + strategy + " " + attribute.value().replace(" for order by ", " FOR ORDER BY ");
    }

    private static String memberWithoutValue(Attribute attribute) {
        String kind = attribute.name().startsWith("function ") ? "FUNCTION " : "OPERATOR ";
        return kind + attribute.name().substring(kind.length());
    }

    static List<String> cast(SchemaObject cast) {
        String way = cast.attribute(FUNCTION)
                .map(function -> "WITH FUNCTION " + function)
                .or(() -> cast.attribute("method")
                        .map(method -> method.startsWith("binary") ? "WITHOUT FUNCTION" : "WITH INOUT"))
                .orElse("WITHOUT FUNCTION");
        String context = cast.attribute("implicit")
                .map(when -> when.equals("yes") ? " AS IMPLICIT" : " AS ASSIGNMENT")
                .orElse("");
        return List.of("CREATE CAST " + Sql.name(cast.name()) + " " + way + context);
    }

    private static void add(SchemaObject object, String attribute, String option, List<String> options) {
        object.attribute(attribute).ifPresent(value -> options.add(option + " = " + value));
    }

    private static void function(SchemaObject object, String attribute, String option, List<String> options) {
        object.attribute(attribute)
                .ifPresent(value -> options.add(option + " = " + TypeWriter.withoutArguments(value)));
    }

    private static void literal(SchemaObject object, String attribute, String option, List<String> options) {
        object.attribute(attribute).ifPresent(value -> options.add(option + " = " + Sql.literal(value)));
    }

    private static void flag(SchemaObject object, String attribute, String option, List<String> options) {
        object.attribute(attribute).ifPresent(yes -> options.add(option));
    }

    /** {@code aggfinalmodify} in pg_aggregate. */
    private static void modifies(SchemaObject object, String attribute, String option, List<String> options) {
        object.attribute(attribute)
                .ifPresent(letter -> options.add(option + " = "
                        + switch (letter) {
                            case "r" -> "READ_ONLY";
                            case "s" -> "SHAREABLE";
                            default -> "READ_WRITE";
                        }));
    }

    /** From {@code public.===(integer,text)}; without a schema, it is one of pg_catalog. */
    private static String operatorWithoutArguments(String operator) {
        String bare = TypeWriter.withoutArguments(operator);
        return "OPERATOR(" + (bare.matches("[^.]*[\\w\"]\\..*") ? bare : "pg_catalog." + bare) + ")";
    }

    private static String lines(List<String> options) {
        return options.stream().collect(Collectors.joining(",\n    ", "\n    ", "\n)"));
    }

    private static String list(List<String> items) {
        return items.stream().collect(Collectors.joining(",\n    ", "\n    ", ""));
    }
}
