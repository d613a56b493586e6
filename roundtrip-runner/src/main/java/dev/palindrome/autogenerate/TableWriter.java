package dev.palindrome.autogenerate;

import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.SchemaObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes tables, with their columns and with the constraints that need no other table. */
final class TableWriter implements KindWriter {

    private static final String PARTITION_OF = "partition of";

    private static final String FOREIGN_OPTION = "foreign option ";

    @Override
    public List<Change> create(SchemaObject table, Schema schema) {
        if (table.attribute("of type").isPresent()) {
            return List.of();
        }
        List<Change> changes = new ArrayList<>();
        changes.add(Change.of(Phase.CREATE_TABLE, table.name(), head(table) + body(table, schema) + tail(table)));
        for (SchemaObject part : schema.parts(table.name())) {
            if (part.name().kind() == ObjectKind.COLUMN) {
                ColumnWriter.settings(part)
                        .forEach(statement -> changes.add(Change.of(Phase.CREATE_TABLE, table.name(), statement)));
            } else if (isAddedLater(part, table)) {
                changes.addAll(new ConstraintWriter().create(part, schema));
            }
        }
        settings(new SchemaObject(table.name(), null, 0, List.of()), table).stream()
                .map(statement -> Change.of(Phase.CREATE_PART, table.name(), statement))
                .forEach(changes::add);
        return changes;
    }

    private static String head(SchemaObject table) {
        return "CREATE " + (table.attribute("unlogged").isPresent() ? "UNLOGGED " : "") + Sql.kind(table.name()) + " "
                + Sql.name(table.name());
    }

    private static String body(SchemaObject table, Schema schema) {
        Optional<String> partitioned = table.attribute(PARTITION_OF);
        if (partitioned.isPresent()) {
            return " PARTITION OF " + partitioned.get() + " "
                    + table.attribute("partition bound").orElse("DEFAULT");
        }
        List<String> lines = Stream.concat(
                        schema.parts(table.name(), ObjectKind.COLUMN).stream()
                                .filter(column -> !"yes"
                                        .equals(column.attribute("inherited").orElse("")))
                                .map(ColumnWriter::definition),
                        schema.parts(table.name(), ObjectKind.CONSTRAINT).stream()
                                .filter(constraint -> !isAddedLater(constraint, table) && isOwn(constraint))
                                .map(ConstraintWriter::definition))
                .toList();
        return lines.isEmpty() ? " ()" : lines.stream().collect(Collectors.joining(",\n    ", " (\n    ", "\n)"));
    }

    private static String tail(SchemaObject table) {
        StringBuilder tail = new StringBuilder();
        if (table.attribute(PARTITION_OF).isEmpty()) {
            table.attribute("inherits")
                    .ifPresent(parents ->
                            tail.append(" INHERITS (").append(parents).append(")"));
        }
        table.attribute("server")
                .ifPresent(server -> tail.append(" SERVER ")
                        .append(server)
                        .append(ForeignDataStatements.created(table, FOREIGN_OPTION)));
        table.attribute("partition by")
                .ifPresent(key -> tail.append(" PARTITION BY ").append(key));
        table.attribute("access method")
                .ifPresent(method -> tail.append(" USING ").append(method));
        String options = Sql.options(table);
        if (!options.isEmpty()) {
            tail.append(" WITH ").append(options);
        }
        table.attribute("tablespace")
                .ifPresent(space -> tail.append(" TABLESPACE ").append(space));
        return tail.toString();
    }

    /** Those of a partition are its own only where its parent has none that is the same, which only the server can tell. */
    private static boolean isAddedLater(SchemaObject part, SchemaObject table) {
        return part.name().kind() == ObjectKind.CONSTRAINT
                && !ConstraintWriter.isForeignKey(part)
                && isOwn(part)
                && (table.attribute(PARTITION_OF).isPresent() || ConstraintWriter.isNotValid(part));
    }

    private static boolean isOwn(SchemaObject constraint) {
        return !ConstraintWriter.isForeignKey(constraint)
                && !"yes".equals(constraint.attribute("inherited").orElse(""))
                && constraint.attribute("index attached to").isEmpty();
    }

    @Override
    public boolean brings(SchemaObject part) {
        return part.name().kind() == ObjectKind.COLUMN
                || (part.name().kind() == ObjectKind.CONSTRAINT && !ConstraintWriter.isForeignKey(part));
    }

    @Override
    public Change drop(SchemaObject table) {
        Change drop = Change.of(
                Phase.DROP_TABLE, table.name(), "DROP " + Sql.kind(table.name()) + " " + Sql.name(table.name()));
        return table.name().kind() == ObjectKind.TABLE
                ? drop.withNote("The rows of " + table.name().qualifiedName() + " are lost.")
                : drop;
    }

    @Override
    public List<Change> alter(SchemaObject before, SchemaObject after, Schemas schemas) {
        if (KindWriter.differ(before, after, "server")) {
            return anew(before, after, schemas.after());
        }
        String options = ForeignDataStatements.changed(before, after, FOREIGN_OPTION);
        return Stream.of(
                        lineage(before, after),
                        settings(before, after).stream(),
                        options.isEmpty()
                                ? Stream.<String>empty()
                                : Stream.of("ALTER FOREIGN TABLE " + Sql.name(after.name()) + options))
                .flatMap(statements -> statements)
                .map(statement -> Change.of(Phase.CHANGE_COLUMN, after.name(), statement))
                .toList();
    }

    /** The rows of a foreign table are elsewhere, so that it can be dropped and created anew. */
    private List<Change> anew(SchemaObject before, SchemaObject after, Schema schema) {
        return Stream.concat(Stream.of(drop(before)), create(after, schema).stream())
                .toList();
    }

    /** Leave the former parents, and come to the new ones. */
    private static Stream<String> lineage(SchemaObject before, SchemaObject after) {
        String table = Sql.name(after.name());
        List<String> statements = new ArrayList<>();
        boolean moved =
                KindWriter.differ(before, after, PARTITION_OF) || KindWriter.differ(before, after, "partition bound");
        if (moved) {
            before.attribute(PARTITION_OF)
                    .ifPresent(parent -> statements.add("ALTER TABLE " + parent + " DETACH PARTITION " + table));
            after.attribute(PARTITION_OF)
                    .ifPresent(parent -> statements.add("ALTER TABLE " + parent + " ATTACH PARTITION " + table + " "
                            + after.attribute("partition bound").orElse("DEFAULT")));
        }
        List<String> former = parents(before);
        List<String> wanted = parents(after);
        former.stream()
                .filter(parent -> !wanted.contains(parent))
                .forEach(parent -> statements.add("ALTER TABLE " + table + " NO INHERIT " + parent));
        wanted.stream()
                .filter(parent -> !former.contains(parent))
                .forEach(parent -> statements.add("ALTER TABLE " + table + " INHERIT " + parent));
        return statements.stream();
    }

    private static List<String> parents(SchemaObject table) {
        return table.attribute("inherits").stream()
                .flatMap(list -> Arrays.stream(list.split(", ")))
                .toList();
    }

    private static List<String> settings(SchemaObject before, SchemaObject after) {
        boolean made = before.attributes().isEmpty();
        String alter = "ALTER TABLE " + Sql.name(after.name()) + " ";
        List<String> statements = new ArrayList<>();
        if (!made && KindWriter.differ(before, after, "unlogged")) {
            statements.add(alter + (after.attribute("unlogged").isPresent() ? "SET UNLOGGED" : "SET LOGGED"));
        }
        if (!made) {
            options(before, after).forEach(option -> statements.add(alter + option));
        }
        if (KindWriter.differ(before, after, "row security")) {
            statements.add(alter + (after.attribute("row security").isPresent() ? "ENABLE" : "DISABLE")
                    + " ROW LEVEL SECURITY");
        }
        if (KindWriter.differ(before, after, "row security forced")) {
            statements.add(alter
                    + (after.attribute("row security forced").isPresent() ? "FORCE" : "NO FORCE")
                    + " ROW LEVEL SECURITY");
        }
        if (KindWriter.differ(before, after, "replica identity")) {
            statements.add(alter + "REPLICA IDENTITY "
                    + after.attribute("replica identity").orElse("default").toUpperCase(Locale.ROOT));
        }
        return statements;
    }

    /** Return what sets or resets options that are not as before. */
    static List<String> options(SchemaObject before, SchemaObject after) {
        return Stream.concat(before.attributes().stream(), after.attributes().stream())
                .map(attribute -> attribute.name())
                .filter(name -> name.startsWith("option ") || name.startsWith("toast option "))
                .filter(name -> KindWriter.differ(before, after, name))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map(name -> after.attribute(name)
                        .map(value -> "SET (" + Sql.optionName(name) + "=" + Sql.literal(value) + ")")
                        .orElse("RESET (" + Sql.optionName(name) + ")"))
                .toList();
    }

    /** Return the name without which nothing can be said of a part. */
    static ObjectName of(SchemaObject part) {
        return part.parent() == null ? part.name() : part.parent();
    }
}
