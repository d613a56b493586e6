package dev.palindrome.schema;

import static dev.palindrome.schema.Shop.assertFails;
import static dev.palindrome.schema.Shop.assertThatShop;
import static dev.palindrome.schema.Shop.orders;

import org.junit.jupiter.api.Test;

class IndexAssertTest {

    private static IndexAssert open() {
        return orders().index("orders_open_idx");
    }

    private static IndexAssert total() {
        return orders().index("orders_total_key");
    }

    @Test
    void what_it_is_on() {
        open().isOn("lower((status)::text)", "created DESC").includes("total").usesMethod("btree");
        total().isOn("total");
        assertThatShop().materializedView("totals").index("totals_sum_idx").isOn("sum");
        assertFails(
                () -> open().isOn("status", "created"),
                "Expected index public.orders_open_idx to be on (status, created), but it is on (lower((status)::text),"
                        + " created DESC)");
        assertFails(
                () -> open().isOn("created DESC"),
                "Expected index public.orders_open_idx to be on (created DESC), but it is on (lower((status)::text),"
                        + " created DESC)");
        assertFails(
                () -> open().includes("id"),
                "Expected index public.orders_open_idx to include (id), but it includes (total)");
        assertFails(
                () -> total().includes("id"),
                "Expected index public.orders_total_key to include (id), but it includes nothing");
        assertFails(
                () -> total().usesMethod("hash"),
                "Expected index public.orders_total_key to use the method hash, but it uses btree");
    }

    @Test
    void uniqueness() {
        open().isNotUnique().hasNullsNotDistinct();
        total().isUnique();
        assertFails(() -> open().isUnique(), "Expected index public.orders_open_idx to be unique, but it is not");
        assertFails(() -> total().isNotUnique(), "Expected index public.orders_total_key not to be unique, but it is");
        assertFails(
                () -> total().hasNullsNotDistinct(),
                "Expected index public.orders_total_key to be NULLS NOT DISTINCT, but it takes several rows with null");
    }

    @Test
    void condition() {
        open().hasCondition("status <> 'paid'::public.order_status");
        total().isNotPartial();
        assertFails(
                () -> open().hasCondition("(status = 'new')"),
                "Expected index public.orders_open_idx to hold only rows WHERE status = 'new', but it holds those WHERE"
                        + " status <> 'paid'::public.order_status");
        assertFails(
                () -> total().hasCondition("total > 0"),
                "Expected index public.orders_total_key to hold only rows WHERE total > 0, but it holds every row");
        assertFails(
                () -> open().isNotPartial(),
                "Expected index public.orders_open_idx to hold every row, but it holds only those WHERE status <>"
                        + " 'paid'::public.order_status");
    }

    @Test
    void validity() {
        total().isValid();
        assertFails(
                () -> open().isValid(),
                "Expected index public.orders_open_idx to be valid, but it is not: queries pass over it");
    }

    @Test
    void missing_index() {
        orders().doesNotHaveIndex("orders_status_idx");
        assertFails(
                () -> orders().index("orders_opn_idx"),
                "Expected index public.orders_opn_idx, but there is none of that name. Did you mean"
                        + " public.orders_open_idx?");
        assertFails(
                () -> orders().doesNotHaveIndex("orders_open_idx"),
                "Expected table public.orders to have no index orders_open_idx, but it has");
    }

    @Test
    void index_of_another_table_is_not_the_tables() {
        assertFails(
                () -> assertThatShop().table("customers").index("orders_total_key"),
                "Expected index public.orders_total_key of table public.customers, but it belongs to table public.orders");
    }
}
