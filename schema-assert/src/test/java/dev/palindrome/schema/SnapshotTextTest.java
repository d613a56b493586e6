package dev.palindrome.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotTextTest {

    private static final ObjectName ORDERS = ObjectName.of(ObjectKind.TABLE, "public", "orders");

    private static final String TEXT = """
            palindrome schema snapshot, format 1

            schema public

            type public.order_status
              enum: new, paid
              owner: app

            table public.orders
              owner: app
              column id | type: integer | not null
              column status | type: public.order_status | default: 'new'::public.order_status
              constraint orders_pkey | definition: PRIMARY KEY (id)
              index orders_status_idx | definition: USING btree (status)
              rule keep
                definition:
                  | CREATE RULE keep AS
                  |     ON DELETE TO public.orders DO INSTEAD NOTHING;
                enabled: no

            function public.total(integer, text)
              returns: integer
              body:
                |
                | begin
                \\   return 1;\\s
                | end
              owner: app
            """;

    @Test
    void is_written_as_it_was_read() {
        SchemaSnapshot snapshot = SchemaSnapshot.parse(TEXT);

        assertThat(snapshot.text()).isEqualTo(TEXT);
        assertThat(snapshot.objects().keySet().stream().map(ObjectName::toString))
                .containsExactly(
                        "schema public",
                        "type public.order_status",
                        "table public.orders",
                        "column public.orders.id",
                        "rule public.orders.keep",
                        "constraint public.orders.orders_pkey",
                        "column public.orders.status",
                        "index public.orders_status_idx",
                        "function public.total(integer, text)");
        SchemaObject function = snapshot.objects().get(ObjectName.parse("function public.total(integer, text)"));
        assertThat(function.attribute("body")).contains("\nbegin\n  return 1; \nend");
    }

    @Test
    void line_ends_of_windows_are_read() {
        assertThat(SchemaSnapshot.parse(TEXT.replace("\n", "\r\n"))).isEqualTo(SchemaSnapshot.parse(TEXT));
    }

    @Test
    void another_column_is_one_more_line() {
        SchemaSnapshot before = SchemaSnapshot.parse(TEXT);
        String added = "  column note | type: text";
        SchemaSnapshot after = SchemaSnapshot.parse(TEXT.replace("  column status", added + "\n  column status"));

        List<String> lines =
                after.text().lines().filter(line -> !line.equals(added)).toList();
        assertThat(lines).isEqualTo(before.text().lines().toList());
        assertThat(after).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yes",
                "x | y: z",
                "  both ends  ",
                "back\\slash\\n",
                "tab\tend\t",
                "line\n",
                "\n",
                "\n\n x\n",
                "| bar\n\\ back",
                "carriage\r\nreturn",
                "\u0001\u007f\u0085\u2028\u2029",
                "\u3000wide\u3000",
                "\uD83D\uDE00",
                "column x | type: y",
                "'quoted'"
            })
    void every_value_survives(String value) {
        for (String name : List.of("comment", "default", "option a:b|c\\")) {
            Attribute attribute = new Attribute(name, value);
            SchemaObject table = new SchemaObject(ORDERS, null, 0, List.of(attribute, new Attribute("owner", value)));
            SchemaObject column = new SchemaObject(ORDERS.child(ObjectKind.COLUMN, "a"), ORDERS, 1, List.of(attribute));
            SchemaSnapshot snapshot = SchemaSnapshot.of(Arrays.asList(table, column));

            assertThat(SchemaSnapshot.parse(snapshot.text())).isEqualTo(snapshot);
            assertThat(snapshot.text()).doesNotContain("\r");
            assertThat(snapshot.text().lines()).noneMatch(line -> line.endsWith(" "));
        }
    }

    @Test
    void order_of_columns_survives_and_counts() {
        String swapped = TEXT.replace("  column id | type: integer | not null\n", "")
                .replace("  constraint", "  column id | type: integer | not null\n  constraint");

        assertThat(SchemaSnapshot.parse(swapped)).isNotEqualTo(SchemaSnapshot.parse(TEXT));
        assertThat(SchemaSnapshot.parse(swapped).text()).isEqualTo(swapped);
    }

    @Test
    void fingerprint_is_that_of_the_text() {
        SchemaSnapshot empty = SchemaSnapshot.of(List.of());

        assertThat(empty.text()).isEqualTo("palindrome schema snapshot, format 1\n");
        assertThat(empty.fingerprint()).isEqualTo("7b72ea87539e525ddfa81353d9161f6b2321ab4d36d4de96e2da7bdb4270c9af");
        assertThat(SchemaSnapshot.parse(TEXT).fingerprint()).isNotEqualTo(empty.fingerprint());
    }

    @Test
    void another_format_is_refused() {
        assertMalformed(
                "palindrome schema snapshot, format 2\n",
                1,
                "Snapshot, line 1: expected \"palindrome schema snapshot, format 1\", found \"palindrome schema snapshot,"
                        + " format 2\". Write the snapshot again with this version of Palindrome.");
    }

    @Test
    void unknown_kind_is_refused_with_its_line() {
        assertMalformed(
                TEXT.replace("type public.order_status\n", "kind public.order_status\n"),
                5,
                "Snapshot, line 5: expected a kind of object, such as \"table\", found: kind public.order_status");
    }

    @Test
    void object_that_stands_twice_is_refused() {
        assertMalformed(
                TEXT.replace("  column status", "  column id"),
                12,
                "Snapshot, line 12: column public.orders.id stands here a second time");
    }

    @Test
    void wrong_indentation_is_refused() {
        assertMalformed(
                TEXT.replace("  column status", "   column status"),
                12,
                "Snapshot, line 12: expected a part of table public.orders, indented by two spaces, or an empty line");
    }

    @Test
    void half_an_escape_is_refused() {
        assertMalformed(
                TEXT.replace("owner: app\n\ntable", "owner: app\\\n\ntable"),
                7,
                "Snapshot, line 7: a backslash with nothing behind it");
    }

    private static void assertMalformed(String text, int line, String message) {
        assertThatExceptionOfType(MalformedSnapshotException.class)
                .isThrownBy(() -> SchemaSnapshot.parse(text))
                .withMessage(message)
                .satisfies(e -> assertThat(e.line()).isEqualTo(line));
    }
}
