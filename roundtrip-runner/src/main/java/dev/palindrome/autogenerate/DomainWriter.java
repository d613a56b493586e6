package dev.palindrome.autogenerate;

import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/** Writes domains. */
final class DomainWriter implements KindWriter {

    @Override
    public List<Change> create(SchemaObject domain, Schema schema) {
        StringBuilder text = new StringBuilder("CREATE DOMAIN " + Sql.name(domain.name()) + " AS "
                + domain.attribute("base type").orElse(""));
        domain.attribute("collation")
                .ifPresent(collation -> text.append(" COLLATE ").append(collation));
        domain.attribute("default").ifPresent(value -> text.append(" DEFAULT ").append(value));
        domain.attribute("not null").ifPresent(yes -> text.append(" NOT NULL"));
        schema.parts(domain.name(), ObjectKind.CONSTRAINT)
                .forEach(constraint -> text.append("\n    ").append(ConstraintWriter.definition(constraint)));
        return List.of(Change.of(Phase.CREATE_TYPE, domain.name(), text.toString()));
    }

    @Override
    public boolean brings(SchemaObject part) {
        return part.name().kind() == ObjectKind.CONSTRAINT;
    }

    @Override
    public Change drop(SchemaObject domain) {
        return Change.of(Phase.DROP_TYPE, domain.name(), "DROP DOMAIN " + Sql.name(domain.name()));
    }

    @Override
    public List<Change> alter(SchemaObject before, SchemaObject after, Schemas schemas) {
        if (KindWriter.differ(before, after, "base type") || KindWriter.differ(before, after, "collation")) {
            return KindWriter.super.alter(before, after, schemas);
        }
        ObjectName name = after.name();
        String alter = "ALTER DOMAIN " + Sql.name(name) + " ";
        List<Change> changes = new ArrayList<>();
        if (KindWriter.differ(before, after, "default")) {
            changes.add(Change.of(
                    Phase.CREATE_TYPE,
                    name,
                    alter
                            + after.attribute("default")
                                    .map(value -> "SET DEFAULT " + value)
                                    .orElse("DROP DEFAULT")));
        }
        if (KindWriter.differ(before, after, "not null")) {
            changes.add(Change.of(
                    Phase.CREATE_TYPE,
                    name,
                    alter + (after.attribute("not null").isPresent() ? "SET NOT NULL" : "DROP NOT NULL")));
        }
        return changes;
    }
}
