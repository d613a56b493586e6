package dev.palindrome.autogenerate;

import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.SchemaObject;
import dev.palindrome.schema.model.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes enums, composite types and range types. */
final class TypeWriter implements KindWriter {

    private static final String ENUM = "enum";

    @Override
    public List<Change> create(SchemaObject type, Schema schema) {
        return definition(type, schema)
                .map(text -> List.of(Change.of(
                        Phase.CREATE_TYPE, type.name(), "CREATE TYPE " + Sql.name(type.name()) + " AS " + text)))
                .orElse(List.of());
    }

    private static Optional<String> definition(SchemaObject type, Schema schema) {
        if (type.attribute(ENUM).isPresent()) {
            return Optional.of(enumOf(EnumLabels.of(type)));
        }
        if (type.attribute("composite").isPresent()) {
            return Optional.of(schema.parts(type.name(), ObjectKind.ATTRIBUTE).stream()
                    .map(TypeWriter::attribute)
                    .collect(Collectors.joining(", ", "(", ")")));
        }
        return type.attribute("range of").map(subtype -> range(type, subtype));
    }

    private static String enumOf(List<String> labels) {
        return labels.stream().map(Sql::literal).collect(Collectors.joining(", ", "ENUM (", ")"));
    }

    private static String attribute(SchemaObject attribute) {
        return Sql.simpleName(attribute.name()) + " "
                + attribute.attribute("type").orElse("")
                + attribute
                        .attribute("collation")
                        .map(text -> " COLLATE " + text)
                        .orElse("");
    }

    private static String range(SchemaObject type, String subtype) {
        List<String> options = new ArrayList<>(List.of("SUBTYPE = " + subtype));
        type.attribute("operator class").ifPresent(text -> options.add("SUBTYPE_OPCLASS = " + text));
        type.attribute("collation").ifPresent(text -> options.add("COLLATION = " + text));
        type.attribute("canonical").ifPresent(text -> options.add("CANONICAL = " + withoutArguments(text)));
        type.attribute("subtype difference").ifPresent(text -> options.add("SUBTYPE_DIFF = " + withoutArguments(text)));
        type.attribute("multirange").ifPresent(text -> options.add("MULTIRANGE_TYPE_NAME = " + text));
        return "RANGE (" + String.join(", ", options) + ")";
    }

    static String withoutArguments(String function) {
        return function.replaceFirst("\\([^()]*\\)$", "");
    }

    @Override
    public boolean brings(SchemaObject part) {
        return part.name().kind() == ObjectKind.ATTRIBUTE;
    }

    @Override
    public Change drop(SchemaObject type) {
        return Change.of(Phase.DROP_TYPE, type.name(), "DROP TYPE " + Sql.name(type.name()));
    }

    @Override
    public List<Change> alter(SchemaObject before, SchemaObject after, Schemas schemas) {
        if (before.attribute(ENUM).isPresent() && after.attribute(ENUM).isPresent()) {
            return before.attribute(ENUM).equals(after.attribute(ENUM)) ? List.of() : labels(before, after, schemas);
        }
        boolean same = Stream.of(
                        ENUM,
                        "composite",
                        "range of",
                        "operator class",
                        "collation",
                        "canonical",
                        "subtype difference",
                        "multirange")
                .allMatch(name -> before.attribute(name).equals(after.attribute(name)));
        return same ? List.of() : KindWriter.super.alter(before, after, schemas);
    }

    private static List<Change> labels(SchemaObject before, SchemaObject after, Schemas schemas) {
        List<String> former = EnumLabels.of(before);
        List<String> wanted = EnumLabels.of(after);
        List<String> kept = wanted.stream().filter(former::contains).toList();
        String name = Sql.name(after.name());
        boolean used = wanted.stream()
                .filter(label -> !former.contains(label))
                // A label that was added cannot be used before the transaction has ended (ALTER TYPE in the manual).
                .anyMatch(label -> schemas.after().mentions(Sql.literal(label) + "::" + name));
        if (!kept.equals(former) || used) {
            return new EnumRebuild(after.name(), wanted, schemas).changes();
        }
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            if (!former.contains(wanted.get(i))) {
                statements.add(
                        "ALTER TYPE " + name + " ADD VALUE " + Sql.literal(wanted.get(i)) + place(wanted, i, former));
            }
        }
        return List.of(Change.of(Phase.CREATE_TYPE, after.name(), statements));
    }

    private static String place(List<String> wanted, int index, List<String> former) {
        if (former.stream().noneMatch(label -> wanted.indexOf(label) > index)) {
            return "";
        }
        return index == 0 ? " BEFORE " + Sql.literal(former.get(0)) : " AFTER " + Sql.literal(wanted.get(index - 1));
    }

    static String enumDefinition(ObjectName type, List<String> labels) {
        return "CREATE TYPE " + Sql.name(type) + " AS " + enumOf(labels);
    }

    /** Attributes of composite types that are there already. */
    static final class OfAttributes implements KindWriter {
        @Override
        public List<Change> create(SchemaObject attribute, Schema schema) {
            return List.of(Change.of(
                    Phase.CREATE_TYPE, attribute.name(), alter(attribute) + "ADD ATTRIBUTE " + attribute(attribute)));
        }

        @Override
        public Change drop(SchemaObject attribute) {
            return Change.of(
                    Phase.DROP_TYPE,
                    attribute.name(),
                    alter(attribute) + "DROP ATTRIBUTE " + Sql.simpleName(attribute.name()));
        }

        @Override
        public List<Change> alter(SchemaObject before, SchemaObject after, Schemas schemas) {
            if (before.attribute("type").equals(after.attribute("type"))
                    && before.attribute("collation").equals(after.attribute("collation"))) {
                return List.of();
            }
            return List.of(Change.of(
                    Phase.CREATE_TYPE,
                    after.name(),
                    alter(after) + "ALTER ATTRIBUTE " + SqlNames.of(after.name().simpleName()) + " TYPE "
                            + after.attribute("type").orElse("")
                            + after.attribute("collation")
                                    .map(text -> " COLLATE " + text)
                                    .orElse("")));
        }

        private static String alter(SchemaObject attribute) {
            return "ALTER TYPE " + Sql.owner(attribute.name()) + " ";
        }
    }
}
