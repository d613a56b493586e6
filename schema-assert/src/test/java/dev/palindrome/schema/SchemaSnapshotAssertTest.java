package dev.palindrome.schema;

import static dev.palindrome.schema.SchemaAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class SchemaSnapshotAssertTest {

    private static final SchemaSnapshot ORDERS = SchemaSnapshot.parse("""
            palindrome schema snapshot, format 1

            table public.orders
              column id | type: integer

            table shop.orders
            """);

    private static final SchemaSnapshot WITH_TYPE = SchemaSnapshot.parse("""
            palindrome schema snapshot, format 1

            type public.order_status
              enum: new, paid, shipped

            table public.orders
              column id | type: bigint

            table shop.orders
            """);

    @Test
    void same_schema_passes() {
        assertThat(ORDERS).hasSameSchemaAs(SchemaSnapshot.parse(ORDERS.text())).hasTable("public.orders");
    }

    @Test
    void failure_lists_the_differences_and_carries_both_texts() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(WITH_TYPE).hasSameSchemaAs(ORDERS))
                .withMessage("""
                        Expected the same schema, but found 2 differences:

                          + type public.order_status  enum (new, paid, shipped)
                          ~ column public.orders.id  type: integer -> bigint""")
                .satisfies(e -> {
                    assertThat(e.getExpected().getStringRepresentation()).isEqualTo(ORDERS.text());
                    assertThat(e.getActual().getStringRepresentation()).isEqualTo(WITH_TYPE.text());
                });
    }

    @Test
    void description_comes_first() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(ORDERS).as("after the downgrade").hasTable("items"))
                .withMessage("[after the downgrade] Expected table public.items, but there is none of that name."
                        + " There are: public.orders, shop.orders.");
    }

    @Test
    void table_is_looked_for_in_public_unless_the_schema_is_named() {
        assertThat(ORDERS).hasTable("orders").hasTable("shop.orders");
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(SchemaSnapshot.parse("palindrome schema snapshot, format 1\n"))
                        .hasTable("orders"))
                .withMessage("Expected table public.orders, but there is none of that name. There are no tables.");
        assertThatIllegalArgumentException().isThrownBy(() -> assertThat(ORDERS).hasTable("Orders"));
    }
}
