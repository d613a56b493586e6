package dev.palindrome.schema;

/**
 * Claims on a view or a materialized view.
 *
 * <pre>{@code
 * assertThat(snapshot).view("open_orders").hasDefinition("""
 *         SELECT id
 *           FROM public.orders
 *          WHERE (status <> 'paid'::text)""");
 * }</pre>
 */
public final class ViewAssert extends RelationAssert<ViewAssert> {

    ViewAssert(Subject subject) {
        super(subject);
    }

    /**
     * Verify the query.
     *
     * @param query as PostgreSQL writes it, with the schema before each name; white space outside of literals does not count,
     *     nor does a semicolon at the end
     * @throws AssertionError when it is another one; shows the lines that differ
     */
    public ViewAssert hasDefinition(String query) {
        return hasText("definition", query);
    }
}
