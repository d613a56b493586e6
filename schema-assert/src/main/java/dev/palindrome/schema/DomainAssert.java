package dev.palindrome.schema;

/** Claims on a domain. */
public final class DomainAssert extends OwnedAssert<DomainAssert> {

    DomainAssert(Subject subject) {
        super(subject);
    }

    /**
     * Verify the type that the domain is based on.
     *
     * @param type in PostgreSQL's words, or short ones such as {@code varchar(20)}
     * @throws AssertionError when it is another one
     */
    public DomainAssert hasBaseType(String type) {
        String actual = value("base type").orElse("none");
        return TypeNames.isSame(type, actual) ? this : has("base type", "the base type", TypeNames.canonical(type));
    }

    /**
     * Verify that the domain is NOT NULL.
     *
     * @throws AssertionError when it takes nulls
     */
    public DomainAssert isNotNullable() {
        return is(hasFlag("not null"), "to be NOT NULL", "it is nullable");
    }

    /**
     * Verify that the domain takes nulls.
     *
     * @throws AssertionError when it is NOT NULL
     */
    public DomainAssert isNullable() {
        return is(!hasFlag("not null"), "to be nullable", "it is NOT NULL");
    }

    /**
     * Verify the default.
     *
     * @param expression as PostgreSQL writes it
     * @throws AssertionError when there is another one or none
     */
    public DomainAssert hasDefault(String expression) {
        return value("default")
                        .filter(actual -> SqlText.isSameExpression(expression, actual))
                        .isPresent()
                ? this
                : has("default", "default", expression);
    }

    /**
     * Go to a check constraint.
     *
     * @throws AssertionError when there is none
     */
    public CheckAssert check(String name) {
        return new CheckAssert(subject().part(ObjectKind.CONSTRAINT, name));
    }
}
