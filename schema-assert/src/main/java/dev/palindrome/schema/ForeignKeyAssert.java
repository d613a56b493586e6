package dev.palindrome.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Claims on a foreign key.
 *
 * <pre>{@code
 * assertThat(snapshot)
 *         .table("orders")
 *         .foreignKey("customer_id")
 *         .references("customers", "id")
 *         .onDelete(ForeignKeyAction.CASCADE)
 *         .isValidated();
 * }</pre>
 */
public final class ForeignKeyAssert extends ObjectAssert<ForeignKeyAssert> {

    ForeignKeyAssert(Subject subject) {
        super(subject);
    }

    /**
     * Verify the constraint's name.
     *
     * @throws AssertionError when it has another one
     */
    public ForeignKeyAssert hasName(String constraint) {
        String expected = Names.simple(ObjectKind.CONSTRAINT, constraint);
        return is(
                name().simpleName().equals(expected),
                "to have the name " + Identifiers.quote(expected),
                "it has " + Identifiers.quote(name().simpleName()));
    }

    /**
     * Verify the table and the columns that the key refers to.
     *
     * @param table without a schema in {@code public}
     * @param columns in the order of the key's own
     * @throws AssertionError when it refers to others
     */
    public ForeignKeyAssert references(String table, String... columns) {
        String expectedTable = Names.inSchema(ObjectKind.TABLE, table).qualifiedName();
        List<String> expectedColumns = Arrays.stream(columns)
                .map(column -> Identifiers.quote(Names.simple(ObjectKind.COLUMN, column)))
                .toList();
        String expected = expectedTable + list(expectedColumns);
        String actual = get(key -> key.table() + list(key.referenced()), "");
        return is(actual.equals(expected), "to refer to " + expected, "it refers to " + actual);
    }

    /**
     * Verify what happens when the row is deleted that the key refers to.
     *
     * @throws AssertionError when it is something else
     */
    public ForeignKeyAssert onDelete(ForeignKeyAction action) {
        ForeignKeyAction actual = get(ForeignKey::onDelete, action);
        return is(actual == action, "to do " + action + " on delete", "it does " + actual);
    }

    /**
     * Verify what happens when the row gets another key that the key refers to.
     *
     * @throws AssertionError when it is something else
     */
    public ForeignKeyAssert onUpdate(ForeignKeyAction action) {
        ForeignKeyAction actual = get(ForeignKey::onUpdate, action);
        return is(actual == action, "to do " + action + " on update", "it does " + actual);
    }

    /**
     * Verify that the check can be put off to the end of a transaction.
     *
     * @throws AssertionError when it cannot
     */
    public ForeignKeyAssert isDeferrable() {
        return is(!deferral().isEmpty(), "to be DEFERRABLE", "it is not");
    }

    /**
     * Verify that the check is put off to the end of a transaction unless a session says otherwise.
     *
     * @throws AssertionError when it is not
     */
    public ForeignKeyAssert isInitiallyDeferred() {
        return is(
                deferral().endsWith("DEFERRED"),
                "to be INITIALLY DEFERRED",
                deferral().isEmpty() ? "it is not deferrable" : "it is only " + deferral());
    }

    /**
     * Verify that the check is made at once.
     *
     * @throws AssertionError when it can be put off
     */
    public ForeignKeyAssert isNotDeferrable() {
        return is(deferral().isEmpty(), "not to be deferrable", "it is " + deferral());
    }

    /**
     * Verify that the rows were checked that were there before the key: it is neither {@code NOT VALID} nor
     * {@code NOT ENFORCED}.
     *
     * @throws AssertionError when they were not
     */
    public ForeignKeyAssert isValidated() {
        return is(
                get(ForeignKey::isValidated, true),
                "to be validated",
                get(ForeignKey::isEnforced, true) ? "it is NOT VALID" : "it is NOT ENFORCED");
    }

    /**
     * Verify that the rows were not checked that were there before the key.
     *
     * @throws AssertionError when they were
     */
    public ForeignKeyAssert isNotValidated() {
        return is(!get(ForeignKey::isValidated, false), "to be NOT VALID", "it is validated");
    }

    private String deferral() {
        return get(ForeignKey::deferral, "");
    }

    private <T> T get(Function<ForeignKey, T> property, T missing) {
        return Optional.ofNullable(subject().object())
                .flatMap(ForeignKey::of)
                .map(property)
                .orElse(missing);
    }
}
