package dev.palindrome.schema;

import static dev.palindrome.schema.Shop.assertFails;
import static dev.palindrome.schema.Shop.assertThatShop;

import org.junit.jupiter.api.Test;

class TypeAndSequenceAssertTest {

    @Test
    void labels_of_an_enum() {
        EnumAssert status = assertThatShop().enumType("order_status");
        status.hasLabels("new", "paid", "it's, well, sent").containsLabels("paid", "new");
        assertFails(
                () -> status.hasLabels("paid", "new", "it's, well, sent"),
                "Expected type public.order_status to have the labels (paid, new, it's, well, sent) in this order, but it has"
                        + " (new, paid, it's, well, sent)");
        assertFails(
                () -> status.containsLabels("new", "lost"),
                "Expected type public.order_status to contain the labels (lost), but it only has (new, paid, it's, well,"
                        + " sent)");
    }

    @Test
    void enum_without_labels() {
        SchemaAssertions.assertThat(SchemaSnapshot.parse("""
                        palindrome schema snapshot, format 1

                        type public.nothing
                          enum:
                        """))
                .enumType("nothing")
                .hasLabels();
    }

    @Test
    void fields_of_a_composite() {
        TypeAssert address = assertThatShop().type("address").hasFields("street", "zip");
        address.field("zip").hasType("varchar(10)");
        assertFails(
                () -> address.hasFields("zip", "street"),
                "Expected type public.address to have the fields (zip, street) in this order, but it has (street, zip)");
        assertFails(
                () -> assertThatShop().type("period").hasFields("a"),
                "Expected type public.period to have the fields (a) in this order, but it has none");
        assertFails(
                () -> address.field("zip").hasType("text"),
                "Expected attribute public.address.zip to have type text, but it has character varying(10)");
    }

    @Test
    void range() {
        assertThatShop().type("period").isRangeOf("timestamptz");
        assertFails(
                () -> assertThatShop().type("period").isRangeOf("date"),
                "Expected type public.period to have the subtype date, but it has timestamp with time zone");
        assertFails(
                () -> assertThatShop().type("address").isRangeOf("date"),
                "Expected type public.address to have the subtype date, but it has none");
    }

    @Test
    void domain() {
        DomainAssert email = assertThatShop().domain("email");
        email.hasBaseType("varchar(200)").isNotNullable().hasDefault("''::character varying");
        email.check("email_check").hasCondition("(VALUE)::text ~~ '%@%'::text").isNotValidated();
        assertThatShop().domain("note").isNullable();
        assertFails(
                () -> email.hasBaseType("text"),
                "Expected domain public.email to have the base type text, but it has character varying(200)");
        assertFails(email::isNullable, "Expected domain public.email to be nullable, but it is NOT NULL");
        assertFails(
                () -> assertThatShop().domain("note").isNotNullable(),
                "Expected domain public.note to be NOT NULL, but it is nullable");
        assertFails(
                () -> assertThatShop().domain("note").hasDefault("''::text"),
                "Expected domain public.note to have default ''::text, but it has none");
        assertFails(
                () -> email.check("email_check").isValidated(),
                "Expected constraint public.email.email_check to be validated, but it is NOT VALID");
    }

    @Test
    void sequence() {
        SequenceAssert number = assertThatShop().sequence("orders_no_seq");
        number.hasType("int").startsAt(1000).incrementsBy(5).cycles().isOwnedBy("orders", "id");
        SequenceAssert plain = assertThatShop().sequence("plain_seq");
        plain.hasType("bigint").startsAt(1).incrementsBy(1).doesNotCycle().isOwnedByNoColumn();
        assertFails(
                () -> number.hasType("bigint"),
                "Expected sequence public.orders_no_seq to have type bigint, but it has integer");
        assertFails(() -> plain.startsAt(1000), "Expected sequence public.plain_seq to start at 1000, but start is 1");
        assertFails(
                () -> number.incrementsBy(1),
                "Expected sequence public.orders_no_seq to increment by 1, but increment is 5");
        assertFails(plain::cycles, "Expected sequence public.plain_seq to cycle, but it does not");
        assertFails(number::doesNotCycle, "Expected sequence public.orders_no_seq not to cycle, but it does");
        assertFails(
                () -> number.isOwnedBy("orders", "no"),
                "Expected sequence public.orders_no_seq to have the owning column public.orders.no, but it has"
                        + " public.orders.id");
        assertFails(
                number::isOwnedByNoColumn,
                "Expected sequence public.orders_no_seq to have no owning column, but it has public.orders.id");
    }

    @Test
    void descending_sequence_starts_at_its_end() {
        SequenceAssert down = SchemaAssertions.assertThat(SchemaSnapshot.parse("""
                        palindrome schema snapshot, format 1

                        sequence public.down
                          type: bigint
                          increment: -1

                        sequence public.from_ten
                          type: bigint
                          increment: -1
                          maximum: 10
                        """))
                .sequence("down")
                .startsAt(-1)
                .incrementsBy(-1);
        assertFails(() -> down.startsAt(1), "Expected sequence public.down to start at 1, but start is -1");
    }

    @Test
    void extension_and_schema() {
        assertThatShop().extension("btree_gist").isInSchema("tools");
        assertThatShop().schema("tools").hasOwner("admin").hasComment("not for the application");
        assertFails(
                () -> assertThatShop().extension("btree_gist").isInSchema("public"),
                "Expected extension btree_gist to have the schema public, but it has tools");
        assertFails(
                () -> assertThatShop().extension("btree_gin"),
                "Expected extension btree_gin, but there is none of that name. Did you mean btree_gist?");
        assertFails(
                () -> assertThatShop().schema("sales"),
                "Expected schema sales, but there is none of that name. There are: public, tools.");
    }

    @Test
    void view() {
        assertThatShop()
                .view("open_orders")
                .hasDefinition("SELECT id, status FROM public.orders WHERE (status <> 'paid'::public.order_status)")
                .hasAttribute("option security_barrier", "true");
        assertFails(() -> assertThatShop().view("open_orders").hasDefinition("""
                        SELECT id,
                           total
                          FROM public.orders
                         WHERE (status <> 'paid'::public.order_status);"""), """
                Expected another definition of view public.open_orders:
                  expected     total
                  actual       status""");
    }

    @Test
    void lines_in_another_order_are_all_shown() {
        assertFails(
                () -> assertThatShop()
                        .view("open_orders")
                        .hasDefinition("   status\n  FROM public.orders\nSELECT id,\n"
                                + " WHERE (status <> 'paid'::public.order_status);"),
                """
                Expected another definition of view public.open_orders:
                  expected     status
                  expected    FROM public.orders
                  expected  SELECT id,
                  expected   WHERE (status <> 'paid'::public.order_status);
                  actual    SELECT id,
                  actual       status
                  actual      FROM public.orders
                  actual     WHERE (status <> 'paid'::public.order_status);""");
    }
}
