package dev.palindrome.schema;

/**
 * Claims on a function, a procedure or an aggregate.
 *
 * <pre>{@code
 * assertThat(snapshot)
 *         .function("total(integer)")
 *         .returns("numeric")
 *         .hasLanguage("sql")
 *         .isStable()
 *         .isSecurityInvoker();
 * }</pre>
 */
public final class RoutineAssert extends OwnedAssert<RoutineAssert> {

    RoutineAssert(Subject subject) {
        super(subject);
    }

    /**
     * Verify what is returned.
     *
     * @param type in PostgreSQL's words, such as {@code SETOF public.orders}, or short ones such as {@code int}
     * @throws AssertionError when it is something else
     */
    public RoutineAssert returns(String type) {
        String actual = value("returns").orElse("nothing");
        return is(TypeNames.isSame(type, actual), "to return " + TypeNames.canonical(type), "it returns " + actual);
    }

    /**
     * Verify the language.
     *
     * @throws AssertionError when it is another one
     */
    public RoutineAssert hasLanguage(String language) {
        return has("language", "the language", language);
    }

    /**
     * Verify the text of the body, or the SQL-standard body as PostgreSQL writes it.
     *
     * @param body white space outside of literals does not count
     * @throws AssertionError when it is another one; shows the lines that differ
     */
    public RoutineAssert hasBody(String body) {
        return hasText(hasFlag("sql body") ? "sql body" : "body", body);
    }

    /**
     * Verify that the function is {@code IMMUTABLE}.
     *
     * @throws AssertionError when it is not
     */
    public RoutineAssert isImmutable() {
        return hasVolatility("immutable");
    }

    /**
     * Verify that the function is {@code STABLE}.
     *
     * @throws AssertionError when it is not
     */
    public RoutineAssert isStable() {
        return hasVolatility("stable");
    }

    /**
     * Verify that the function is {@code VOLATILE}, which is the default.
     *
     * @throws AssertionError when it is not
     */
    public RoutineAssert isVolatile() {
        return hasVolatility("volatile");
    }

    private RoutineAssert hasVolatility(String expected) {
        String actual = value("volatility").orElse("volatile");
        return is(actual.equals(expected), "to be " + expected, "it is " + actual);
    }

    /**
     * Verify that the routine runs with the rights of its owner.
     *
     * @throws AssertionError when it runs with those of the caller
     */
    public RoutineAssert isSecurityDefiner() {
        return is(hasFlag("security definer"), "to be SECURITY DEFINER", "it runs with the caller's rights");
    }

    /**
     * Verify that the routine runs with the rights of the caller.
     *
     * @throws AssertionError when it runs with those of its owner
     */
    public RoutineAssert isSecurityInvoker() {
        return is(!hasFlag("security definer"), "to be SECURITY INVOKER", "it is SECURITY DEFINER");
    }

    /**
     * Verify that null comes of null arguments without a call.
     *
     * @throws AssertionError when the function is called with them
     */
    public RoutineAssert isStrict() {
        return is(hasFlag("strict"), "to be STRICT", "it is called on null");
    }

    /**
     * Verify a setting that holds while the routine runs.
     *
     * @param value as PostgreSQL writes it
     * @throws AssertionError when it has another value, or is not set
     */
    public RoutineAssert hasSetting(String setting, String value) {
        return has("set " + setting, "the setting " + setting, value);
    }
}
