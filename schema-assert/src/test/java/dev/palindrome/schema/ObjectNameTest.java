package dev.palindrome.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectNameTest {

    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of(ObjectName.of(ObjectKind.TYPE, "public", "order_status"), "type public.order_status"),
                Arguments.of(
                        ObjectName.of(ObjectKind.COLUMN, "public", "orders", "status"), "column public.orders.status"),
                Arguments.of(ObjectName.of(ObjectKind.SCHEMA, "shop"), "schema shop"),
                Arguments.of(
                        ObjectName.of(ObjectKind.MATERIALIZED_VIEW, "public", "sums"), "materialized view public.sums"),
                Arguments.of(
                        new ObjectName(ObjectKind.FUNCTION, List.of("public", "f"), "integer, text"),
                        "function public.f(integer, text)"),
                Arguments.of(new ObjectName(ObjectKind.PROCEDURE, List.of("a", "p"), ""), "procedure a.p()"),
                Arguments.of(
                        new ObjectName(ObjectKind.FUNCTION, List.of("public", "f"), "public.\"odd) name\""),
                        "function public.f(public.\"odd) name\")"),
                Arguments.of(ObjectName.of(ObjectKind.TABLE, "public", "Orders"), "table public.\"Orders\""),
                Arguments.of(ObjectName.of(ObjectKind.TABLE, "public", "a.b"), "table public.\"a.b\""),
                Arguments.of(
                        ObjectName.of(ObjectKind.TABLE, "public", "say \"hi\""), "table public.\"say \"\"hi\"\"\""),
                Arguments.of(
                        ObjectName.of(ObjectKind.TABLE, "public", "two\nlines\\"), "table public.\"two\\nlines\\\\\""),
                Arguments.of(ObjectName.of(ObjectKind.TABLE, "public", "größe"), "table public.\"größe\""),
                Arguments.of(ObjectName.of(ObjectKind.TABLE, "public", "1st"), "table public.\"1st\""));
    }

    @ParameterizedTest
    @MethodSource("names")
    void is_shown_and_read_again(ObjectName name, String text) {
        assertThat(name).hasToString(text);
        assertThat(ObjectName.parse(text)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "table",
                "table ",
                "tables public.a",
                "table public.",
                "table public.a b",
                "table public.\"a",
                "function public.f",
                "function public.f(",
                "table public.\"a\\u12\""
            })
    void anything_else_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ObjectName.parse(text));
    }

    @Test
    void names_are_sorted_by_their_characters_and_the_outer_object_comes_first() {
        ObjectName table = ObjectName.of(ObjectKind.TABLE, "public", "orders");
        ObjectName column = ObjectName.of(ObjectKind.COLUMN, "public", "orders", "z");
        ObjectName later = ObjectName.of(ObjectKind.TABLE, "public", "orders_2");
        ObjectName upper = ObjectName.of(ObjectKind.TABLE, "public", "Z");
        ObjectName accent = ObjectName.of(ObjectKind.TABLE, "public", "é");

        assertThat(Stream.of(accent, later, column, table, upper).sorted())
                .containsExactly(upper, table, column, later, accent);
    }
}
