package dev.palindrome.schema;

import static dev.palindrome.schema.Shop.assertFails;
import static dev.palindrome.schema.Shop.orders;

import org.junit.jupiter.api.Test;

class PolicyAndRuleAssertTest {

    private static PolicyAssert own() {
        return orders().policy("own");
    }

    private static PolicyAssert strict() {
        return orders().policy("strict");
    }

    @Test
    void policy() {
        own().isFor("SELECT").appliesTo("clerk", "app").isPermissive().hasUsing("customer_id = 1");
        strict().isFor("all")
                .appliesTo("public")
                .isRestrictive()
                .hasUsing("true")
                .hasWithCheck("total > (0)::numeric");
        assertFails(() -> own().isFor("all"), "Expected policy public.orders.own to be for ALL, but it is for SELECT");
        assertFails(
                () -> own().appliesTo("app"),
                "Expected policy public.orders.own to apply to app, but it applies to app, clerk");
        assertFails(
                () -> strict().isPermissive(),
                "Expected policy public.orders.strict to be permissive, but it is restrictive");
        assertFails(
                () -> own().isRestrictive(),
                "Expected policy public.orders.own to be restrictive, but it is permissive");
        assertFails(
                () -> own().hasUsing("customer_id = 2"),
                "Expected policy public.orders.own to have USING customer_id = 2, but it has (customer_id = 1)");
        assertFails(
                () -> own().hasWithCheck("true"),
                "Expected policy public.orders.own to have WITH CHECK true, but it has none");
        assertFails(
                () -> orders().policy("sterict"),
                "Expected policy public.orders.sterict, but there is none of that name. Did you mean public.orders.strict?");
    }

    @Test
    void rule() {
        orders().rule("keep").hasDefinition("CREATE RULE keep AS ON DELETE TO public.orders DO INSTEAD NOTHING");
        orders().rule("note").isEnabled();
        assertFails(
                () -> orders().rule("keep").isEnabled(),
                "Expected rule public.orders.keep to be enabled, but it is disabled");
        assertFails(() -> orders().rule("keep").hasDefinition("""
                        CREATE RULE keep AS
                            ON UPDATE TO public.orders DO INSTEAD NOTHING;"""), """
                Expected another definition of rule public.orders.keep:
                  expected      ON UPDATE TO public.orders DO INSTEAD NOTHING;
                  actual        ON DELETE TO public.orders DO INSTEAD NOTHING;""");
    }
}
