package dev.palindrome.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchemaDiffTest {

    private static SchemaSnapshot schema(String body) {
        return SchemaSnapshot.parse("palindrome schema snapshot, format 1\n\n" + body);
    }

    private static final String ORDERS = """
            table public.orders
              owner: app
              column id | type: integer | not null
              column customer_id | type: integer
              column status | type: text
              constraint orders_pkey | definition: PRIMARY KEY (id)
              index by_status | definition: USING btree (status)
            """;

    private static SchemaDiff diff(String before, String after) {
        return schema(before).compareWith(schema(after));
    }

    @Test
    void equal_schemas_have_no_difference() {
        SchemaDiff diff = diff(ORDERS, ORDERS);

        assertThat(diff.isEmpty()).isTrue();
        assertThat(diff.render()).isEmpty();
    }

    @Test
    void leftover_type_is_one_line() {
        SchemaDiff diff = diff("", "type public.order_status\n  enum: new, paid, shipped\n  owner: app\n");

        assertThat(diff.render()).isEqualTo("+ type public.order_status  enum (new, paid, shipped)");
        assertThat(diff.real()).hasSize(1);
    }

    @Test
    void table_brings_its_parts_along() {
        SchemaDiff diff = diff("", """
                table public.orders
                  column id | type: integer | default: nextval('public.orders_id_seq'::regclass)
                  column note | type: text
                  sequence orders_id_seq | type: integer | owned by: public.orders.id
                  constraint orders_pkey | definition: PRIMARY KEY (id)
                  index orders_note_idx | definition: USING btree (note)
                  policy mine | for: all
                  policy yours | for: all
                """);

        assertThat(diff.render())
                .isEqualTo("+ table public.orders  with 2 columns, 1 sequence, 1 constraint, 1 index, 2 policies");
        assertThat(diff.differences().get(0).parts().stream().map(Difference::render))
                .containsExactly(
                        "+ column public.orders.id  integer, default nextval('public.orders_id_seq'::regclass)",
                        "+ policy public.orders.mine  for all",
                        "+ column public.orders.note  text",
                        "+ constraint public.orders.orders_pkey  PRIMARY KEY (id)",
                        "+ policy public.orders.yours  for all",
                        "+ sequence public.orders_id_seq  integer, owned by public.orders.id",
                        "+ index public.orders_note_idx  on public.orders USING btree (note)");
    }

    @Test
    void missing_and_added_and_altered_parts_are_sorted_by_name() {
        SchemaDiff diff = diff(ORDERS, """
                table public.orders
                  owner: app
                  comment: all of them
                  column id | type: bigint
                  column customer_id | type: integer
                  column note | type: text | not null
                  constraint orders_pkey | definition: PRIMARY KEY (id)
                """);

        assertThat(diff.render()).isEqualTo("""
                        - index public.by_status  on public.orders USING btree (status)
                        ~ table public.orders  comment: (none) -> all of them
                        ~ column public.orders.id
                              type: integer -> bigint
                              not null: yes -> no
                        + column public.orders.note  text, not null
                        - column public.orders.status  text""");
        assertThat(diff.cosmetic()).isEmpty();
    }

    @Test
    void changed_lines_of_a_body_are_shown() {
        SchemaDiff diff = diff(
                "function public.f()\n  language: plpgsql\n  body:\n    | begin\n    |   return 1;\n    | end\n",
                "function public.f()\n  language: plpgsql\n  body:\n    | begin\n    |   return 2;\n    | end\n");

        assertThat(diff.render()).isEqualTo("""
                        ~ function public.f()
                              body:
                                -   return 1;
                                +   return 2;""");
        assertThat(diff.real()).hasSize(1);
    }

    @Test
    void white_space_in_a_body_is_not_real() {
        SchemaDiff diff = diff(
                "function public.f()\n  language: sql\n  body: select  1\n",
                "function public.f()\n  language: sql\n  body: select 1 \n");

        assertThat(diff.real()).isEmpty();
        assertThat(diff.render()).isEqualTo("~ function public.f()  body: select  1 -> select 1  (white space only)");
    }

    @Test
    void white_space_in_another_language_is_real() {
        SchemaDiff diff = diff(
                "function public.f()\n  language: plpython3u\n  body: x =  1\n",
                "function public.f()\n  language: plpython3u\n  body: x = 1\n");

        assertThat(diff.real()).hasSize(1);
    }

    @Test
    void order_alone_is_one_difference_of_the_table() {
        SchemaDiff diff = diff(
                "table public.t\n  column a | type: integer\n  column b | type: text\n  column c | type: text\n",
                "table public.t\n  column a | type: integer\n  column c | type: text\n  column b | type: text\n");

        assertThat(diff.render()).isEqualTo("~ table public.t  column order: a, b, c -> a, c, b  (column order only)");
        assertThat(diff.differences()).extracting(Difference::significance).containsExactly(Significance.ORDER_ONLY);
    }

    @Test
    void column_in_between_changes_no_order() {
        SchemaDiff diff = diff(
                "table public.t\n  column a | type: integer\n  column b | type: text\n",
                "table public.t\n  column a | type: integer\n  column x | type: text\n  column b | type: text\n");

        assertThat(diff.render()).isEqualTo("+ column public.t.x  text");
    }

    @Test
    void order_of_common_columns_is_not_real_beside_a_missing_column() {
        SchemaDiff diff = diff(
                "table public.t\n  column a | type: text\n  column b | type: text\n  column c | type: text\n",
                "table public.t\n  column c | type: text\n  column a | type: text\n");

        assertThat(diff.real()).extracting(Difference::render).containsExactly("- column public.t.b  text");
        assertThat(diff.cosmetic())
                .extracting(Difference::render)
                .containsExactly("~ table public.t  column order: a, c -> c, a  (column order only)");
    }

    @Test
    void constraint_that_came_back_under_the_servers_name_is_not_real() {
        SchemaDiff diff = diff(
                ORDERS + "  constraint one_per_customer | definition: UNIQUE (customer_id, status)\n",
                ORDERS + "  constraint orders_customer_id_status_key | definition: UNIQUE (customer_id, status)\n");

        assertThat(diff.real()).isEmpty();
        assertThat(diff.render())
                .isEqualTo("~ constraint public.orders.one_per_customer  name: one_per_customer ->"
                        + " orders_customer_id_status_key  (name only, made up by the server)");
    }

    @Test
    void numbered_name_is_the_servers_too() {
        SchemaDiff diff = diff(
                ORDERS + "  constraint orders_status_check | definition: CHECK ((status <> ''::text))\n",
                ORDERS + "  constraint orders_status_check1 | definition: CHECK ((status <> ''::text))\n");

        assertThat(diff.real()).isEmpty();
    }

    @Test
    void name_that_a_person_gave_in_place_of_the_servers_is_real() {
        SchemaDiff diff = diff(ORDERS, ORDERS.replace("orders_pkey", "orders_key_2"));

        assertThat(diff.render()).isEqualTo("""
                        + constraint public.orders.orders_key_2  PRIMARY KEY (id)
                        - constraint public.orders.orders_pkey  PRIMARY KEY (id)""");
        assertThat(diff.real()).hasSize(2);
    }

    @Test
    void name_of_other_columns_is_no_name_of_the_servers() {
        SchemaDiff diff = diff(ORDERS, ORDERS.replace("by_status", "orders_customer_id_idx"));

        assertThat(diff.real()).hasSize(2);
    }

    @Test
    void index_under_the_servers_name_with_another_definition_is_real() {
        SchemaDiff diff = diff(
                ORDERS,
                ORDERS.replace(
                        "by_status | definition: USING btree (status)",
                        "orders_status_idx | definition: USING hash (status)"));

        assertThat(diff.real()).hasSize(2);
    }

    @Test
    void constraint_that_came_back_on_another_table_is_real() {
        String other = "\ntable public.returns\n  column id | type: integer\n";
        SchemaDiff diff = diff(
                ORDERS + "  constraint u | definition: UNIQUE (id)\n" + other,
                ORDERS + other + "  constraint returns_id_key | definition: UNIQUE (id)\n");

        assertThat(diff.real()).hasSize(2);
    }

    @Test
    void default_follows_a_renamed_sequence() {
        String table = """
                table public.orders
                  column id | type: integer | default: nextval('public.%1$s'::regclass)
                  sequence %1$s | type: integer | owned by: public.orders.id
                """;
        SchemaDiff diff = diff(table.formatted("orders_id_seq"), table.formatted("orders_id_seq1"));

        assertThat(diff.real()).isEmpty();
        assertThat(diff.cosmetic())
                .extracting(Difference::render)
                .containsExactly(
                        "~ column public.orders.id  default: nextval('public.orders_id_seq'::regclass) ->"
                                + " nextval('public.orders_id_seq1'::regclass)  (name only, made up by the server)",
                        "~ sequence public.orders_id_seq  name: orders_id_seq -> orders_id_seq1"
                                + "  (name only, made up by the server)");
    }

    @Test
    void two_equal_indexes_are_matched_one_to_one() {
        SchemaDiff diff = diff(
                ORDERS + "  index twin | definition: USING btree (status)\n",
                ORDERS.replace("by_status", "orders_status_idx"));

        assertThat(diff.cosmetic()).hasSize(1);
        assertThat(diff.real())
                .extracting(Difference::render)
                .containsExactly("- index public.twin  on public.orders USING btree (status)");
    }

    @Test
    void given_name_of_a_not_null_constraint_that_was_lost_is_not_real() {
        SchemaDiff diff = diff(
                "table public.t\n  column a | type: text | not null | not null constraint: must\n",
                "table public.t\n  column a | type: text | not null\n");

        assertThat(diff.real()).isEmpty();
    }

    @Test
    void index_that_moved_to_another_table_is_altered() {
        String tables = "table public.a\n%s\ntable public.b\n%s";
        String index = "  index i | definition: USING btree (x)\n";
        SchemaDiff diff = diff(tables.formatted(index, ""), tables.formatted("", index));

        assertThat(diff.render()).isEqualTo("~ index public.i  belongs to: table public.a -> table public.b");
    }
}
