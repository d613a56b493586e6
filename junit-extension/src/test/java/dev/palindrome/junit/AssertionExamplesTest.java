package dev.palindrome.junit;

import static dev.palindrome.schema.ForeignKeyAction.CASCADE;
import static dev.palindrome.schema.ForeignKeyAction.NO_ACTION;
import static dev.palindrome.schema.SchemaAssertions.assertThat;

import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.SchemaSoftAssertions;
import dev.palindrome.schema.TableAssert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/assertions.md, and what else a real server writes of each kind of object. */
@Tag("database")
@MigrationTest("histories/shop")
class AssertionExamplesTest {

    @Test
    void ordersAreAsReviewed(SchemaSnapshot head) {
        TableAssert orders = assertThat(head)
                .table("orders")
                .hasColumns("id", "customer_id", "status", "net", "gross", "created")
                .hasPrimaryKey("id")
                .hasComment("what was ordered");
        orders.column("status").hasType("order_status").isNotNullable().hasDefault("'new'::public.order_status");
        orders.column("net").hasType("numeric(10,2)").hasNoDefault();
        orders.column("id").isIdentityByDefault();
        orders.column("gross").isGeneratedStored("net * 1.2");
        orders.foreignKey("customer_id").references("customers", "id").onDelete(CASCADE);
        orders.check("net_positive").hasCondition("net > (0)::numeric");
        orders.index("orders_open_idx")
                .isOn("customer_id", "created DESC")
                .hasCondition("status <> 'shipped'::public.order_status")
                .isValid();
        orders.trigger("stamp").firesBefore("INSERT", "UPDATE OF status, net").isForEachRow();
    }

    @Test
    void ordersAreSafe(SchemaSnapshot head) {
        assertThat(head)
                .table("orders")
                .hasRowSecurity()
                .hasGrant("pg_read_all_data", "SELECT", "INSERT")
                .hasNoGrant("pg_read_all_data", "DELETE", "TRUNCATE")
                .hasNoGrant("PUBLIC")
                .policy("recent")
                .isFor("SELECT")
                .appliesTo("pg_read_all_data");
        assertThat(head).function("stamp()").isSecurityDefiner().hasNoGrant("PUBLIC", "EXECUTE");
    }

    @Test
    void everythingElse(SchemaSnapshot head) {
        assertThat(head).hasTables("orders", "customers").doesNotHaveTable("invoices");
        assertThat(head).enumType("order_status").hasLabels("new", "paid", "shipped");
        assertThat(head).domain("email").hasBaseType("varchar(200)").isNullable();
        assertThat(head).sequence("invoice_no").startsAt(1000).incrementsBy(5).cycles();
        assertThat(head).function("total(bigint, text)").returns("numeric").isStable();
        assertThat(head).view("open_orders").hasDefinition("""
                SELECT id, net
                  FROM public.orders
                 WHERE (status <> 'shipped'::public.order_status)""");
        assertThat(head).object("table public.events_2026").hasAttribute("partition of", "public.events");
    }

    @Test
    void reportsEverythingAtOnce(SchemaSnapshot head) {
        SchemaSoftAssertions.assertSoftly(softly -> {
            TableAssert customers = softly.assertThat(head).table("customers");
            customers.column("id").hasType("bigint").isIdentityAlways();
            customers.column("email").hasType("email").isNotNullable();
            customers.hasUnique("email");
        });
    }

    @Test
    void details_of_tables(SchemaSnapshot head) {
        assertThat(head).hasOnlyTables("customers", "events", "events_2026", "orders");
        TableAssert customers = assertThat(head).table("customers");
        customers
                .column("\"fullName\"")
                .hasType("text")
                .hasCollation("C")
                .isNullable()
                .isNotGenerated();
        customers.uniqueKey("email").hasName("customers_email_key").isNotDeferrable();
        TableAssert orders = assertThat(head).table("orders");
        orders.hasForcedRowSecurity().hasUnique("net", "created");
        orders.primaryKey().hasName("orders_pkey").isDeferrable().isInitiallyDeferred();
        orders.foreignKeyNamed("orders_customer_fkey")
                .onUpdate(NO_ACTION)
                .isDeferrable()
                .isNotValidated();
        orders.constraint("orders_range_excl")
                .hasDefinition("EXCLUDE USING gist (tstzrange(created, created) WITH &&)");
        orders.index("orders_open_idx").includes("net").isNotUnique().usesMethod("btree");
        orders.index("orders_created_net_key").isUnique().isNotPartial();
        orders.rule("keep")
                .hasDefinition("CREATE RULE keep AS ON DELETE TO public.orders DO INSTEAD NOTHING")
                .isEnabled();
        orders.trigger("stamp")
                .calls("stamp", "orders", "it's")
                .hasCondition("new.net > (10)::numeric")
                .isEnabled();
        orders.policy("recent").isPermissive().hasUsing("created > (now() - '1 year'::interval)");
        orders.column("status").hasGrantOption("pg_read_all_data", "UPDATE");
        assertThat(head).table("events").isPartitionedBy("RANGE (created)").hasNoPrimaryKey();
        assertThat(head)
                .table("events_2026")
                .isPartitionOf("events", "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')");
    }

    @Test
    void details_of_other_objects(SchemaSnapshot head) {
        assertThat(head).type("address").hasFields("street", "zip").field("zip").hasType("varchar(10)");
        assertThat(head)
                .domain("email")
                .check("email_has_at")
                .hasCondition("(VALUE)::text ~~ '%@%'::text")
                .isValidated();
        assertThat(head).sequence("invoice_no").hasType("int").isOwnedByNoColumn();
        assertThat(head)
                .function("total(int8,text)")
                .hasLanguage("sql")
                .isStrict()
                .isSecurityInvoker()
                .hasSetting("search_path", "public")
                .hasBody("SELECT sum(net) FROM orders WHERE customer_id = customer")
                .hasGrant("PUBLIC", "EXECUTE");
        assertThat(head).function("stamp()").isVolatile().returns("trigger");
        assertThat(head).view("open_orders").hasAttribute("option security_barrier", "true");
        assertThat(head)
                .materializedView("totals")
                .index("totals_customer_idx")
                .isOn("customer_id")
                .isUnique();
    }

    @TempDir
    private Path folder;

    @Test
    void drift(SchemaSnapshot head, Schemas schemas) throws IOException, SQLException {
        Path production = Files.writeString(folder.resolve("production.txt"), head.text());
        assertThat(head).hasNoDriftFrom(production);
        schemas.of(database -> assertThat(schemas.of(empty -> {})).hasNoDriftFrom(database));
    }
}
