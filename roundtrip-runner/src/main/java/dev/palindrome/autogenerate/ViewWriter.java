package dev.palindrome.autogenerate;

import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.SchemaObject;
import java.util.List;

/** Writes views and materialized views. */
final class ViewWriter implements KindWriter {

    @Override
    public List<Change> create(SchemaObject view, Schema schema) {
        return List.of(Change.of(Phase.CREATE_VIEW, view.name(), text(view, "CREATE ")));
    }

    private static String text(SchemaObject view, String create) {
        String options = Sql.options(view);
        String definition = view.attribute("definition").orElse("").stripTrailing();
        return create + Sql.kind(view.name()) + " " + Sql.name(view.name())
                + (options.isEmpty() ? "" : " WITH " + options) + " AS\n"
                + (definition.endsWith(";") ? definition.substring(0, definition.length() - 1) : definition);
    }

    @Override
    public Change drop(SchemaObject view) {
        return Change.of(Phase.DROP_VIEW, view.name(), "DROP " + Sql.kind(view.name()) + " " + Sql.name(view.name()));
    }

    @Override
    public List<Change> alter(SchemaObject before, SchemaObject after, Schemas schemas) {
        if (after.name().kind() == ObjectKind.VIEW) {
            return List.of(Change.of(Phase.CREATE_VIEW, after.name(), text(after, "CREATE OR REPLACE "))
                    .orReplaced());
        }
        if (before.attribute("definition").equals(after.attribute("definition"))) {
            return TableWriter.options(before, after).stream()
                    .map(option -> Change.of(
                            Phase.CREATE_VIEW,
                            after.name(),
                            "ALTER MATERIALIZED VIEW " + Sql.name(after.name()) + " " + option))
                    .toList();
        }
        return List.of(Change.anew(after.name()));
    }
}
