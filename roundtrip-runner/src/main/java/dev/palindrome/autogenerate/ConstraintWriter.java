package dev.palindrome.autogenerate;

import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.SchemaObject;
import java.util.List;

/** Writes constraints of tables and domains. */
final class ConstraintWriter implements KindWriter {

    private static final String NOT_VALID = " NOT VALID";

    static boolean isForeignKey(SchemaObject constraint) {
        return text(constraint).startsWith("FOREIGN KEY");
    }

    static boolean isNotValid(SchemaObject constraint) {
        return text(constraint).endsWith(NOT_VALID);
    }

    static String definition(SchemaObject constraint) {
        return "CONSTRAINT " + Sql.simpleName(constraint.name()) + " " + text(constraint);
    }

    private static String text(SchemaObject constraint) {
        return constraint.attribute("definition").orElse("");
    }

    private static String alter(SchemaObject constraint) {
        boolean ofDomain = TableWriter.of(constraint).kind() == ObjectKind.DOMAIN;
        return "ALTER " + (ofDomain ? "DOMAIN " : "TABLE ") + Sql.owner(constraint.name()) + " ";
    }

    @Override
    public List<Change> create(SchemaObject constraint, Schema schema) {
        if (constraint.attribute("index attached to").isPresent()
                || "yes".equals(constraint.attribute("inherited").orElse(""))) {
            return List.of();
        }
        return List.of(Change.of(
                isForeignKey(constraint) ? Phase.CREATE_FOREIGN_KEY : Phase.CREATE_KEY,
                constraint.name(),
                alter(constraint) + "ADD " + definition(constraint)));
    }

    @Override
    public Change drop(SchemaObject constraint) {
        return Change.of(
                Phase.DROP_PART,
                constraint.name(),
                alter(constraint) + "DROP CONSTRAINT " + Sql.simpleName(constraint.name()));
    }

    @Override
    public List<Change> alter(SchemaObject before, SchemaObject after, Schemas schemas) {
        if (text(before).equals(text(after) + NOT_VALID)) {
            return List.of(Change.of(
                    Phase.CREATE_KEY,
                    after.name(),
                    alter(after) + "VALIDATE CONSTRAINT " + Sql.simpleName(after.name())));
        }
        return KindWriter.super.alter(before, after, schemas);
    }
}
