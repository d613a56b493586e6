package dev.palindrome.autogenerate;

import dev.palindrome.autogenerate.KindWriter.Schemas;
import dev.palindrome.schema.Attribute;
import dev.palindrome.schema.Difference;
import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.SchemaObject;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.Significance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The changes that make one schema of another, in the order of their phases. */
final class Changes {

    private static final Map<ObjectKind, KindWriter> WRITERS = writers();

    private final Schemas schemas;
    private final DescriptionWriter descriptions;
    private final Set<ObjectName> same;

    Changes(SchemaSnapshot before, SchemaSnapshot after, DescriptionWriter descriptions) {
        this.schemas = new Schemas(Schema.of(before), Schema.of(after));
        this.descriptions = descriptions;
        this.same = before.compareWith(after).cosmetic().stream()
                .filter(difference -> difference.significance() != Significance.ORDER_ONLY)
                .flatMap(Changes::names)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Return the name of an object, and the other one that the server gave it. */
    private static Stream<ObjectName> names(Difference difference) {
        ObjectName name = difference.name();
        return Stream.concat(
                Stream.of(name),
                difference.changes().stream()
                        .filter(change -> change.attribute().equals("name") && change.after() != null)
                        .map(change -> {
                            List<String> path = new ArrayList<>(name.path());
                            path.set(path.size() - 1, change.after());
                            return new ObjectName(name.kind(), path, name.arguments());
                        }));
    }

    private static Map<ObjectKind, KindWriter> writers() {
        Map<ObjectKind, KindWriter> writers = new EnumMap<>(ObjectKind.class);
        writers.put(ObjectKind.SCHEMA, new NamespaceWriter());
        writers.put(ObjectKind.EXTENSION, new NamespaceWriter());
        writers.put(ObjectKind.TYPE, new TypeWriter());
        writers.put(ObjectKind.ATTRIBUTE, new TypeWriter.OfAttributes());
        writers.put(ObjectKind.DOMAIN, new DomainWriter());
        writers.put(ObjectKind.SEQUENCE, new SequenceWriter());
        writers.put(ObjectKind.TABLE, new TableWriter());
        writers.put(ObjectKind.COLUMN, new ColumnWriter());
        writers.put(ObjectKind.CONSTRAINT, new ConstraintWriter());
        writers.put(ObjectKind.INDEX, new PartWriters.OfIndexes());
        writers.put(ObjectKind.TRIGGER, new PartWriters.OfTriggers());
        writers.put(ObjectKind.RULE, new PartWriters.OfTriggers());
        writers.put(ObjectKind.POLICY, new PartWriters.OfPolicies());
        writers.put(ObjectKind.STATISTICS, new PartWriters.OfStatistics());
        writers.put(ObjectKind.VIEW, new ViewWriter());
        writers.put(ObjectKind.MATERIALIZED_VIEW, new ViewWriter());
        writers.put(ObjectKind.FUNCTION, new RoutineWriter());
        writers.put(ObjectKind.PROCEDURE, new RoutineWriter());
        putOperators(writers);
        putTextSearch(writers);
        putForeignData(writers);
        putServerObjects(writers);
        return writers;
    }

    private static void putOperators(Map<ObjectKind, KindWriter> writers) {
        writers.put(
                ObjectKind.AGGREGATE,
                new WholeWriter(Phase.DROP_ROUTINE, Phase.CREATE_ROUTINE, OperatorStatements::aggregate));
        writers.put(
                ObjectKind.OPERATOR,
                new WholeWriter(
                        Phase.DROP_ROUTINE,
                        Phase.CREATE_ROUTINE,
                        OperatorStatements::operator,
                        OperatorStatements::alteredOperator));
        writers.put(
                ObjectKind.OPERATOR_FAMILY,
                new WholeWriter(
                        Phase.DROP_TYPE,
                        Phase.CREATE_ROUTINE,
                        OperatorStatements::family,
                        OperatorStatements::alteredFamily));
        writers.put(
                ObjectKind.OPERATOR_CLASS,
                new WholeWriter(Phase.DROP_ROUTINE, Phase.CREATE_ROUTINE, OperatorStatements::operatorClass));
        writers.put(
                ObjectKind.CAST, new WholeWriter(Phase.DROP_ROUTINE, Phase.CREATE_ROUTINE, OperatorStatements::cast));
    }

    private static void putTextSearch(Map<ObjectKind, KindWriter> writers) {
        writers.put(
                ObjectKind.TEXT_SEARCH_PARSER,
                new WholeWriter(Phase.DROP_TYPE, Phase.CREATE_TYPE, TextSearchStatements::parser));
        writers.put(
                ObjectKind.TEXT_SEARCH_TEMPLATE,
                new WholeWriter(Phase.DROP_TYPE, Phase.CREATE_TYPE, TextSearchStatements::template));
        writers.put(
                ObjectKind.TEXT_SEARCH_DICTIONARY,
                new WholeWriter(
                        Phase.DROP_TYPE,
                        Phase.CREATE_TYPE,
                        TextSearchStatements::dictionary,
                        TextSearchStatements::alteredDictionary));
        writers.put(
                ObjectKind.TEXT_SEARCH_CONFIGURATION,
                new WholeWriter(
                        Phase.DROP_TYPE,
                        Phase.CREATE_TYPE,
                        TextSearchStatements::configuration,
                        TextSearchStatements::alteredConfiguration));
    }

    private static void putForeignData(Map<ObjectKind, KindWriter> writers) {
        writers.put(ObjectKind.FOREIGN_TABLE, new TableWriter());
        writers.put(
                ObjectKind.FOREIGN_DATA_WRAPPER,
                new WholeWriter(
                        Phase.DROP_SCHEMA,
                        Phase.CREATE_SCHEMA,
                        ForeignDataStatements::wrapper,
                        ForeignDataStatements::alteredWrapper));
        writers.put(
                ObjectKind.SERVER,
                new WholeWriter(
                        Phase.DROP_TYPE,
                        Phase.CREATE_TYPE,
                        ForeignDataStatements::server,
                        ForeignDataStatements::alteredServer));
        writers.put(
                ObjectKind.USER_MAPPING,
                new WholeWriter(
                        Phase.DROP_TYPE,
                        Phase.CREATE_TYPE,
                        ForeignDataStatements::userMapping,
                        ForeignDataStatements::alteredUserMapping));
    }

    private static void putServerObjects(Map<ObjectKind, KindWriter> writers) {
        writers.put(
                ObjectKind.COLLATION, new WholeWriter(Phase.DROP_TYPE, Phase.CREATE_TYPE, ServerStatements::collation));
        writers.put(
                ObjectKind.CONVERSION,
                new WholeWriter(Phase.DROP_ROUTINE, Phase.CREATE_ROUTINE, ServerStatements::conversion));
        writers.put(
                ObjectKind.LANGUAGE,
                new WholeWriter(Phase.DROP_SCHEMA, Phase.CREATE_SCHEMA, ServerStatements::language));
        writers.put(
                ObjectKind.TRANSFORM,
                new WholeWriter(Phase.DROP_ROUTINE, Phase.CREATE_ROUTINE, ServerStatements::transform));
        writers.put(
                ObjectKind.ACCESS_METHOD,
                new WholeWriter(Phase.DROP_SCHEMA, Phase.CREATE_SCHEMA, ServerStatements::accessMethod));
        // It fires for what comes after it, so it goes first, and comes late.
        writers.put(
                ObjectKind.EVENT_TRIGGER,
                new WholeWriter(
                        Phase.DROP_VIEW,
                        Phase.CREATE_PART,
                        ServerStatements::eventTrigger,
                        ServerStatements::alteredEventTrigger));
        writers.put(
                ObjectKind.PUBLICATION,
                new WholeWriter(
                        Phase.DROP_VIEW,
                        Phase.CREATE_PART,
                        ServerStatements::publication,
                        ServerStatements::alteredPublication));
        writers.put(ObjectKind.DEFAULT_PRIVILEGES, new DefaultPrivilegesWriter());
    }

    /** Return all of them but those of columns that follow their parents. */
    List<Change> ofLeaders() {
        return all(
                object -> !schemas.before().follows(object) && !schemas.after().follows(object));
    }

    /** Return all of them. */
    List<Change> all() {
        return all(object -> true);
    }

    private List<Change> all(Predicate<SchemaObject> chosen) {
        List<Change> changes = new ArrayList<>();
        for (SchemaObject object : schemas.before().objects().values()) {
            if (schemas.after().find(object.name()).isEmpty() && !goes(object) && isChosen(object, chosen)) {
                drop(object).ifPresent(changes::add);
            }
        }
        for (SchemaObject object : schemas.after().objects().values()) {
            if (!isChosen(object, chosen)) {
                continue;
            }
            SchemaObject former = schemas.before().find(object.name()).orElse(null);
            if (former != null && isMoved(former, object)) {
                drop(former).ifPresent(changes::add);
                changes.addAll(create(object));
            } else if (former != null) {
                changes.addAll(alter(former, object));
            } else if (!comes(object)) {
                changes.addAll(create(object));
            }
        }
        return sorted(changes);
    }

    private boolean isChosen(SchemaObject object, Predicate<SchemaObject> chosen) {
        return !same.contains(object.name()) && chosen.test(object);
    }

    /** An index of the same name on another table is another index. */
    private static boolean isMoved(SchemaObject before, SchemaObject after) {
        return before.name().kind() == ObjectKind.INDEX
                && before.parent() != null
                && !before.parent().equals(after.parent());
    }

    /** Stable, so that what comes first by its name stays first. */
    static List<Change> sorted(List<Change> changes) {
        return changes.stream().sorted(Comparator.comparing(Change::phase)).toList();
    }

    /** Return whether an object goes with the one that it belongs to. */
    private boolean goes(SchemaObject object) {
        return object.parent() != null && schemas.after().find(object.parent()).isEmpty();
    }

    /** Return whether an object is written with the one that it belongs to. */
    private boolean comes(SchemaObject object) {
        return object.parent() != null
                && schemas.before().find(object.parent()).isEmpty()
                && schemas.after().find(object.parent()).isPresent();
    }

    Optional<Change> drop(SchemaObject object) {
        return Optional.ofNullable(WRITERS.get(object.name().kind())).map(writer -> writer.drop(object));
    }

    /** Return what creates an object, and all that belongs to it. */
    List<Change> create(SchemaObject object) {
        List<Change> changes = new ArrayList<>(createAlone(object));
        KindWriter writer = WRITERS.get(object.name().kind());
        for (SchemaObject part : schemas.after().parts(object.name())) {
            if (writer == null || writer.brings(part)) {
                changes.addAll(descriptions.describe(null, part));
            } else {
                changes.addAll(create(part));
            }
        }
        return changes;
    }

    private List<Change> createAlone(SchemaObject object) {
        KindWriter writer = WRITERS.get(object.name().kind());
        if (writer == null) {
            return List.of();
        }
        List<Change> changes = new ArrayList<>(writer.create(object, schemas.after()));
        changes.addAll(descriptions.describe(null, object));
        return changes;
    }

    private List<Change> alter(SchemaObject before, SchemaObject after) {
        KindWriter writer = WRITERS.get(after.name().kind());
        List<Change> changes = new ArrayList<>();
        boolean recreated = false;
        if (writer != null && !defining(before).equals(defining(after))) {
            List<Change> own = writer.alter(before, after, schemas);
            recreated = own.stream().anyMatch(change -> change.phase().isDrop());
            changes.addAll(own);
        }
        changes.addAll(descriptions.describe(recreated ? null : before, after));
        return changes;
    }

    /** Return what is not a description. */
    private static List<Attribute> defining(SchemaObject object) {
        return object.attributes().stream()
                .filter(attribute -> !attribute.name().equals("comment")
                        && !attribute.name().equals("owner")
                        && !attribute.name().startsWith("grant to "))
                .toList();
    }

    /** Return the column without its default, and with it again. */
    List<Change> defaultAnew(SchemaObject column) {
        SchemaObject bare = new SchemaObject(column.name(), column.parent(), column.rank(), List.of());
        return List.of(
                Change.of(Phase.DROP_PART, column.name(), ColumnWriter.defaultOf(bare)),
                Change.of(Phase.CREATE_KEY, column.name(), ColumnWriter.defaultOf(column)));
    }

    @Nullable
    SchemaObject wanted(ObjectName name) {
        return schemas.after().find(name).orElse(null);
    }

    @Nullable
    SchemaObject former(ObjectName name) {
        return schemas.before().find(name).orElse(null);
    }
}
