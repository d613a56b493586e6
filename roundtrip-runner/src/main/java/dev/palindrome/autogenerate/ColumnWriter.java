package dev.palindrome.autogenerate;

import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.SchemaObject;
import dev.palindrome.schema.model.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes columns of tables that are there already, and what is set on columns. */
final class ColumnWriter implements KindWriter {

    private static final int NAME_LENGTH = 50;

    private static final String IDENTITY = "identity";

    private static final String NOT_NULL = "not null";

    private static final String FOREIGN_OPTION = "foreign option ";

    /** What a sequence is unless said otherwise. */
    private static final Map<String, String> SEQUENCE_DEFAULTS = Map.of("increment", "1", "cache", "1", "start", "1");

    /** Return the column as it stands in CREATE TABLE. */
    static String definition(SchemaObject column) {
        return definition(column, column.attribute(NOT_NULL).isPresent());
    }

    private static String definition(SchemaObject column, boolean notNull) {
        List<String> words = new ArrayList<>();
        words.add(Sql.simpleName(column.name()));
        words.add(column.attribute("type").orElse(""));
        String foreign = ForeignDataStatements.created(column, FOREIGN_OPTION);
        if (!foreign.isEmpty()) {
            words.add(foreign.strip());
        }
        column.attribute("collation").ifPresent(collation -> words.add("COLLATE " + collation));
        column.attribute("generated stored")
                .ifPresent(expression -> words.add("GENERATED ALWAYS AS (" + expression + ") STORED"));
        column.attribute("generated virtual")
                .ifPresent(expression -> words.add("GENERATED ALWAYS AS (" + expression + ") VIRTUAL"));
        column.attribute(IDENTITY).ifPresent(kind -> words.add(identity(column, kind)));
        column.attribute("default").ifPresent(value -> words.add("DEFAULT " + value));
        if (notNull) {
            column.attribute("not null constraint").ifPresent(name -> words.add("CONSTRAINT " + SqlNames.of(name)));
            words.add("NOT NULL");
        }
        return String.join(" ", words);
    }

    private static String identity(SchemaObject column, String kind) {
        List<String> options = new ArrayList<>();
        column.attribute("identity sequence")
                .ifPresent(name -> options.add(
                        "SEQUENCE NAME " + SqlNames.of(column.name().path().get(0)) + "." + SqlNames.of(name)));
        column.attribute("identity start").ifPresent(value -> options.add("START WITH " + value));
        column.attribute("identity increment").ifPresent(value -> options.add("INCREMENT BY " + value));
        column.attribute("identity minimum").ifPresent(value -> options.add("MINVALUE " + value));
        column.attribute("identity maximum").ifPresent(value -> options.add("MAXVALUE " + value));
        column.attribute("identity cache").ifPresent(value -> options.add("CACHE " + value));
        column.attribute("identity cycle").ifPresent(value -> options.add("CYCLE"));
        String text = "GENERATED " + kind.toUpperCase(Locale.ROOT) + " AS IDENTITY";
        return options.isEmpty() ? text : text + " (" + String.join(" ", options) + ")";
    }

    @Override
    public List<Change> create(SchemaObject column, Schema schema) {
        ObjectName name = column.name();
        if (!isOfTable(column)) {
            return settings(column).stream()
                    .map(statement -> Change.of(Phase.CREATE_PART, name, statement))
                    .toList();
        }
        boolean required = column.attribute(NOT_NULL).isPresent();
        boolean filled = Stream.of("default", IDENTITY, "generated stored", "generated virtual")
                .anyMatch(attribute -> column.attribute(attribute).isPresent());
        List<Change> changes = new ArrayList<>();
        changes.add(Change.of(
                Phase.CHANGE_COLUMN, name, alterTable(name) + "ADD COLUMN " + definition(column, required && filled)));
        if (required && !filled) {
            changes.add(notNull(column));
        }
        settings(column).forEach(statement -> changes.add(Change.of(Phase.CHANGE_COLUMN, name, statement)));
        return changes;
    }

    @Override
    public Change drop(SchemaObject column) {
        ObjectName name = column.name();
        Change drop =
                Change.of(Phase.DROP_COLUMN, name, alterTable(name) + "DROP COLUMN " + SqlNames.of(name.simpleName()));
        boolean derived = column.attribute("generated stored").isPresent()
                || column.attribute("generated virtual").isPresent();
        return derived ? drop : drop.withNote("The values of " + name.qualifiedName() + " are lost.");
    }

    @Override
    public List<Change> alter(SchemaObject before, SchemaObject after, Schemas schemas) {
        if (!isOfTable(after)) {
            return settings(before, after).stream()
                    .map(statement -> Change.of(Phase.CREATE_PART, after.name(), statement))
                    .toList();
        }
        if (isDerivedAnew(before, after)) {
            return Stream.concat(Stream.of(drop(before)), create(after, schemas.after()).stream())
                    .toList();
        }
        List<Change> changes = new ArrayList<>();
        ObjectName name = after.name();
        boolean retyped = KindWriter.differ(before, after, "type") || KindWriter.differ(before, after, "collation");
        if (before.attribute("generated stored").isPresent()
                && after.attribute("generated stored").isEmpty()) {
            changes.add(Change.of(Phase.CHANGE_COLUMN, name, alterColumn(name) + "DROP EXPRESSION"));
        }
        if (before.attribute(IDENTITY).isPresent() && after.attribute(IDENTITY).isEmpty()) {
            changes.add(Change.of(Phase.CHANGE_COLUMN, name, alterColumn(name) + "DROP IDENTITY"));
        }
        if (before.attribute(NOT_NULL).isPresent() && after.attribute(NOT_NULL).isEmpty()) {
            changes.add(Change.of(Phase.CHANGE_COLUMN, name, alterColumn(name) + "DROP NOT NULL"));
        }
        if (retyped) {
            changes.add(type(before, after));
        } else if (KindWriter.differ(before, after, "default")) {
            changes.add(Change.of(Phase.CHANGE_COLUMN, name, defaultOf(after)));
        }
        if (after.attribute(NOT_NULL).isPresent() && before.attribute(NOT_NULL).isEmpty()) {
            changes.add(notNull(after));
        } else if (after.attribute(NOT_NULL).isPresent() && KindWriter.differ(before, after, "not null constraint")) {
            changes.add(Change.of(Phase.CHANGE_COLUMN, name, alterColumn(name) + "DROP NOT NULL", requirement(after)));
        }
        identity(before, after).forEach(statement -> changes.add(Change.of(Phase.CHANGE_COLUMN, name, statement)));
        settings(before, after).forEach(statement -> changes.add(Change.of(Phase.CHANGE_COLUMN, name, statement)));
        String foreign = ForeignDataStatements.changed(before, after, FOREIGN_OPTION);
        if (!foreign.isEmpty()) {
            changes.add(Change.of(
                    Phase.CHANGE_COLUMN,
                    name,
                    "ALTER FOREIGN TABLE " + Sql.owner(name) + " ALTER COLUMN " + Sql.simpleName(name) + foreign));
        }
        return changes;
    }

    /** A column can stop to be derived, but neither begin it nor be derived in another way: it holds nothing of its own. */
    private static boolean isDerivedAnew(SchemaObject before, SchemaObject after) {
        return KindWriter.differ(before, after, "generated virtual")
                || (after.attribute("generated stored").isPresent()
                        && KindWriter.differ(before, after, "generated stored"));
    }

    private static Change type(SchemaObject before, SchemaObject after) {
        ObjectName name = after.name();
        String type = after.attribute("type").orElse("");
        String collation =
                after.attribute("collation").map(text -> " COLLATE " + text).orElse("");
        String change = alterColumn(name) + "TYPE " + type + collation;
        // An assignment refuses what does not fit, an explicit cast cuts it off.
        String cast = change + " USING " + Sql.simpleName(name) + "::" + type;
        if (KindWriter.differ(before, after, "default")) {
            String dropDefault = alterColumn(name) + "DROP DEFAULT";
            return new Change(
                    Phase.CHANGE_COLUMN,
                    name,
                    false,
                    List.of(
                            withDefault(after, before.attribute("default").isPresent(), dropDefault, change),
                            withDefault(after, before.attribute("default").isPresent(), dropDefault, cast)),
                    List.of(),
                    List.of());
        }
        return Change.of(Phase.CHANGE_COLUMN, name, change)
                .or(withDefault(
                        after, before.attribute("default").isPresent(), alterColumn(name) + "DROP DEFAULT", cast));
    }

    private static List<String> withDefault(SchemaObject after, boolean hadDefault, String dropDefault, String change) {
        return Stream.of(
                        hadDefault ? Stream.of(dropDefault) : Stream.<String>empty(),
                        Stream.of(change),
                        after.attribute("default").stream().map(value -> defaultOf(after)))
                .flatMap(statements -> statements)
                .toList();
    }

    static String defaultOf(SchemaObject column) {
        return alterColumn(column.name())
                + column.attribute("default")
                        .map(value -> "SET DEFAULT " + value)
                        .orElse("DROP DEFAULT");
    }

    /**
     * In three steps, so that no long lock is needed once each is a transaction of its own: the check is proven while writers
     * go on, and SET NOT NULL trusts it (ALTER TABLE in PostgreSQL's manual).
     */
    private static Change notNull(SchemaObject column) {
        ObjectName name = column.name();
        String shortName = name.simpleName().length() > NAME_LENGTH
                ? name.simpleName().substring(0, NAME_LENGTH)
                : name.simpleName();
        String check = SqlNames.of(shortName + "_not_null");
        String table = alterTable(name);
        String quoted = Sql.simpleName(name);
        return Change.of(
                        Phase.CHANGE_COLUMN,
                        name,
                        table + "ADD CONSTRAINT " + check + " CHECK (" + quoted + " IS NOT NULL) NOT VALID",
                        table + "VALIDATE CONSTRAINT " + check,
                        requirement(column),
                        table + "DROP CONSTRAINT " + check)
                .withNote(
                        "Rows without a value stop this. Give them one first, such as:",
                        "    UPDATE " + Sql.owner(name) + " SET " + quoted + " = "
                                + column.attribute("default").orElse("...") + " WHERE " + quoted + " IS NULL;");
    }

    private static String requirement(SchemaObject column) {
        return column.attribute("not null constraint")
                .map(constraint -> alterTable(column.name()) + "ADD CONSTRAINT " + SqlNames.of(constraint)
                        + " NOT NULL " + Sql.simpleName(column.name()))
                .orElse(alterColumn(column.name()) + "SET NOT NULL");
    }

    private static List<String> identity(SchemaObject before, SchemaObject after) {
        Optional<String> kind = after.attribute(IDENTITY);
        if (kind.isEmpty()) {
            return List.of();
        }
        ObjectName name = after.name();
        if (before.attribute(IDENTITY).isEmpty()) {
            return List.of(alterColumn(name) + "ADD " + identity(after, kind.get()));
        }
        List<String> settings = new ArrayList<>();
        if (KindWriter.differ(before, after, IDENTITY)) {
            settings.add("SET GENERATED " + kind.get().toUpperCase(Locale.ROOT));
        }
        for (String option : List.of("start", "increment", "minimum", "maximum", "cache", "cycle")) {
            if (KindWriter.differ(before, after, "identity " + option)) {
                settings.add("SET " + sequenceOption(option, after.attribute("identity " + option)));
            }
        }
        return settings.isEmpty() ? List.of() : List.of(alterColumn(name) + String.join(" ", settings));
    }

    static String sequenceOption(String option, Optional<String> value) {
        String usual = SEQUENCE_DEFAULTS.getOrDefault(option, "");
        return switch (option) {
            case "start" -> "START WITH " + value.orElse(usual);
            case "increment" -> "INCREMENT BY " + value.orElse(usual);
            case "minimum" -> value.map(number -> "MINVALUE " + number).orElse("NO MINVALUE");
            case "maximum" -> value.map(number -> "MAXVALUE " + number).orElse("NO MAXVALUE");
            case "cache" -> "CACHE " + value.orElse(usual);
            case "cycle" -> value.isPresent() ? "CYCLE" : "NO CYCLE";
            default -> throw new IllegalArgumentException("No option of a sequence: " + option);
        };
    }

    /** Return what is set on a column after it is there. */
    static List<String> settings(SchemaObject column) {
        return settings(new SchemaObject(column.name(), column.parent(), 0, List.of()), column);
    }

    private static List<String> settings(SchemaObject before, SchemaObject after) {
        List<String> statements = new ArrayList<>();
        ObjectName name = after.name();
        boolean ofTable = isOfTable(after);
        if (!ofTable && KindWriter.differ(before, after, "default")) {
            statements.add(defaultOf(after));
        }
        if (KindWriter.differ(before, after, "storage")) {
            // SET STORAGE DEFAULT is there since version 16 only.
            after.attribute("storage").ifPresent(value -> statements.add(alterColumn(name) + "SET STORAGE " + value));
            if (after.attribute("storage").isEmpty()) {
                statements.add(alterColumn(name) + "SET STORAGE DEFAULT");
            }
        }
        if (KindWriter.differ(before, after, "compression")) {
            statements.add(alterColumn(name) + "SET COMPRESSION "
                    + after.attribute("compression").orElse("default"));
        }
        if (KindWriter.differ(before, after, "statistics")) {
            statements.add(alterColumn(name) + "SET STATISTICS "
                    + after.attribute("statistics").orElse("-1"));
        }
        TableWriter.options(before, after).forEach(option -> statements.add(alterColumn(name) + option));
        return statements;
    }

    private static boolean isOfTable(SchemaObject column) {
        ObjectKind kind = Objects.requireNonNull(column.parent()).kind();
        return kind == ObjectKind.TABLE || kind == ObjectKind.FOREIGN_TABLE;
    }

    private static String alterTable(ObjectName column) {
        return "ALTER TABLE " + Sql.owner(column) + " ";
    }

    private static String alterColumn(ObjectName column) {
        return alterTable(column) + "ALTER COLUMN " + Sql.simpleName(column) + " ";
    }
}
