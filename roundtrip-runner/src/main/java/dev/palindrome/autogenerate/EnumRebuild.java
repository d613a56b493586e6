package dev.palindrome.autogenerate;

import dev.palindrome.autogenerate.KindWriter.Schemas;
import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.SchemaObject;
import dev.palindrome.schema.model.SqlNames;
import java.util.ArrayList;
import java.util.List;

/** An enum cannot lose a label, nor can labels change places: a new type takes the columns over. */
final class EnumRebuild {

    private final ObjectName type;
    private final List<String> labels;
    private final Schemas schemas;

    EnumRebuild(ObjectName type, List<String> labels, Schemas schemas) {
        this.type = type;
        this.labels = labels;
        this.schemas = schemas;
    }

    List<Change> changes() {
        String name = Sql.name(type);
        String former = type.simpleName() + "_old";
        List<SchemaObject> columns = holders(ObjectKind.COLUMN, ObjectKind.TABLE);
        List<String> statements = new ArrayList<>();
        statements.add("ALTER TYPE " + name + " RENAME TO " + SqlNames.of(former));
        statements.add(TypeWriter.enumDefinition(type, labels));
        columns.forEach(column -> statements.add(handOver(column)));
        holders(ObjectKind.ATTRIBUTE, ObjectKind.TYPE)
                .forEach(attribute -> statements.add("ALTER TYPE " + Sql.owner(attribute.name()) + " ALTER ATTRIBUTE "
                        + Sql.simpleName(attribute.name()) + " TYPE "
                        + attribute.attribute("type").orElse(name)));
        statements.add("DROP TYPE " + SqlNames.path(List.of(type.path().get(0), former)));
        List<Change> changes = new ArrayList<>();
        schemas.before().objects().values().stream()
                .filter(this::isInTheWay)
                .forEach(object -> changes.addAll(anew(object)));
        changes.add(Change.of(Phase.CREATE_TYPE, type, statements)
                .touching(columns.stream().map(SchemaObject::name).toList())
                .withNote("Rows that hold a label which is gone stop this: give them another one first."));
        return changes;
    }

    /** Return what is of the type, or an array of it, and stays; inherited columns follow their parent's. */
    private List<SchemaObject> holders(ObjectKind kind, ObjectKind parent) {
        String name = Sql.name(type);
        return schemas.before().objects().values().stream()
                .filter(object -> object.name().kind() == kind)
                .filter(object -> object.parent() != null && object.parent().kind() == parent)
                .filter(object -> schemas.after().find(object.name()).isPresent())
                .filter(object -> !schemas.before().follows(object))
                .filter(object -> object.attribute("type")
                        .filter(is -> is.equals(name) || is.equals(name + "[]"))
                        .isPresent())
                .toList();
    }

    private String handOver(SchemaObject column) {
        String is = column.attribute("type").orElse("");
        String alter = "ALTER COLUMN " + Sql.simpleName(column.name()) + " ";
        String text = is.endsWith("[]") ? "text[]" : "text";
        String cast = alter + "TYPE " + is + " USING " + Sql.simpleName(column.name()) + "::" + text + "::" + is;
        // A default that goes over to another type follows later; this one still has to be dropped.
        String wanted = schemas.after()
                .find(column.name())
                .filter(after -> after.attribute("type").equals(column.attribute("type")))
                .flatMap(after -> after.attribute("default"))
                .map(value -> ", " + alter + "SET DEFAULT " + value)
                .orElse("");
        boolean hasDefault = column.attribute("default").isPresent();
        return "ALTER TABLE " + Sql.owner(column.name()) + " " + (hasDefault ? alter + "DROP DEFAULT, " : "") + cast
                + wanted;
    }

    /** Conditions compare with labels of the former type, and would not be taken over. */
    private boolean isInTheWay(SchemaObject object) {
        ObjectKind kind = object.name().kind();
        return (kind == ObjectKind.INDEX || kind == ObjectKind.CONSTRAINT)
                && object.attribute("definition")
                        .filter(text -> text.contains("::" + Sql.name(type)))
                        .isPresent()
                && schemas.after()
                        .find(object.name())
                        .filter(after -> after.attributes().equals(object.attributes()))
                        .isPresent();
    }

    private List<Change> anew(SchemaObject object) {
        KindWriter writer =
                object.name().kind() == ObjectKind.INDEX ? new PartWriters.OfIndexes() : new ConstraintWriter();
        return writer.alter(object, object, schemas);
    }
}
