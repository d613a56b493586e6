package dev.palindrome.schema;

/** Claims on a rule. */
public final class RuleAssert extends ObjectAssert<RuleAssert> {

    RuleAssert(Subject subject) {
        super(subject);
    }

    /**
     * Verify the definition.
     *
     * @param definition the whole {@code CREATE RULE} as PostgreSQL writes it; white space outside of literals does not
     *     count, nor does a semicolon at the end
     * @throws AssertionError when it is another one
     */
    public RuleAssert hasDefinition(String definition) {
        return hasText("definition", definition);
    }

    /**
     * Verify that the rule is enabled.
     *
     * @throws AssertionError when it is disabled, or applies on replicas only
     */
    public RuleAssert isEnabled() {
        String state = value("enabled").orElse("yes");
        return is(
                state.equals("yes") || state.equals("always"),
                "to be enabled",
                state.equals("no") ? "it is disabled" : "it is so on a replica only");
    }
}
