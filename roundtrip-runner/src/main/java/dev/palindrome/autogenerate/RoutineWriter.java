package dev.palindrome.autogenerate;

import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.SchemaObject;
import dev.palindrome.schema.model.SqlNames;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes functions and procedures. */
final class RoutineWriter implements KindWriter {

    @Override
    public List<Change> create(SchemaObject routine, Schema schema) {
        return List.of(Change.of(Phase.CREATE_ROUTINE, routine.name(), text(routine, "CREATE ")));
    }

    private static String text(SchemaObject routine, String create) {
        ObjectName name = routine.name();
        StringBuilder text = new StringBuilder(create + Sql.kind(name) + " " + SqlNames.path(name.path()) + "("
                + routine.attribute("arguments").orElse(name.arguments()) + ")");
        if (name.kind() == ObjectKind.FUNCTION) {
            routine.attribute("returns")
                    .ifPresent(type -> text.append("\n    RETURNS ").append(type));
        }
        routine.attribute("language")
                .ifPresent(language -> text.append("\n    LANGUAGE ").append(language));
        routine.attribute("transform")
                .ifPresent(types -> text.append(" TRANSFORM FOR TYPE ").append(types.replace(", ", ", FOR TYPE ")));
        flag(routine, "window", "WINDOW", text);
        routine.attribute("volatility").ifPresent(word -> text.append(' ').append(word.toUpperCase(Locale.ROOT)));
        flag(routine, "strict", "STRICT", text);
        flag(routine, "security definer", "SECURITY DEFINER", text);
        flag(routine, "leakproof", "LEAKPROOF", text);
        Stream.of("parallel", "cost", "rows", "support")
                .forEach(word -> routine.attribute(word)
                        .ifPresent(value -> text.append(' ')
                                .append(word.toUpperCase(Locale.ROOT))
                                .append(' ')
                                .append(value)));
        routine.attributes().stream()
                .filter(attribute -> attribute.name().startsWith("set "))
                .forEach(attribute -> text.append("\n    SET ")
                        .append(attribute.name().substring("set ".length()))
                        .append(" TO ")
                        .append(Sql.setting(attribute.name().substring("set ".length()), attribute.value())));
        body(routine, text);
        return text.toString();
    }

    private static void flag(SchemaObject routine, String attribute, String word, StringBuilder text) {
        routine.attribute(attribute).ifPresent(yes -> text.append(' ').append(word));
    }

    private static void body(SchemaObject routine, StringBuilder text) {
        routine.attribute("sql body").ifPresent(body -> text.append('\n').append(body));
        routine.attribute("body").ifPresent(body -> {
            text.append("\nAS ");
            routine.attribute("object file")
                    .ifPresent(file -> text.append(Sql.literal(file)).append(", "));
            text.append(Sql.dollarQuoted(body));
        });
    }

    @Override
    public Change drop(SchemaObject routine) {
        return Change.of(
                Phase.DROP_ROUTINE,
                routine.name(),
                "DROP " + Sql.kind(routine.name()) + " " + Sql.name(routine.name()));
    }

    @Override
    public List<Change> alter(SchemaObject before, SchemaObject after, Schemas schemas) {
        return List.of(Change.of(Phase.CREATE_ROUTINE, after.name(), text(after, "CREATE OR REPLACE "))
                .orReplaced());
    }
}
