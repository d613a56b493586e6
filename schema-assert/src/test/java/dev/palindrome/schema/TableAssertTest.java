package dev.palindrome.schema;

import static dev.palindrome.schema.Shop.assertFails;
import static dev.palindrome.schema.Shop.assertThatShop;
import static dev.palindrome.schema.Shop.orders;

import org.junit.jupiter.api.Test;

class TableAssertTest {

    private static TableAssert customers() {
        return assertThatShop().table("customers");
    }

    @Test
    void columns_in_order() {
        customers().hasColumns("id", "\"fullName\"");
        assertFails(
                () -> customers().hasColumns("\"fullName\"", "id"),
                "Expected table public.customers to have the columns (\"fullName\", id) in this order, but the order is (id,"
                        + " \"fullName\")");
        assertFails(() -> customers().hasColumns("id", "name"), """
                Expected table public.customers to have the columns (id, name) in this order, but it has (id, "fullName")
                  missing:    name
                  unexpected: "fullName\"""");
    }

    @Test
    void columns_in_any_order() {
        customers().hasColumnsInAnyOrder("\"fullName\"", "id");
        assertFails(() -> customers().hasColumnsInAnyOrder("id"), """
                Expected table public.customers to have the columns (id) in any order, but it has (id, "fullName")
                  unexpected: "fullName\"""");
    }

    @Test
    void single_columns() {
        customers().hasColumn("id", "\"fullName\"").doesNotHaveColumn("name");
        assertFails(
                () -> customers().hasColumn("id", "ident"),
                "Expected column public.customers.ident, but there is none of that name. There are:"
                        + " public.customers.\"fullName\", public.customers.id.");
        assertFails(
                () -> customers().doesNotHaveColumn("id"),
                "Expected table public.customers to have no column id, but it has");
    }

    @Test
    void primary_key() {
        orders().hasPrimaryKey("id", "created").primaryKey().hasName("orders_pkey");
        assertThatShop().table("shop.sellers").hasNoPrimaryKey();
        assertFails(
                () -> orders().hasPrimaryKey("created", "id"),
                "Expected table public.orders to have the primary key (created, id), but it has (id, created)");
        assertFails(
                () -> assertThatShop().table("shop.sellers").hasPrimaryKey("id"),
                "Expected table shop.sellers to have the primary key (id), but it has none");
        assertFails(
                () -> assertThatShop().table("shop.sellers").primaryKey(),
                "Expected table shop.sellers to have a primary key, but it has no keys");
        assertFails(
                () -> customers().hasNoPrimaryKey(),
                "Expected table public.customers to have no primary key, but it has (id)");
        assertFails(
                () -> orders().primaryKey().hasName("orders_key"),
                "Expected constraint public.orders.orders_pkey to have the name orders_key, but it has orders_pkey");
    }

    @Test
    void unique_constraint() {
        customers()
                .uniqueKey("\"fullName\"")
                .hasName("full_name_unique")
                .hasNullsNotDistinct()
                .includes("id")
                .isDeferrable()
                .isInitiallyDeferred();
        customers().primaryKey().isNotDeferrable();
        assertFails(
                () -> customers().uniqueKey("id"),
                "Expected table public.customers to have a unique constraint on (id), but it only has: PRIMARY KEY (id),"
                        + " UNIQUE NULLS NOT DISTINCT (\"fullName\") INCLUDE (id) DEFERRABLE INITIALLY DEFERRED");
        assertFails(
                () -> customers().primaryKey().hasNullsNotDistinct(),
                "Expected constraint public.customers.customers_pkey to be NULLS NOT DISTINCT, but it takes several rows"
                        + " with null");
        assertFails(
                () -> customers().primaryKey().includes("a", "b"),
                "Expected constraint public.customers.customers_pkey to include (a, b), but it includes nothing");
        assertFails(
                () -> customers().primaryKey().isDeferrable(),
                "Expected constraint public.customers.customers_pkey to be DEFERRABLE, but it is not");
        assertFails(
                () -> customers().primaryKey().isInitiallyDeferred(),
                "Expected constraint public.customers.customers_pkey to be INITIALLY DEFERRED, but it is not deferrable");
        assertFails(
                () -> customers().uniqueKey("\"fullName\"").isNotDeferrable(),
                "Expected constraint public.customers.full_name_unique not to be deferrable, but it is: DEFERRABLE"
                        + " INITIALLY DEFERRED");
    }

    @Test
    void unique_in_whatever_way() {
        customers().hasUnique("id").hasUnique("\"fullName\"");
        orders().hasUnique("created", "id").hasUnique("total");
        assertFails(
                () -> orders().hasUnique("id"),
                "Expected table public.orders to be unique in (id), but it is only unique in (id, created), (total)");
        assertFails(
                () -> assertThatShop().table("shop.sellers").hasUnique("id"),
                "Expected table shop.sellers to be unique in (id), but it is unique in nothing");
    }

    @Test
    void foreign_key() {
        orders().foreignKey("customer_id")
                .hasName("orders_customer_id_fkey")
                .references("customers", "id")
                .onDelete(ForeignKeyAction.SET_NULL)
                .onUpdate(ForeignKeyAction.RESTRICT)
                .isDeferrable()
                .isInitiallyDeferred()
                .isNotValidated();
        orders().foreignKeyNamed("orders_seller_id_fkey")
                .references("shop.sellers", "id")
                .onDelete(ForeignKeyAction.NO_ACTION)
                .onUpdate(ForeignKeyAction.NO_ACTION)
                .isNotDeferrable()
                .isValidated();
    }

    @Test
    void foreign_key_that_is_missing() {
        assertFails(
                () -> orders().foreignKey("id"),
                "Expected table public.orders to have one foreign key on (id), but its foreign keys are on (customer_id),"
                        + " (seller_id), (seller_id)");
        assertFails(
                () -> customers().foreignKey("id"),
                "Expected table public.customers to have one foreign key on (id), but it has none");
        assertFails(
                () -> orders().foreignKey("seller_id"),
                "Expected table public.orders to have one foreign key on (seller_id), but it has several:"
                        + " orders_seller_id_fkey, orders_seller_id_fkey1");
        assertFails(
                () -> orders().foreignKeyNamed("total_positive"),
                "Expected constraint public.orders.total_positive to be a FOREIGN KEY, but it is: CHECK ((total >"
                        + " (0)::numeric))");
    }

    @Test
    void foreign_key_that_is_another() {
        String key = "Expected constraint public.orders.orders_customer_id_fkey ";
        assertFails(
                () -> orders().foreignKey("customer_id").hasName("customer"),
                key + "to have the name customer, but it has orders_customer_id_fkey");
        assertFails(
                () -> orders().foreignKey("customer_id").references("shop.customers", "id"),
                key + "to refer to shop.customers(id), but it refers to public.customers(id)");
        assertFails(
                () -> orders().foreignKey("customer_id").onDelete(ForeignKeyAction.CASCADE),
                key + "to do CASCADE on delete, but it does SET NULL");
        assertFails(
                () -> orders().foreignKey("customer_id").onUpdate(ForeignKeyAction.NO_ACTION),
                key + "to do NO ACTION on update, but it does RESTRICT");
        assertFails(
                () -> orders().foreignKey("customer_id").isNotDeferrable(),
                key + "not to be deferrable, but it is DEFERRABLE INITIALLY DEFERRED");
        assertFails(
                () -> orders().foreignKey("customer_id").isValidated(), key + "to be validated, but it is NOT VALID");
        String other = "Expected constraint public.orders.orders_seller_id_fkey";
        assertFails(
                () -> orders().foreignKeyNamed("orders_seller_id_fkey").isDeferrable(),
                other + " to be DEFERRABLE, but it is not");
        assertFails(
                () -> orders().foreignKeyNamed("orders_seller_id_fkey").isInitiallyDeferred(),
                other + " to be INITIALLY DEFERRED, but it is not deferrable");
        assertFails(
                () -> orders().foreignKeyNamed("orders_seller_id_fkey1").isInitiallyDeferred(),
                other + "1 to be INITIALLY DEFERRED, but it is only DEFERRABLE");
        assertFails(
                () -> orders().foreignKeyNamed("orders_seller_id_fkey").isNotValidated(),
                other + " to be NOT VALID, but it is validated");
    }

    @Test
    void temporal_keys_of_postgresql_18() {
        TableAssert rooms =
                SchemaAssertions.assertThat(SchemaSnapshot.parse("""
                        palindrome schema snapshot, format 1

                        table public.rooms
                          column id | type: integer
                          column during | type: tstzrange
                          constraint rooms_fkey | definition: FOREIGN KEY (id, PERIOD during) REFERENCES public.houses(id, PERIOD during) NOT ENFORCED
                          constraint rooms_pkey | definition: PRIMARY KEY (id, during WITHOUT OVERLAPS)
                        """)).table("rooms");
        rooms.hasPrimaryKey("id", "during").foreignKey("id", "during").references("houses", "id", "during");
        assertFails(
                () -> rooms.foreignKey("id", "during").isValidated(),
                "Expected constraint public.rooms.rooms_fkey to be validated, but it is NOT ENFORCED");
    }

    @Test
    void check() {
        orders().check("total_positive").hasCondition("total > (0)::numeric").isValidated();
        orders().check("total_positive").hasCondition("((total>(0)::numeric))");
        assertFails(
                () -> orders().check("total_positive").hasCondition("(total >= (0)::numeric)"),
                "Expected constraint public.orders.total_positive to have the condition total >= (0)::numeric, but it has"
                        + " total > (0)::numeric");
        assertFails(
                () -> orders().check("total_positive").isNotValidated(),
                "Expected constraint public.orders.total_positive to be NOT VALID, but it is validated");
        assertFails(
                () -> orders().check("orders_pkey"),
                "Expected constraint public.orders.orders_pkey to be a CHECK, but it is: PRIMARY KEY (id, created)");
        assertFails(
                () -> orders().check("total_positve"),
                "Expected constraint public.orders.total_positve, but there is none of that name. Did you mean"
                        + " public.orders.total_positive?");
    }

    @Test
    void other_constraint() {
        orders().doesNotHaveConstraint("orders_excl")
                .constraint("orders_created_excl")
                .hasDefinition("EXCLUDE USING gist (customer_id WITH =, created WITH &&)");
        assertFails(
                () -> orders().constraint("orders_created_excl").hasDefinition("EXCLUDE USING gist (created WITH &&)"),
                """
                Expected another definition of constraint public.orders.orders_created_excl:
                  expected  EXCLUDE USING gist (created WITH &&)
                  actual    EXCLUDE USING gist (customer_id WITH =, created WITH &&)""");
        assertFails(
                () -> orders().doesNotHaveConstraint("orders_pkey"),
                "Expected table public.orders to have no constraint orders_pkey, but it has");
    }

    @Test
    void row_security_and_partitions() {
        orders().hasRowSecurity().hasForcedRowSecurity().isPartitionedBy("RANGE (created)");
        assertThatShop()
                .table("orders_2026")
                .isPartitionOf("orders", "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')");
        assertFails(
                () -> customers().hasRowSecurity(),
                "Expected table public.customers to have row security enabled, but it is not");
        assertFails(
                () -> customers().isPartitionedBy("RANGE (id)"),
                "Expected table public.customers to have the partition key RANGE (id), but it has none");
        assertFails(
                () -> assertThatShop().table("orders_2026").isPartitionOf("customers", "DEFAULT"),
                "Expected table public.orders_2026 to have the partitioned table public.customers, but it has"
                        + " public.orders");
    }

    @Test
    void forced_row_security_needs_to_be_enabled_first() {
        assertFails(
                () -> customers().hasForcedRowSecurity(),
                "Expected table public.customers to have row security enabled, but it is not");
        assertFails(
                () -> SchemaAssertions.assertThat(SchemaSnapshot.parse("""
                                palindrome schema snapshot, format 1

                                table public.orders
                                  row security
                                """))
                        .table("orders")
                        .hasForcedRowSecurity(),
                "Expected table public.orders to force row security on its owner, but it does not");
    }

    @Test
    void comments_and_other_attributes() {
        orders().hasComment("what was ordered").column("total").hasNoComment().hasAttribute("storage", "main");
        orders().hasAttribute("row security", "yes").doesNotHaveAttribute("unlogged");
        assertFails(
                () -> orders().hasComment("sales"),
                "Expected table public.orders to have the comment sales, but it has what was ordered");
        assertFails(
                () -> customers().hasComment("people"),
                "Expected table public.customers to have the comment people, but it has none");
        assertFails(
                () -> orders().column("status").hasNoComment(),
                "Expected column public.orders.status to have no comment, but it has life cycle");
        assertFails(
                () -> orders().column("total").hasAttribute("storage", "plain"),
                "Expected column public.orders.total to have storage plain, but it has main");
        assertFails(
                () -> orders().column("total").hasAttribute("compression", "lz4"),
                "Expected column public.orders.total to have the attribute compression: lz4, but it only has: type,"
                        + " storage");
        assertFails(
                () -> orders().doesNotHaveAttribute("row security"),
                "Expected table public.orders to have no row security, but it has");
    }
}
