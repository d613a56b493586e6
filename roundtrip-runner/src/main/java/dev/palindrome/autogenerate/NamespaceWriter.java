package dev.palindrome.autogenerate;

import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.SchemaObject;
import dev.palindrome.schema.model.SqlNames;
import java.util.List;

/** Writes schemas and extensions. */
final class NamespaceWriter implements KindWriter {

    @Override
    public List<Change> create(SchemaObject object, Schema schema) {
        ObjectName name = object.name();
        String place = name.kind() == ObjectKind.EXTENSION
                ? object.attribute("schema")
                        .map(text -> " WITH SCHEMA " + SqlNames.of(text))
                        .orElse("")
                : "";
        return List.of(
                Change.of(Phase.CREATE_SCHEMA, name, "CREATE " + Sql.kind(name) + " " + Sql.simpleName(name) + place));
    }

    @Override
    public Change drop(SchemaObject object) {
        ObjectName name = object.name();
        return Change.of(Phase.DROP_SCHEMA, name, "DROP " + Sql.kind(name) + " " + Sql.simpleName(name));
    }

    @Override
    public List<Change> alter(SchemaObject before, SchemaObject after, Schemas schemas) {
        if (after.name().kind() != ObjectKind.EXTENSION
                || before.attribute("schema").equals(after.attribute("schema"))) {
            return List.of();
        }
        return List.of(Change.of(
                Phase.CREATE_TYPE,
                after.name(),
                "ALTER EXTENSION " + Sql.simpleName(after.name()) + " SET SCHEMA "
                        + SqlNames.of(after.attribute("schema").orElse("public"))));
    }
}
