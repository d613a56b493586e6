package dev.palindrome.schema;

import static dev.palindrome.schema.Shop.assertFails;
import static dev.palindrome.schema.Shop.assertThatShop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SchemaNavigationTest {

    @Test
    void every_kind_is_found() {
        assertThat(assertThatShop().table("public.orders")).hasToString("table public.orders");
        assertThat(assertThatShop().table("shop.sellers")).hasToString("table shop.sellers");
        assertThat(assertThatShop().foreignTable("rates").column("rate")).hasToString("column public.rates.rate");
        assertThat(assertThatShop().view("open_orders")).hasToString("view public.open_orders");
        assertThat(assertThatShop().materializedView("totals")).hasToString("materialized view public.totals");
        assertThat(assertThatShop().sequence("plain_seq")).hasToString("sequence public.plain_seq");
        assertThat(assertThatShop().enumType("order_status")).hasToString("type public.order_status");
        assertThat(assertThatShop().type("address")).hasToString("type public.address");
        assertThat(assertThatShop().domain("email")).hasToString("domain public.email");
        assertThat(assertThatShop().function("total(integer, text)"))
                .hasToString("function public.total(integer, text)");
        assertThat(assertThatShop().function("wipe()")).hasToString("function public.wipe()");
        assertThat(assertThatShop().procedure("public.archive(date)")).hasToString("procedure public.archive(date)");
        assertThat(assertThatShop().aggregate("product(decimal)")).hasToString("aggregate public.product(numeric)");
        assertThat(assertThatShop().schema("tools")).hasToString("schema tools");
        assertThat(assertThatShop().extension("btree_gist")).hasToString("extension btree_gist");
        assertThat(assertThatShop().object("index public.totals_sum_idx")).hasToString("index public.totals_sum_idx");
        assertThat(assertThatShop().table("customers").column("\"fullName\""))
                .hasToString("column public.customers.\"fullName\"");
    }

    @Test
    void arguments_may_be_written_in_short() {
        assertThat(assertThatShop().function("total(int,text)")).hasToString("function public.total(integer, text)");
    }

    @Test
    void near_miss_is_asked_for() {
        assertFails(
                () -> assertThatShop().table("order"),
                "Expected table public.order, but there is none of that name. Did you mean public.orders?");
    }

    @Test
    void same_name_in_another_schema_is_asked_for() {
        assertFails(
                () -> assertThatShop().table("sellers"),
                "Expected table public.sellers, but there is none of that name. Did you mean shop.sellers?");
    }

    @Test
    void other_arguments_are_asked_for() {
        assertFails(
                () -> assertThatShop().function("total(integer)"),
                "Expected function public.total(integer), but there is none of that name."
                        + " Did you mean public.total(integer, text)?");
    }

    @Test
    void object_of_another_kind_is_named() {
        assertFails(
                () -> assertThatShop().table("open_orders"),
                "Expected table public.open_orders, but public.open_orders is a view");
        assertFails(
                () -> assertThatShop().function("product(numeric)"),
                "Expected function public.product(numeric), but public.product(numeric) is an aggregate");
    }

    @Test
    void without_a_near_miss_all_are_listed() {
        assertFails(
                () -> assertThatShop().table("invoices"),
                "Expected table public.invoices, but there is none of that name. There are: public.customers,"
                        + " public.orders, public.orders_2026, shop.sellers.");
        assertFails(
                () -> SchemaAssertions.assertThat(SchemaSnapshot.parse("palindrome schema snapshot, format 1\n"))
                        .view("invoices"),
                "Expected view public.invoices, but there is none of that name. There are no views.");
        assertFails(
                () -> SchemaAssertions.assertThat(SchemaSnapshot.parse("palindrome schema snapshot, format 1\n"))
                        .object("policy public.invoices.own"),
                "Expected policy public.invoices.own, but there is none of that name. There are no policies.");
    }

    @Test
    void long_lists_end_with_the_count_left_out() {
        StringBuilder text = new StringBuilder("palindrome schema snapshot, format 1\n");
        for (char letter = 'a'; letter <= 'l'; letter++) {
            text.append("\ntable public.").append(letter).append("\n");
        }
        assertFails(
                () -> SchemaAssertions.assertThat(SchemaSnapshot.parse(text.toString()))
                        .table("invoices"),
                "Expected table public.invoices, but there is none of that name. There are: public.a, public.b, public.c,"
                        + " public.d, public.e, public.f, public.g, public.h, public.i, public.j and 2 more.");
    }

    @Test
    void column_is_only_looked_for_in_its_table() {
        assertFails(
                () -> assertThatShop().table("customers").column("status"),
                "Expected column public.customers.status, but there is none of that name. There are:"
                        + " public.customers.\"fullName\", public.customers.id.");
        assertFails(
                () -> assertThatShop().table("orders").column("state"),
                "Expected column public.orders.state, but there is none of that name. Did you mean public.orders.status?");
    }

    @Test
    void enum_of_another_sort_is_named() {
        assertFails(
                () -> assertThatShop().enumType("period"),
                "Expected type public.period to be an enum, but it is: range of timestamp with time zone");
    }

    @Test
    void description_goes_along() {
        assertFails(
                () -> assertThatShop().as("after %s", "0007").table("order"),
                "[after 0007] Expected table public.order, but there is none of that name. Did you mean public.orders?");
        assertFails(
                () -> assertThatShop()
                        .as("after 0007")
                        .table("orders")
                        .as("the orders")
                        .column("status")
                        .as("their state")
                        .isNullable(),
                "[after 0007: the orders: their state] Expected column public.orders.status to be nullable, but it is NOT"
                        + " NULL");
        assertFails(
                () -> assertThatShop().table("orders").as("first").as("second").hasNoComment(),
                "[second] Expected table public.orders to have no comment, but it has what was ordered");
    }

    @Test
    void nothing_to_look_in_is_a_failure() {
        assertFails(
                () -> SchemaAssertions.assertThat((SchemaSnapshot) null).table("orders"),
                "Expected table public.orders, but the snapshot is null");
    }

    @Test
    void tables_are_looked_for_as_a_whole() {
        assertThatShop()
                .hasTables("orders", "shop.sellers")
                .hasOnlyTables("shop.sellers", "orders", "orders_2026", "customers")
                .doesNotHaveTable("sellers")
                .doesNotHave("type public.invoice_state");
        assertFails(
                () -> assertThatShop().hasTables("orders", "invoices"),
                "Expected table public.invoices, but there is none of that name. There are: public.customers,"
                        + " public.orders, public.orders_2026, shop.sellers.");
        assertFails(() -> assertThatShop().hasOnlyTables("orders", "orders_2026", "customers", "invoices"), """
                Expected only the tables public.customers, public.invoices, public.orders, public.orders_2026, but there are:\
                 public.customers, public.orders, public.orders_2026, shop.sellers
                  missing:    public.invoices
                  unexpected: shop.sellers""");
        assertFails(
                () -> assertThatShop().doesNotHaveTable("shop.sellers"),
                "Expected no table shop.sellers, but there is one");
        assertFails(
                () -> assertThatShop().doesNotHave("type public.address"),
                "Expected no type public.address, but there is one: composite");
    }

    @Test
    void name_that_cannot_be_read_says_what_to_write() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatShop().table("Orders"))
                .withMessage("'Orders' is not the name of a table: write \"Orders\" in double quotes, or orders");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatShop().table("a.b.c"))
                .withMessage(
                        "'a.b.c' is not the name of a table: write it as in SQL, with a part that is not plain lower"
                                + " case in double quotes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatShop().table("orders").column("orders.id"))
                .withMessage(
                        "'orders.id' is not the name of a column: write it as in SQL, with a part that is not plain"
                                + " lower case in double quotes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatShop().view(""))
                .withMessage(
                        "'' is not the name of a view: write it as in SQL, with a part that is not plain lower case in"
                                + " double quotes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatShop().function("total"))
                .withMessage("'total' names no function: write the types of its arguments behind the name, such as"
                        + " total(integer, text) or total()");
    }
}
