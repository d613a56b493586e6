package dev.palindrome.schema;

/** Claims on a check constraint of a table or a domain. */
public final class CheckAssert extends ObjectAssert<CheckAssert> {

    CheckAssert(Subject subject) {
        super(subject);
    }

    /**
     * Verify the condition.
     *
     * @param condition as PostgreSQL writes it, such as {@code total > 0}; white space, and parentheses around the whole, do
     *     not count
     * @throws AssertionError when it is another one
     */
    public CheckAssert hasCondition(String condition) {
        String actual = DefinitionText.withoutOuterParentheses(definition().untilSuffix());
        return SqlText.isSameExpression(condition, actual)
                ? this
                : is(
                        false,
                        "to have the condition " + DefinitionText.withoutOuterParentheses(condition),
                        "it has " + actual);
    }

    /**
     * Verify that the rows were checked that were there before the constraint: it is neither {@code NOT VALID} nor
     * {@code NOT ENFORCED}.
     *
     * @throws AssertionError when they were not
     */
    public CheckAssert isValidated() {
        String suffix = definition().suffix();
        return is(
                !suffix.endsWith("NOT VALID") && !suffix.endsWith("NOT ENFORCED"),
                "to be validated",
                "it is " + suffix);
    }

    /**
     * Verify that the rows were not checked that were there before the constraint.
     *
     * @throws AssertionError when they were
     */
    public CheckAssert isNotValidated() {
        String suffix = definition().suffix();
        return is(suffix.endsWith("NOT VALID"), "to be NOT VALID", "it is validated");
    }

    /** The condition in its parentheses, and what stands behind. */
    private record Definition(String untilSuffix, String suffix) {}

    private Definition definition() {
        String text = value("definition").orElse("CHECK ()").substring("CHECK ".length());
        DefinitionText definition = new DefinitionText(text);
        definition.list();
        String suffix = definition.rest();
        return new Definition(text.substring(0, text.length() - suffix.length()), suffix.strip());
    }
}
