package dev.palindrome.roundtrip;

import dev.palindrome.schema.Difference;
import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.SchemaObject;
import dev.palindrome.schema.SchemaSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Proposes statements that would undo differences. They are guesses, to be tried before they are shown: a proposal that the server
 * refuses, or that does not restore the schema, is never printed.
 */
final class Remedies {

    private final SchemaSnapshot wanted;
    private final SchemaSnapshot actual;
    private final List<Proposal> proposals = new ArrayList<>();

    private Remedies(SchemaSnapshot wanted, SchemaSnapshot actual) {
        this.wanted = wanted;
        this.actual = actual;
    }

    /** What depends on others is dropped before them, and created after them. */
    private static final Comparator<Proposal> ORDER = Comparator.comparing(Proposal::isDrop)
            .reversed()
            .thenComparing((one, other) -> one.isDrop()
                    ? other.kind().compareTo(one.kind())
                    : one.kind().compareTo(other.kind()));

    private record Proposal(boolean isDrop, ObjectKind kind, String statement) {}

    /** Return statements that may turn the actual schema into the wanted one; empty when a difference has no proposal. */
    static List<String> propose(SchemaSnapshot wanted, SchemaSnapshot actual, List<Difference> differences) {
        Remedies remedies = new Remedies(wanted, actual);
        for (Difference difference : differences) {
            if (!remedies.add(difference.name())) {
                return List.of();
            }
        }
        return remedies.proposals.stream()
                .sorted(ORDER)
                .map(Proposal::statement)
                .distinct()
                .toList();
    }

    private boolean add(ObjectName name) {
        Optional<SchemaObject> before = Optional.ofNullable(wanted.objects().get(name));
        Optional<SchemaObject> after = Optional.ofNullable(actual.objects().get(name));
        if (before.isEmpty() && after.isPresent()) {
            return addAll(true, name.kind(), drop(after.get()));
        }
        if (before.isPresent() && after.isEmpty()) {
            return addAll(false, name.kind(), create(before.get()));
        }
        if (before.isEmpty() || after.isEmpty()) {
            return false;
        }
        if (name.kind() == ObjectKind.COLUMN) {
            return addAll(false, name.kind(), alterColumn(before.get(), after.get()));
        }
        List<String> again = new ArrayList<>(drop(after.get()));
        List<String> created = create(before.get());
        again.addAll(created);
        return !created.isEmpty() && addAll(false, name.kind(), again);
    }

    private boolean addAll(boolean isDrop, ObjectKind kind, List<String> statements) {
        statements.forEach(statement -> proposals.add(new Proposal(isDrop, kind, statement)));
        return !statements.isEmpty();
    }

    private static List<String> drop(SchemaObject object) {
        ObjectName name = object.name();
        return switch (name.kind()) {
            case COLUMN, CONSTRAINT ->
                table(object)
                        .map(table -> "ALTER TABLE " + table + " DROP "
                                + name.kind().label().toUpperCase(Locale.ROOT) + " " + simple(object) + ";")
                        .map(List::of)
                        .orElse(List.of());
            case TRIGGER, RULE, POLICY ->
                table(object)
                        .map(table -> "DROP " + name.kind().label().toUpperCase(Locale.ROOT) + " " + simple(object)
                                + " ON " + table + ";")
                        .map(List::of)
                        .orElse(List.of());
            case OPERATOR_CLASS, OPERATOR_FAMILY ->
                List.of("DROP %s %s USING %s;"
                        .formatted(
                                name.kind().label().toUpperCase(Locale.ROOT),
                                new ObjectName(ObjectKind.TYPE, name.path(), "").qualifiedName(),
                                name.arguments()));
            case CAST -> List.of("DROP CAST (" + name.simpleName() + ");");
            case TRANSFORM -> List.of("DROP TRANSFORM FOR " + name.arguments() + " LANGUAGE " + simple(object) + ";");
            case USER_MAPPING ->
                List.of("DROP USER MAPPING FOR " + simple(object) + " SERVER "
                        + ObjectName.of(ObjectKind.SERVER, name.path().get(0)).qualifiedName() + ";");
            case ATTRIBUTE, DATABASE, DEFAULT_PRIVILEGES, LARGE_OBJECT -> List.of();
            default ->
                List.of("DROP " + name.kind().label().toUpperCase(Locale.ROOT) + " " + name.qualifiedName() + ";");
        };
    }

    /** Only what the catalogue holds as one ready definition can be proposed. */
    private static List<String> create(SchemaObject object) {
        Optional<String> definition = object.attribute("definition");
        if (definition.isEmpty()) {
            return List.of();
        }
        return switch (object.name().kind()) {
            case CONSTRAINT ->
                table(object)
                        .map(table -> "ALTER TABLE " + table + " ADD CONSTRAINT " + simple(object) + " "
                                + definition.get() + ";")
                        .map(List::of)
                        .orElse(List.of());
            case INDEX ->
                table(object)
                        .map(table -> "CREATE " + (object.attribute("unique").isPresent() ? "UNIQUE " : "") + "INDEX "
                                + simple(object) + " ON " + table + " " + definition.get() + ";")
                        .map(List::of)
                        .orElse(List.of());
            default -> List.of();
        };
    }

    private static List<String> alterColumn(SchemaObject before, SchemaObject after) {
        Optional<String> table = table(before);
        if (table.isEmpty()) {
            return List.of();
        }
        String alter = "ALTER TABLE " + table.get() + " ALTER COLUMN " + simple(before) + " ";
        List<String> statements = new ArrayList<>();
        List<String> handled = List.of("type", "not null", "default");
        if (!rest(before, handled).equals(rest(after, handled))) {
            return List.of();
        }
        before.attribute("type")
                .filter(type -> !after.attribute("type").equals(Optional.of(type)))
                .ifPresent(type ->
                        statements.add(alter + "TYPE " + type + " USING " + simple(before) + "::" + type + ";"));
        if (!before.attribute("default").equals(after.attribute("default"))) {
            statements.add(alter
                    + before.attribute("default")
                            .map(value -> "SET DEFAULT " + value + ";")
                            .orElse("DROP DEFAULT;"));
        }
        if (!before.attribute("not null").equals(after.attribute("not null"))) {
            statements.add(alter + (before.attribute("not null").isPresent() ? "SET" : "DROP") + " NOT NULL;");
        }
        return Collections.unmodifiableList(statements);
    }

    private static List<?> rest(SchemaObject object, List<String> handled) {
        return object.attributes().stream()
                .filter(attribute -> !handled.contains(attribute.name()))
                .toList();
    }

    private static Optional<String> table(SchemaObject object) {
        return Optional.ofNullable(object.parent())
                .filter(parent -> parent.kind() == ObjectKind.TABLE)
                .map(ObjectName::qualifiedName);
    }

    private static String simple(SchemaObject object) {
        String simpleName = object.name().simpleName();
        return ObjectName.of(ObjectKind.SCHEMA, simpleName).qualifiedName();
    }
}
