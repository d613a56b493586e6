package dev.palindrome.schema;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** The way from a snapshot to its objects, and what can be claimed of their names. */
abstract class SchemaNavigation extends AbstractAssert<SchemaSnapshotAssert, SchemaSnapshot> {

    private Consumer<AssertionError> failures = Scope::throwAtOnce;

    SchemaNavigation(SchemaSnapshot actual) {
        super(actual, SchemaSnapshotAssert.class);
    }

    /** Hand failures of navigated assertions over instead of throwing them. */
    final void collectFailures(Consumer<AssertionError> collector) {
        failures = collector;
    }

    private Scope scope() {
        return new Scope(actual, descriptionText(), failures);
    }

    /**
     * Go to a table.
     *
     * @param name schema and table, or a table in the schema {@code public}; a part that is not plain lower case stands in
     *     double quotes
     * @throws AssertionError when there is none; names the one that was probably meant, or lists those that there are
     * @throws IllegalArgumentException when the name cannot be read
     */
    public TableAssert table(String name) {
        return new TableAssert(scope().find(Names.inSchema(ObjectKind.TABLE, name)));
    }

    /** Go to a foreign table; otherwise like {@link #table(String)}. */
    public TableAssert foreignTable(String name) {
        return new TableAssert(scope().find(Names.inSchema(ObjectKind.FOREIGN_TABLE, name)));
    }

    /** Go to a view; otherwise like {@link #table(String)}. */
    public ViewAssert view(String name) {
        return new ViewAssert(scope().find(Names.inSchema(ObjectKind.VIEW, name)));
    }

    /** Go to a materialized view; otherwise like {@link #table(String)}. */
    public ViewAssert materializedView(String name) {
        return new ViewAssert(scope().find(Names.inSchema(ObjectKind.MATERIALIZED_VIEW, name)));
    }

    /** Go to a sequence, but not one of an identity column; otherwise like {@link #table(String)}. */
    public SequenceAssert sequence(String name) {
        return new SequenceAssert(scope().find(Names.inSchema(ObjectKind.SEQUENCE, name)));
    }

    /** Go to an enum type; otherwise like {@link #table(String)}. A type of another kind is a failure. */
    public EnumAssert enumType(String name) {
        Subject type = scope().find(Names.inSchema(ObjectKind.TYPE, name));
        if (type.object() != null && type.object().attribute("enum").isEmpty()) {
            type.scope()
                    .fail("Expected %s to be an enum, but it is: %s"
                            .formatted(type.name(), type.object().summary()));
            type = type.missing(type.name());
        }
        return new EnumAssert(type);
    }

    /** Go to a composite or a range type; otherwise like {@link #table(String)}. */
    public TypeAssert type(String name) {
        return new TypeAssert(scope().find(Names.inSchema(ObjectKind.TYPE, name)));
    }

    /** Go to a domain; otherwise like {@link #table(String)}. */
    public DomainAssert domain(String name) {
        return new DomainAssert(scope().find(Names.inSchema(ObjectKind.DOMAIN, name)));
    }

    /**
     * Go to a function.
     *
     * @param signature the name, without a schema one in {@code public}, and the types of the arguments, such as
     *     {@code total(integer, text)}
     * @throws AssertionError when there is none; names the one that was probably meant, or lists those that there are
     * @throws IllegalArgumentException when the signature cannot be read
     */
    public RoutineAssert function(String signature) {
        return new RoutineAssert(scope().find(Names.routine(ObjectKind.FUNCTION, signature)));
    }

    /** Go to a procedure; otherwise like {@link #function(String)}. */
    public RoutineAssert procedure(String signature) {
        return new RoutineAssert(scope().find(Names.routine(ObjectKind.PROCEDURE, signature)));
    }

    /** Go to an aggregate; otherwise like {@link #function(String)}. */
    public RoutineAssert aggregate(String signature) {
        return new RoutineAssert(scope().find(Names.routine(ObjectKind.AGGREGATE, signature)));
    }

    /** Go to a schema; otherwise like {@link #table(String)}. */
    public SchemaObjectAssert schema(String name) {
        return new SchemaObjectAssert(scope().find(Names.global(ObjectKind.SCHEMA, name)));
    }

    /** Go to an extension; otherwise like {@link #table(String)}. */
    public ExtensionAssert extension(String name) {
        return new ExtensionAssert(scope().find(Names.global(ObjectKind.EXTENSION, name)));
    }

    /**
     * Go to an object of whatever kind.
     *
     * @param kindAndName as a snapshot's text writes it, with its schema, such as {@code index public.orders_status_idx}
     * @throws AssertionError when there is none
     * @throws IllegalArgumentException when the name cannot be read
     */
    public SchemaObjectAssert object(String kindAndName) {
        return new SchemaObjectAssert(scope().find(ObjectName.parse(kindAndName)));
    }

    /**
     * Verify that there is no object of this kind and name.
     *
     * @param kindAndName as a snapshot's text writes it, with its schema, such as {@code type public.order_status}
     * @throws AssertionError when there is one
     * @throws IllegalArgumentException when the name cannot be read
     */
    public SchemaSnapshotAssert doesNotHave(String kindAndName) {
        isNotNull();
        return doesNotHave(ObjectName.parse(kindAndName));
    }

    private SchemaSnapshotAssert doesNotHave(ObjectName unwanted) {
        SchemaObject object = actual.objects().get(unwanted);
        if (object != null) {
            String summary = object.summary();
            scope().fail("Expected no %s, but there is one%s"
                    .formatted(unwanted, summary.isEmpty() ? "" : ": " + summary));
        }
        return myself;
    }

    /**
     * Verify that there is a table of this name.
     *
     * <pre>{@code
     * assertThat(snapshot).hasTable("public.orders").hasTable("orders");
     * }</pre>
     *
     * @param name schema and table, or a table in the schema {@code public}; a part that is not plain lower case stands in
     *     double quotes
     * @throws AssertionError when there is none; names the one that was probably meant, or lists those that there are
     * @throws IllegalArgumentException when the name cannot be read
     */
    public SchemaSnapshotAssert hasTable(String name) {
        scope().find(Names.inSchema(ObjectKind.TABLE, name));
        return myself;
    }

    /**
     * Verify that there is no table of this name.
     *
     * @param name as in {@link #hasTable(String)}
     * @throws AssertionError when there is
     * @throws IllegalArgumentException when the name cannot be read
     */
    public SchemaSnapshotAssert doesNotHaveTable(String name) {
        isNotNull();
        return doesNotHave(Names.inSchema(ObjectKind.TABLE, name));
    }

    /**
     * Verify that these are all tables that there are, in every schema.
     *
     * @param names in whatever order, each as in {@link #hasTable(String)}
     * @throws AssertionError when one is missing, or another is there
     * @throws IllegalArgumentException when a name cannot be read
     */
    public SchemaSnapshotAssert hasOnlyTables(String... names) {
        isNotNull();
        Set<String> expected = tableNames(names);
        Set<String> found = actual.objects().keySet().stream()
                .filter(name -> name.kind() == ObjectKind.TABLE)
                .map(ObjectName::qualifiedName)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!expected.equals(found)) {
            scope().fail("Expected only the tables %s, but there are: %s%s%s"
                    .formatted(
                            String.join(", ", expected),
                            found.isEmpty() ? "none" : String.join(", ", found),
                            apart("missing:   ", expected, found),
                            apart("unexpected:", found, expected)));
        }
        return myself;
    }

    /**
     * Verify that these tables are there, and perhaps others.
     *
     * @param names each as in {@link #hasTable(String)}
     * @throws AssertionError when one is missing
     * @throws IllegalArgumentException when a name cannot be read
     */
    public SchemaSnapshotAssert hasTables(String... names) {
        for (String name : names) {
            hasTable(name);
        }
        return myself;
    }

    private static Set<String> tableNames(String... names) {
        return Arrays.stream(names)
                .map(name -> Names.inSchema(ObjectKind.TABLE, name).qualifiedName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String apart(String label, Collection<String> names, Collection<String> others) {
        List<String> only =
                names.stream().filter(name -> !others.contains(name)).toList();
        return only.isEmpty() ? "" : "\n  " + label + " " + String.join(", ", only);
    }
}
