package dev.palindrome.schema;

import static dev.palindrome.schema.Shop.assertFails;
import static dev.palindrome.schema.Shop.assertThatShop;
import static dev.palindrome.schema.Shop.orders;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class GrantAssertTest {

    @Test
    void owner() {
        orders().hasOwner("admin");
        assertFails(
                () -> orders().hasOwner("app"), "Expected table public.orders to have the owner app, but it has admin");
    }

    @Test
    void grants() {
        orders().hasGrant("app", "select", "INSERT")
                .hasGrant("reader", "SELECT")
                .hasGrant("admin", "MAINTAIN", "ALL");
        orders().column("customer_id").hasGrant("app", "UPDATE");
        assertThatShop().sequence("orders_no_seq").hasGrant("app", "USAGE");
        assertThatShop().schema("public").hasGrant("PUBLIC", "USAGE");
        assertFails(
                () -> orders().hasGrant("app", "SELECT", "DELETE"),
                "Expected table public.orders to grant DELETE to app, but it grants SELECT, INSERT WITH GRANT OPTION");
        assertFails(
                () -> orders().hasGrant("boss", "SELECT"),
                "Expected table public.orders to grant SELECT to boss, but it grants nothing to boss");
        assertFails(
                () -> orders().hasGrant("app", "ALL"),
                "Expected table public.orders to grant ALL to app, but it grants SELECT, INSERT WITH GRANT OPTION");
    }

    @Test
    void grant_option() {
        orders().hasGrantOption("app", "INSERT");
        assertFails(
                () -> orders().hasGrantOption("app", "SELECT"),
                "Expected table public.orders to grant SELECT to app with grant option, but it grants SELECT, INSERT WITH"
                        + " GRANT OPTION");
    }

    @Test
    void no_grants() {
        orders().hasNoGrant("app", "DELETE", "UPDATE").hasNoGrant("PUBLIC").hasNoGrant("boss");
        assertFails(
                () -> orders().hasNoGrant("app", "DELETE", "INSERT"),
                "Expected table public.orders to not grant INSERT to app, but it grants SELECT, INSERT WITH GRANT OPTION");
        assertFails(
                () -> orders().hasNoGrant("app"),
                "Expected table public.orders to grant nothing to app, but it grants SELECT, INSERT WITH GRANT OPTION");
    }

    @Test
    void rights_without_any_grant_are_those_of_postgresql() {
        assertThatShop().table("customers").hasGrant("admin", "ALL").hasNoGrant("PUBLIC");
        assertThatShop()
                .function("total(integer, text)")
                .hasGrant("PUBLIC", "EXECUTE")
                .hasGrant("admin", "EXECUTE");
        assertThatShop().function("wipe()").hasNoGrant("PUBLIC");
        assertThatShop().domain("email").hasNoGrant("public", "USAGE");
        assertFails(
                () -> assertThatShop().function("total(integer, text)").hasNoGrant("PUBLIC", "EXECUTE"),
                "Expected function public.total(integer, text) to not grant EXECUTE to PUBLIC, but it grants EXECUTE");
        assertFails(
                () -> assertThatShop().type("address").hasNoGrant("PUBLIC"),
                "Expected type public.address to grant nothing to PUBLIC, but it grants USAGE");
    }

    @Test
    void snapshot_without_owners_and_grants_says_nothing_of_them() {
        TableAssert orders = SchemaAssertions.assertThat(
                        Shop.SNAPSHOT.without(SnapshotOptions.defaults().withoutOwnersAndGrants()))
                .table("orders");
        assertFails(
                () -> orders.hasNoGrant("app"),
                "Expected table public.orders to grant nothing to app, but the snapshot leaves out owners and grants");
        assertFails(
                () -> orders.column("customer_id").hasNoGrant("app", "UPDATE"),
                "Expected column public.orders.customer_id to not grant UPDATE to app, but the snapshot leaves out owners and"
                        + " grants");
        assertFails(
                () -> orders.hasOwner("admin"),
                "Expected table public.orders to have the owner admin, but the snapshot leaves out owners and grants");
    }

    @Test
    void usual_rights_on_the_schema_public_differ_by_version() {
        SchemaSnapshotAssert untouched = SchemaAssertions.assertThat(
                SchemaSnapshot.parse("palindrome schema snapshot, format 1\n\nschema public\n"));
        String reason =
                "but the snapshot leaves out what PostgreSQL gives by itself on this schema, which differs by version";
        assertFails(
                () -> untouched.schema("public").hasNoGrant("PUBLIC", "CREATE"),
                "Expected schema public to not grant CREATE to PUBLIC, " + reason);
        assertFails(
                () -> untouched.schema("public").hasOwner("admin"),
                "Expected schema public to have the owner admin, " + reason);
        assertFails(
                () -> assertThatShop().schema("tools").hasGrant("app", "USAGE"),
                "Expected schema tools to grant USAGE to app, but it grants nothing to app");
    }

    @Test
    void privilege_that_the_kind_does_not_have_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> orders().hasNoGrant("app", "EXECUTE"))
                .withMessage(
                        "'EXECUTE' is no privilege on a table, expected ALL or one of: SELECT, INSERT, UPDATE, DELETE,"
                                + " TRUNCATE, REFERENCES, TRIGGER, MAINTAIN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatShop().function("wipe()").hasGrant("app", "SELECT"))
                .withMessage("'SELECT' is no privilege on a function, expected ALL or one of: EXECUTE");
    }
}
