package dev.palindrome.schema;

import static dev.palindrome.schema.Shop.assertFails;
import static dev.palindrome.schema.Shop.assertThatShop;

import org.junit.jupiter.api.Test;

class RoutineAssertTest {

    private static RoutineAssert total() {
        return assertThatShop().function("total(integer, text)");
    }

    private static RoutineAssert wipe() {
        return assertThatShop().function("wipe()");
    }

    @Test
    void result_language_and_body() {
        total().returns("decimal").hasLanguage("sql").hasBody("SELECT  1").hasSetting("search_path", "public, pg_temp");
        assertThatShop().procedure("archive(date)").hasBody("BEGIN ATOMIC SELECT 1; END");
        assertThatShop().aggregate("product(numeric)").returns("numeric");
        assertFails(
                () -> total().returns("int"),
                "Expected function public.total(integer, text) to return integer, but it returns numeric");
        assertFails(
                () -> assertThatShop().procedure("archive(date)").returns("int"),
                "Expected procedure public.archive(date) to return integer, but it returns nothing");
        assertFails(
                () -> total().hasLanguage("plpgsql"),
                "Expected function public.total(integer, text) to have the language plpgsql, but it has sql");
        assertFails(() -> wipe().hasBody("""
                        BEGIN
                          TRUNCATE public.orders;
                        END"""), """
                Expected another body of function public.wipe():
                  expected    TRUNCATE public.orders;
                  actual      DELETE FROM public.orders;""");
        assertFails(
                () -> wipe().hasSetting("search_path", "pg_temp"),
                "Expected function public.wipe() to have the setting search_path pg_temp, but it has none");
    }

    @Test
    void volatility() {
        total().isStable();
        wipe().isVolatile();
        assertFails(
                () -> total().isImmutable(),
                "Expected function public.total(integer, text) to be immutable, but it is stable");
        assertFails(() -> wipe().isStable(), "Expected function public.wipe() to be stable, but it is volatile");
        assertFails(
                () -> total().isVolatile(),
                "Expected function public.total(integer, text) to be volatile, but it is stable");
    }

    @Test
    void immutable_function() {
        SchemaAssertions.assertThat(SchemaSnapshot.parse("""
                        palindrome schema snapshot, format 1

                        function public.f()
                          volatility: immutable
                        """)).function("f()").isImmutable();
    }

    @Test
    void security_and_nulls() {
        total().isSecurityInvoker().isStrict();
        wipe().isSecurityDefiner();
        assertFails(
                () -> total().isSecurityDefiner(),
                "Expected function public.total(integer, text) to be SECURITY DEFINER, but it runs with the caller's rights");
        assertFails(
                () -> wipe().isSecurityInvoker(),
                "Expected function public.wipe() to be SECURITY INVOKER, but it is SECURITY DEFINER");
        assertFails(() -> wipe().isStrict(), "Expected function public.wipe() to be STRICT, but it is called on null");
    }
}
