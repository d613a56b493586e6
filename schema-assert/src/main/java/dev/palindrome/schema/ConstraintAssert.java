package dev.palindrome.schema;

/** Claims on a constraint of whatever kind. */
public final class ConstraintAssert extends ObjectAssert<ConstraintAssert> {

    ConstraintAssert(Subject subject) {
        super(subject);
    }

    /**
     * Verify the definition.
     *
     * @param definition as PostgreSQL writes it, such as {@code EXCLUDE USING gist (room WITH =, during WITH &&)}; white
     *     space outside of literals does not count
     * @throws AssertionError when it is another one
     */
    public ConstraintAssert hasDefinition(String definition) {
        return hasText("definition", definition);
    }
}
