package dev.palindrome.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Claims on a policy of row level security.
 *
 * <pre>{@code
 * assertThat(snapshot)
 *         .table("orders")
 *         .hasRowSecurity()
 *         .policy("own_orders")
 *         .isFor("SELECT")
 *         .appliesTo("app")
 *         .hasUsing("owner = CURRENT_USER");
 * }</pre>
 */
public final class PolicyAssert extends ObjectAssert<PolicyAssert> {

    PolicyAssert(Subject subject) {
        super(subject);
    }

    /**
     * Verify the command.
     *
     * @param command {@code ALL}, {@code SELECT}, {@code INSERT}, {@code UPDATE} or {@code DELETE}
     * @throws AssertionError when it is another one
     */
    public PolicyAssert isFor(String command) {
        String actual = value("for").orElse("");
        return is(
                actual.equalsIgnoreCase(command),
                "to be for " + command.toUpperCase(Locale.ROOT),
                "it is for " + actual.toUpperCase(Locale.ROOT));
    }

    /**
     * Verify the roles, in whatever order.
     *
     * @param roles in double quotes where they are not plain lower case; {@code public} for everybody
     * @throws AssertionError when it applies to others
     */
    public PolicyAssert appliesTo(String... roles) {
        List<String> expected = Arrays.stream(roles).sorted().toList();
        String actual = value("to").orElse("");
        List<String> found = Arrays.stream(actual.split(", ")).sorted().toList();
        return is(expected.equals(found), "to apply to " + String.join(", ", roles), "it applies to " + actual);
    }

    /**
     * Verify that one such policy is enough for a row.
     *
     * @throws AssertionError when it is restrictive
     */
    public PolicyAssert isPermissive() {
        return is(!hasFlag("restrictive"), "to be permissive", "it is restrictive");
    }

    /**
     * Verify that the policy must hold for a row besides others.
     *
     * @throws AssertionError when it is permissive
     */
    public PolicyAssert isRestrictive() {
        return is(hasFlag("restrictive"), "to be restrictive", "it is permissive");
    }

    /**
     * Verify which rows can be seen.
     *
     * @param expression as PostgreSQL writes it; white space, and parentheses around the whole, do not count
     * @throws AssertionError when it is another one, or there is none
     */
    public PolicyAssert hasUsing(String expression) {
        return hasExpression("using", "USING", expression);
    }

    /**
     * Verify which rows can be written.
     *
     * @param expression as PostgreSQL writes it; white space, and parentheses around the whole, do not count
     * @throws AssertionError when it is another one, or there is none
     */
    public PolicyAssert hasWithCheck(String expression) {
        return hasExpression("with check", "WITH CHECK", expression);
    }

    private PolicyAssert hasExpression(String attribute, String words, String expression) {
        return value(attribute)
                        .filter(actual -> SqlText.isSameExpression(expression, actual))
                        .isPresent()
                ? this
                : has(attribute, words, expression);
    }
}
