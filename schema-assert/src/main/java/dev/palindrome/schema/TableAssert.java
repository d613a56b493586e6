package dev.palindrome.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Claims on a table, and the way to its parts.
 *
 * <pre>{@code
 * TableAssert orders = assertThat(snapshot).table("orders").hasColumns("id", "customer_id", "status").hasPrimaryKey("id");
 * orders.column("status").hasType("text").isNotNullable();
 * orders.foreignKey("customer_id").references("customers", "id").onDelete(CASCADE);
 * orders.index("orders_status_idx").isOn("status").isNotUnique();
 * }</pre>
 */
public final class TableAssert extends RelationAssert<TableAssert> {

    TableAssert(Subject subject) {
        super(subject);
    }

    /**
     * Go to a column.
     *
     * @param name as in SQL: in double quotes where it is not plain lower case
     * @throws AssertionError when there is none; names the one that was probably meant
     * @throws IllegalArgumentException when the name cannot be read
     */
    public ColumnAssert column(String name) {
        return new ColumnAssert(subject().part(ObjectKind.COLUMN, name));
    }

    /**
     * Verify that the table has exactly these columns in this order.
     *
     * @throws AssertionError when it has others, or in another order
     */
    public TableAssert hasColumns(String... names) {
        List<String> expected = columns(names);
        List<String> actual = subject().partNames(ObjectKind.COLUMN);
        boolean sameSet = isSameSet(expected, actual);
        return is(
                expected.equals(actual),
                "to have the columns %s in this order".formatted(list(expected)),
                sameSet ? "the order is " + list(actual) : "it has " + list(actual) + apart(expected, actual));
    }

    /**
     * Verify that the table has exactly these columns, in whatever order.
     *
     * @throws AssertionError when it has others
     */
    public TableAssert hasColumnsInAnyOrder(String... names) {
        List<String> expected = columns(names);
        List<String> actual = subject().partNames(ObjectKind.COLUMN);
        return is(
                isSameSet(expected, actual),
                "to have the columns %s in any order".formatted(list(expected)),
                "it has " + list(actual) + apart(expected, actual));
    }

    /**
     * Verify that the table has these columns, and perhaps others.
     *
     * @throws AssertionError when one is missing
     */
    public TableAssert hasColumn(String... names) {
        for (String name : names) {
            subject().part(ObjectKind.COLUMN, name);
        }
        return this;
    }

    /**
     * Verify that there is no column of this name.
     *
     * @throws AssertionError when there is
     */
    public TableAssert doesNotHaveColumn(String name) {
        return doesNotHave(ObjectKind.COLUMN, name);
    }

    /**
     * Go to the primary key.
     *
     * @throws AssertionError when there is none
     */
    public KeyAssert primaryKey() {
        return new KeyAssert(onlyConstraint("primary key", Key::isPrimary));
    }

    /**
     * Verify the primary key's columns, in its order.
     *
     * @throws AssertionError when it has others, or there is none
     */
    public TableAssert hasPrimaryKey(String... columns) {
        List<String> expected = columns(columns);
        List<String> actual =
                keys(Key::isPrimary).stream().findFirst().map(Key::columns).orElse(List.of());
        return is(
                actual.equals(expected),
                "to have the primary key " + list(expected),
                actual.isEmpty() ? "it has none" : "it has " + list(actual));
    }

    /**
     * Verify that there is no primary key.
     *
     * @throws AssertionError when there is
     */
    public TableAssert hasNoPrimaryKey() {
        List<Key> keys = keys(Key::isPrimary);
        return is(
                keys.isEmpty(),
                "to have no primary key",
                "it has " + keys.stream().map(key -> list(key.columns())).collect(Collectors.joining(", ")));
    }

    /**
     * Go to the unique constraint on these columns, in its order.
     *
     * @throws AssertionError when there is none; one index alone is none
     */
    public KeyAssert uniqueKey(String... columns) {
        List<String> expected = columns(columns);
        return new KeyAssert(onlyConstraint(
                "unique constraint on " + list(expected),
                key -> !key.isPrimary() && key.columns().equals(expected)));
    }

    /**
     * Verify that no two rows can have the same values in these columns, whatever keeps them apart: the primary key, a
     * unique constraint, or a valid unique index without a condition. Order has no meaning here.
     *
     * @throws AssertionError when nothing keeps them apart
     */
    public TableAssert hasUnique(String... columns) {
        List<String> expected = columns(columns);
        List<List<String>> actual = new ArrayList<>();
        keys(key -> true).forEach(key -> actual.add(key.columns()));
        subject()
                .parts(ObjectKind.INDEX)
                .map(Index::of)
                .filter(Index::keepsRowsApart)
                .forEach(index -> actual.add(index.items()));
        return is(
                actual.stream().anyMatch(key -> isSameSet(expected, key)),
                "to be unique in " + list(expected),
                actual.isEmpty()
                        ? "it is unique in nothing"
                        : "it is only unique in "
                                + actual.stream().map(ObjectAssert::list).collect(Collectors.joining(", ")));
    }

    /**
     * Go to the foreign key on these columns, in its order.
     *
     * @throws AssertionError when there is none, or several; name one of those with {@link #foreignKeyNamed(String)}
     */
    public ForeignKeyAssert foreignKey(String... columns) {
        List<String> expected = columns(columns);
        List<ForeignKey> all =
                constraints().map(ForeignKey::of).flatMap(Optional::stream).toList();
        List<ForeignKey> found =
                all.stream().filter(key -> key.columns().equals(expected)).toList();
        if (found.size() == 1) {
            return new ForeignKeyAssert(subject().part(found.get(0).name()));
        }
        is(
                false,
                "to have one foreign key on " + list(expected),
                found.isEmpty() ? where(all) : "it has several: " + named(found));
        return new ForeignKeyAssert(
                subject().missing(name().child(ObjectKind.CONSTRAINT, "foreign key on " + list(expected))));
    }

    private static String where(List<ForeignKey> keys) {
        return keys.isEmpty()
                ? "it has none"
                : "its foreign keys are on "
                        + keys.stream().map(key -> list(key.columns())).collect(Collectors.joining(", "));
    }

    private static String named(List<ForeignKey> keys) {
        return keys.stream()
                .map(key -> Identifiers.quote(key.name().simpleName()))
                .collect(Collectors.joining(", "));
    }

    /**
     * Go to a foreign key by its name.
     *
     * @throws AssertionError when there is no constraint of that name, or one of another kind
     */
    public ForeignKeyAssert foreignKeyNamed(String name) {
        return new ForeignKeyAssert(constraint(name, "FOREIGN KEY"));
    }

    /**
     * Go to a check constraint.
     *
     * @throws AssertionError when there is no constraint of that name, or one of another kind
     */
    public CheckAssert check(String name) {
        return new CheckAssert(constraint(name, "CHECK"));
    }

    private Subject constraint(String name, String kind) {
        Subject constraint = subject().part(ObjectKind.CONSTRAINT, name);
        String definition = Optional.ofNullable(constraint.object())
                .flatMap(object -> object.attribute("definition"))
                .orElse(kind);
        if (definition.startsWith(kind)) {
            return constraint;
        }
        constraint.scope().fail("Expected %s to be a %s, but it is: %s".formatted(constraint.name(), kind, definition));
        return subject().missing(constraint.name());
    }

    /**
     * Go to a constraint of whatever kind.
     *
     * @throws AssertionError when there is none
     */
    public ConstraintAssert constraint(String name) {
        return new ConstraintAssert(subject().part(ObjectKind.CONSTRAINT, name));
    }

    /**
     * Verify that there is no constraint of this name.
     *
     * @throws AssertionError when there is
     */
    public TableAssert doesNotHaveConstraint(String name) {
        return doesNotHave(ObjectKind.CONSTRAINT, name);
    }

    /**
     * Go to a policy of row level security.
     *
     * @throws AssertionError when there is none
     */
    public PolicyAssert policy(String name) {
        return new PolicyAssert(subject().part(ObjectKind.POLICY, name));
    }

    /**
     * Verify that row level security is enabled. Policies do nothing until it is.
     *
     * @throws AssertionError when it is not
     */
    public TableAssert hasRowSecurity() {
        return is(hasFlag("row security"), "to have row security enabled", "it is not");
    }

    /**
     * Verify that row level security is enabled, and holds for the table's owner too.
     *
     * @throws AssertionError when it does not
     */
    public TableAssert hasForcedRowSecurity() {
        return hasRowSecurity().is(hasFlag("row security forced"), "to force row security on its owner", "it does not");
    }

    /**
     * Verify the partition key.
     *
     * @param key as PostgreSQL writes it, such as {@code RANGE (created)}
     * @throws AssertionError when it is another one, or the table is not partitioned
     */
    public TableAssert isPartitionedBy(String key) {
        return has("partition by", "the partition key", key);
    }

    /**
     * Verify that the table is a partition.
     *
     * @param table the partitioned table; without a schema in {@code public}
     * @param bound as PostgreSQL writes it, such as {@code FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')}
     * @throws AssertionError when it is one of another table or with another bound, or none
     */
    public TableAssert isPartitionOf(String table, String bound) {
        return has(
                        "partition of",
                        "the partitioned table",
                        Names.inSchema(ObjectKind.TABLE, table).qualifiedName())
                .has("partition bound", "the partition bound", bound);
    }

    private Subject onlyConstraint(String words, Predicate<Key> wanted) {
        List<Key> found = keys(wanted);
        if (!found.isEmpty()) {
            return subject().part(found.get(0).name());
        }
        List<Key> all = keys(key -> true);
        is(
                false,
                "to have a " + words,
                all.isEmpty()
                        ? "it has no keys"
                        : "it only has: " + all.stream().map(Key::definition).collect(Collectors.joining(", ")));
        return subject().missing(name().child(ObjectKind.CONSTRAINT, words));
    }

    private List<Key> keys(Predicate<Key> wanted) {
        return constraints()
                .map(Key::of)
                .flatMap(Optional::stream)
                .filter(wanted)
                .toList();
    }

    private java.util.stream.Stream<SchemaObject> constraints() {
        return subject().parts(ObjectKind.CONSTRAINT);
    }

    /** Return the names as a message shows them, and as PostgreSQL writes them in a definition. */
    private static List<String> columns(String... names) {
        return Arrays.stream(names)
                .map(name -> Identifiers.quote(Names.simple(ObjectKind.COLUMN, name)))
                .toList();
    }

    private static boolean isSameSet(List<String> left, List<String> right) {
        return left.size() == right.size() && new HashSet<>(left).equals(new HashSet<>(right));
    }

    private static String apart(List<String> expected, List<String> actual) {
        return apart("missing:   ", expected, actual) + apart("unexpected:", actual, expected);
    }

    private static String apart(String label, List<String> names, List<String> others) {
        List<String> only =
                names.stream().filter(name -> !others.contains(name)).toList();
        return only.isEmpty() ? "" : "\n  " + label + " " + String.join(", ", only);
    }
}
