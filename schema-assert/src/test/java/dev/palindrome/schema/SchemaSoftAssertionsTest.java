package dev.palindrome.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SchemaSoftAssertionsTest {

    private static final SchemaSnapshot EMPTY = SchemaSnapshot.parse("palindrome schema snapshot, format 1\n");

    private static final SchemaSnapshot ONE_TABLE =
            SchemaSnapshot.parse("palindrome schema snapshot, format 1\n\ntable public.orders\n");

    @Test
    void failures_are_told_together() {
        assertThat(failures(softly -> {
                    TableAssert orders =
                            softly.assertThat(Shop.SNAPSHOT).as("head").table("orders");
                    orders.column("status").hasType("text").isNullable().hasDefault("'new'::public.order_status");
                    orders.foreignKey("customer_id")
                            .onDelete(ForeignKeyAction.CASCADE)
                            .isValidated();
                    softly.assertThat(Shop.SNAPSHOT).hasTable("orders").hasTable("invoice");
                    softly.assertThat("a text").startsWith("b");
                }))
                .hasSize(6)
                .satisfiesExactly(
                        failure -> assertThat(failure)
                                .isEqualTo("[head] Expected column public.orders.status to have type text, but it has"
                                        + " public.order_status"),
                        failure -> assertThat(failure)
                                .isEqualTo(
                                        "[head] Expected column public.orders.status to be nullable, but it is NOT NULL"),
                        failure -> assertThat(failure)
                                .isEqualTo(
                                        "[head] Expected constraint public.orders.orders_customer_id_fkey to do CASCADE on"
                                                + " delete, but it does SET NULL"),
                        failure -> assertThat(failure)
                                .isEqualTo(
                                        "[head] Expected constraint public.orders.orders_customer_id_fkey to be validated,"
                                                + " but it is NOT VALID"),
                        failure -> assertThat(failure).startsWith("Expected table public.invoice, but there is none"),
                        failure -> assertThat(failure).contains("to start with", "\"b\""));
    }

    @Test
    void what_hangs_on_a_missing_table_is_passed_over() {
        assertThat(failures(softly -> {
                    TableAssert order = softly.assertThat(Shop.SNAPSHOT).table("order");
                    order.hasColumns("id")
                            .hasColumnsInAnyOrder("id")
                            .hasColumn("id")
                            .doesNotHaveColumn("no")
                            .hasPrimaryKey("id")
                            .hasNoPrimaryKey()
                            .hasUnique("id")
                            .doesNotHaveConstraint("c")
                            .doesNotHaveIndex("i")
                            .doesNotHaveTrigger("t")
                            .hasRowSecurity()
                            .hasForcedRowSecurity()
                            .isPartitionedBy("RANGE (id)")
                            .isPartitionOf("orders", "DEFAULT")
                            .hasOwner("app")
                            .hasGrant("app", "SELECT")
                            .hasGrantOption("app", "SELECT")
                            .hasNoGrant("app")
                            .hasComment("c")
                            .hasNoComment()
                            .hasAttribute("unlogged", "yes")
                            .doesNotHaveAttribute("unlogged");
                    order.column("id")
                            .hasType("int")
                            .isNotNullable()
                            .isNullable()
                            .hasDefault("1")
                            .hasNoDefault()
                            .isIdentityAlways()
                            .isIdentityByDefault()
                            .isNotIdentity()
                            .isGeneratedStored("1")
                            .isGeneratedVirtual("1")
                            .isNotGenerated()
                            .hasCollation("C");
                    order.primaryKey()
                            .hasName("pk")
                            .includes("x")
                            .hasNullsNotDistinct()
                            .isDeferrable()
                            .isNotDeferrable()
                            .isInitiallyDeferred();
                    order.uniqueKey("id").hasName("pk");
                    order.foreignKey("id")
                            .hasName("fk")
                            .references("t", "id")
                            .onDelete(ForeignKeyAction.CASCADE)
                            .onUpdate(ForeignKeyAction.CASCADE)
                            .isDeferrable()
                            .isNotDeferrable()
                            .isInitiallyDeferred()
                            .isValidated()
                            .isNotValidated();
                    order.foreignKeyNamed("fk").hasName("k");
                    order.check("c").hasCondition("true").isValidated().isNotValidated();
                    order.constraint("c").hasDefinition("CHECK (true)");
                    order.index("i")
                            .isOn("id")
                            .includes("id")
                            .isUnique()
                            .isNotUnique()
                            .hasNullsNotDistinct()
                            .hasCondition("true")
                            .isNotPartial()
                            .usesMethod("gin")
                            .isValid();
                    order.trigger("t")
                            .firesAfter("INSERT")
                            .firesBefore("INSERT")
                            .firesInsteadOf("INSERT")
                            .isForEachRow()
                            .isForEachStatement()
                            .calls("f")
                            .hasCondition("true")
                            .isEnabled()
                            .isDisabled();
                    order.rule("r").hasDefinition("CREATE RULE r").isEnabled();
                    order.policy("p")
                            .isFor("ALL")
                            .appliesTo("app")
                            .isPermissive()
                            .isRestrictive()
                            .hasUsing("true")
                            .hasWithCheck("true");
                }))
                .containsExactly(
                        "Expected table public.order, but there is none of that name. Did you mean public.orders?");
    }

    @Test
    void what_hangs_on_other_missing_objects_is_passed_over() {
        assertThat(failures(softly -> {
                    SchemaSnapshotAssert schema = softly.assertThat(EMPTY);
                    schema.enumType("e").hasLabels("a").containsLabels("a");
                    schema.type("t").hasFields("a").isRangeOf("int").field("a").hasType("int");
                    DomainAssert domain = schema.domain("d");
                    domain.hasBaseType("int").isNullable().isNotNullable().hasDefault("1");
                    domain.check("c").hasCondition("true");
                    schema.sequence("s")
                            .hasType("int")
                            .startsAt(7)
                            .incrementsBy(7)
                            .cycles()
                            .doesNotCycle()
                            .isOwnedBy("t", "c")
                            .isOwnedByNoColumn();
                    schema.function("f()")
                            .returns("int")
                            .hasLanguage("sql")
                            .hasBody("SELECT 1")
                            .isImmutable()
                            .isStable()
                            .isVolatile()
                            .isSecurityDefiner()
                            .isSecurityInvoker()
                            .isStrict()
                            .hasSetting("a", "b");
                    schema.view("v").hasDefinition("SELECT 1").trigger("t").isEnabled();
                    schema.extension("x").isInSchema("public");
                    schema.schema("n").hasOwner("app");
                }))
                .containsExactly(
                        "Expected type public.e, but there is none of that name. There are no types.",
                        "Expected type public.t, but there is none of that name. There are no types.",
                        "Expected domain public.d, but there is none of that name. There are no domains.",
                        "Expected sequence public.s, but there is none of that name. There are no sequences.",
                        "Expected function public.f(), but there is none of that name. There are no functions.",
                        "Expected view public.v, but there is none of that name. There are no views.",
                        "Expected extension x, but there is none of that name. There are no extensions.",
                        "Expected schema n, but there is none of that name. There are no schemas.");
    }

    @Test
    void what_hangs_on_a_missing_part_is_passed_over() {
        assertThat(failures(softly -> {
                    TableAssert sellers = softly.assertThat(Shop.SNAPSHOT).table("shop.sellers");
                    sellers.primaryKey().hasName("pk").isDeferrable();
                    sellers.foreignKey("id").references("orders", "id").isValidated();
                    softly.assertThat(Shop.SNAPSHOT).enumType("address").hasLabels("a");
                }))
                .containsExactly(
                        "Expected table shop.sellers to have a primary key, but it has no keys",
                        "Expected table shop.sellers to have one foreign key on (id), but it has none",
                        "Expected type public.address to be an enum, but it is: composite");
    }

    @Test
    void comparisons_and_claims_of_assertj_are_soft_too() {
        assertThat(failures(softly -> softly.assertThat(EMPTY)
                        .hasSameSchemaAs(Shop.SNAPSHOT)
                        .hasEquivalentSchemaTo(Shop.SNAPSHOT)
                        .isSameAs(Shop.SNAPSHOT)
                        .hasTable("orders")
                        .doesNotHaveTable("orders")
                        .hasOnlyTables()))
                .hasSize(4)
                .satisfiesExactly(
                        failure -> assertThat(failure).startsWith("Expected the same schema, but found "),
                        failure -> assertThat(failure).startsWith("Expected an equivalent schema, but found "),
                        failure -> assertThat(failure).contains("Expecting actual"),
                        failure -> assertThat(failure).startsWith("Expected table public.orders, but"));
    }

    @Test
    void nothing_to_look_in_is_one_failure_each() {
        assertThat(failures(softly -> {
                    softly.assertThat((SchemaSnapshot) null)
                            .table("orders")
                            .column("id")
                            .hasType("int");
                    softly.assertThat((SchemaSnapshot) null).doesNotHaveTable("orders");
                }))
                .hasSize(2)
                .first()
                .isEqualTo("Expected table public.orders, but the snapshot is null");
    }

    @Test
    void nothing_is_told_when_all_is_well() {
        SchemaSoftAssertions.assertSoftly(softly -> softly.assertThat(Shop.SNAPSHOT)
                .hasSameSchemaAs(Shop.SNAPSHOT)
                .table("orders")
                .column("id")
                .hasType("bigint"));
    }

    @Test
    void report_lists_the_failures_with_their_lines() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> SchemaSoftAssertions.assertSoftly(softly -> {
                    softly.assertThat(Shop.SNAPSHOT).table("order");
                    softly.assertThat(Shop.SNAPSHOT)
                            .table("orders")
                            .column("id")
                            .isNullable();
                    softly.assertThat(EMPTY).hasSameSchemaAs(ONE_TABLE);
                }))
                .satisfies(e -> assertThat(e.getMessage().replaceAll("(SchemaSoftAssertionsTest)\\S*", "$1"))
                        .isEqualToNormalizingNewlines("""

                                Multiple Failures (3 failures)
                                -- failure 1 --
                                Expected table public.order, but there is none of that name. Did you mean public.orders?
                                at SchemaSoftAssertionsTest
                                -- failure 2 --
                                Expected column public.orders.id to be nullable, but it is NOT NULL
                                at SchemaSoftAssertionsTest
                                -- failure 3 --
                                Expected the same schema, but found 1 difference:

                                  - table public.orders
                                at SchemaSoftAssertionsTest"""));
    }

    private static List<String> failures(Consumer<SchemaSoftAssertions> assertions) {
        SchemaSoftAssertions softly = new SchemaSoftAssertions();
        assertions.accept(softly);
        return softly.errorsCollected().stream()
                .map(failure -> String.valueOf(failure.getMessage())
                        .replaceAll("(?s)\\nat .*", "")
                        .strip())
                .toList();
    }
}
