package dev.palindrome.schema;

import static dev.palindrome.schema.Shop.assertFails;
import static dev.palindrome.schema.Shop.assertThatShop;
import static dev.palindrome.schema.Shop.orders;

import org.junit.jupiter.api.Test;

class TriggerAssertTest {

    private static TriggerAssert audit() {
        return orders().trigger("audit");
    }

    private static TriggerAssert stamp() {
        return orders().trigger("stamp");
    }

    @Test
    void when_it_fires() {
        audit().firesAfter("UPDATE OF status, total", "INSERT").isForEachRow();
        stamp().firesBefore("TRUNCATE").isForEachStatement();
        assertThatShop().view("open_orders").trigger("insert_order").firesInsteadOf("INSERT");
        assertFails(
                () -> audit().firesAfter("INSERT"),
                "Expected trigger public.orders.audit to fire AFTER INSERT, but it fires AFTER INSERT OR UPDATE OF status,"
                        + " total");
        assertFails(
                () -> stamp().firesInsteadOf("TRUNCATE"),
                "Expected trigger public.orders.stamp to fire INSTEAD OF TRUNCATE, but it fires BEFORE TRUNCATE");
        assertFails(
                () -> audit().firesBefore("INSERT", "DELETE"),
                "Expected trigger public.orders.audit to fire BEFORE INSERT OR DELETE, but it fires AFTER INSERT OR UPDATE"
                        + " OF status, total");
        assertFails(
                () -> stamp().isForEachRow(),
                "Expected trigger public.orders.stamp to be FOR EACH ROW, but it is FOR EACH STATEMENT");
        assertFails(
                () -> audit().isForEachStatement(),
                "Expected trigger public.orders.audit to be FOR EACH STATEMENT, but it is FOR EACH ROW");
    }

    @Test
    void what_it_calls() {
        audit().calls("write_audit", "orders", "it's");
        stamp().calls("tools.stamp");
        assertFails(
                () -> stamp().calls("stamp"),
                "Expected trigger public.orders.stamp to call public.stamp(), but it calls tools.stamp()");
        assertFails(
                () -> audit().calls("write_audit"),
                "Expected trigger public.orders.audit to call public.write_audit(), but it calls"
                        + " public.write_audit('orders', 'it''s')");
    }

    @Test
    void condition() {
        audit().hasCondition("new.total > (0)::numeric");
        assertFails(
                () -> audit().hasCondition("new.total > 1"),
                "Expected trigger public.orders.audit to fire only WHEN new.total > 1, but it fires WHEN new.total >"
                        + " (0)::numeric");
        assertFails(
                () -> stamp().hasCondition("true"),
                "Expected trigger public.orders.stamp to fire only WHEN true, but it fires always");
    }

    @Test
    void state() {
        audit().isEnabled();
        stamp().isDisabled();
        assertFails(
                () -> stamp().isEnabled(), "Expected trigger public.orders.stamp to be enabled, but it is disabled");
        assertFails(() -> audit().isDisabled(), "Expected trigger public.orders.audit to be disabled, but it is not");
    }

    @Test
    void missing_trigger() {
        orders().doesNotHaveTrigger("notify");
        assertFails(
                () -> orders().trigger("audits"),
                "Expected trigger public.orders.audits, but there is none of that name. Did you mean public.orders.audit?");
        assertFails(
                () -> orders().doesNotHaveTrigger("audit"),
                "Expected table public.orders to have no trigger audit, but it has");
    }

    @Test
    void other_forms_of_definition() {
        TableAssert table =
                SchemaAssertions.assertThat(SchemaSnapshot.parse("""
                        palindrome schema snapshot, format 1

                        table public.t
                          trigger "a ON b"
                            definition: CREATE CONSTRAINT TRIGGER "a ON b" AFTER INSERT OR DELETE ON public.t FROM public.u NOT DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION "My"."f(x)"()
                            enabled: replica
                          trigger tables | definition: CREATE TRIGGER tables AFTER UPDATE ON public.t REFERENCING OLD TABLE AS old NEW TABLE AS new FOR EACH STATEMENT EXECUTE FUNCTION public.f()
                        """)).table("t");
        table.trigger("\"a ON b\"")
                .firesAfter("INSERT", "DELETE")
                .isForEachRow()
                .calls("\"My\".\"f(x)\"");
        table.trigger("tables").firesAfter("UPDATE").isForEachStatement().calls("f");
        assertFails(
                () -> table.trigger("\"a ON b\"").isEnabled(),
                "Expected trigger public.t.\"a ON b\" to be enabled, but it is so on a replica only");
    }
}
