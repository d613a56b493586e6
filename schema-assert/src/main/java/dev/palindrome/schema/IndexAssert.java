package dev.palindrome.schema;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Claims on an index that is not behind a constraint.
 *
 * <pre>{@code
 * assertThat(snapshot)
 *         .table("orders")
 *         .index("orders_open_idx")
 *         .isOn("customer_id", "created DESC")
 *         .hasCondition("status <> 'paid'::text")
 *         .isValid();
 * }</pre>
 */
public final class IndexAssert extends ObjectAssert<IndexAssert> {

    IndexAssert(Subject subject) {
        super(subject);
    }

    /**
     * Verify what is indexed, in its order.
     *
     * @param items columns or expressions as PostgreSQL writes them, with operator class and order where these are not the
     *     usual ones, such as {@code lower(email)} and {@code created DESC}
     * @throws AssertionError when it is something else
     */
    public IndexAssert isOn(String... items) {
        List<String> expected = List.of(items);
        List<String> actual = get(Index::items, expected);
        return is(isSame(expected, actual), "to be on " + list(expected), "it is on " + list(actual));
    }

    private static boolean isSame(List<String> expected, List<String> actual) {
        if (expected.size() != actual.size()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!SqlText.isSameExpression(expected.get(i), actual.get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Verify the columns that the index holds besides those that it is on.
     *
     * @throws AssertionError when it has others, or in another order
     */
    public IndexAssert includes(String... columns) {
        List<String> expected = List.of(columns);
        List<String> actual = get(Index::included, expected);
        return is(
                actual.equals(expected),
                "to include " + list(expected),
                actual.isEmpty() ? "it includes nothing" : "it includes " + list(actual));
    }

    /**
     * Verify that the index is unique.
     *
     * @throws AssertionError when it is not
     */
    public IndexAssert isUnique() {
        return is(get(Index::isUnique, true), "to be unique", "it is not");
    }

    /**
     * Verify that the index is not unique.
     *
     * @throws AssertionError when it is
     */
    public IndexAssert isNotUnique() {
        return is(!get(Index::isUnique, false), "not to be unique", "it is");
    }

    /**
     * Verify that two rows with nulls are held to be equal.
     *
     * @throws AssertionError when they are not
     */
    public IndexAssert hasNullsNotDistinct() {
        return is(get(Index::nullsNotDistinct, true), "to be NULLS NOT DISTINCT", "it takes several rows with null");
    }

    /**
     * Verify the condition of a partial index.
     *
     * @param condition as PostgreSQL writes it; white space, and parentheses around the whole, do not count
     * @throws AssertionError when it is another one, or the index holds every row
     */
    public IndexAssert hasCondition(String condition) {
        String actual = get(Index::condition, condition);
        return is(
                !actual.isEmpty() && SqlText.isSameExpression(condition, actual),
                "to hold only rows WHERE " + DefinitionText.withoutOuterParentheses(condition),
                actual.isEmpty()
                        ? "it holds every row"
                        : "it holds those WHERE " + DefinitionText.withoutOuterParentheses(actual));
    }

    /**
     * Verify that the index holds every row.
     *
     * @throws AssertionError when it is partial
     */
    public IndexAssert isNotPartial() {
        String actual = get(Index::condition, "");
        return is(
                actual.isEmpty(),
                "to hold every row",
                "it holds only those WHERE " + DefinitionText.withoutOuterParentheses(actual));
    }

    /**
     * Verify the access method, such as {@code btree} or {@code gin}.
     *
     * @throws AssertionError when it is another one
     */
    public IndexAssert usesMethod(String method) {
        String actual = get(Index::method, method);
        return is(actual.equals(method), "to use the method " + method, "it uses " + actual);
    }

    /**
     * Verify that queries use the index: {@code CREATE INDEX CONCURRENTLY} leaves an invalid one when it fails.
     *
     * @throws AssertionError when it is invalid
     */
    public IndexAssert isValid() {
        return is(get(Index::isValid, true), "to be valid", "it is not: queries pass over it");
    }

    private <T> T get(Function<Index, T> property, T missing) {
        return Optional.ofNullable(subject().object())
                .map(Index::of)
                .map(property)
                .orElse(missing);
    }
}
