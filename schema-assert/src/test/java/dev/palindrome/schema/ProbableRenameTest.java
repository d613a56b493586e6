package dev.palindrome.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProbableRenameTest {

    private static List<String> renames(String before, String after) {
        return schema(before).compareWith(schema(after)).probableRenames().stream()
                .map(rename -> rename + " | " + rename.statement())
                .toList();
    }

    private static SchemaSnapshot schema(String body) {
        return SchemaSnapshot.parse("palindrome schema snapshot, format 1\n\n" + body);
    }

    private static String users(String... columns) {
        return "table public.users\n  column id | type: integer | not null\n"
                + String.join(
                        "",
                        List.of(columns).stream()
                                .map(column -> "  column " + column + "\n")
                                .toList());
    }

    @Test
    void only_column_that_went_and_only_one_of_its_type_that_came() {
        assertThat(renames(users("full_name | type: text"), users("title | type: text | comment: new")))
                .containsExactly("column public.users.full_name -> public.users.title"
                        + " | ALTER TABLE public.users RENAME COLUMN full_name TO title;");
    }

    @Test
    void column_of_another_definition_is_another_column() {
        assertThat(renames(users("a | type: text"), users("b | type: integer"))).isEmpty();
        assertThat(renames(users("a | type: text"), users("b | type: text | not null")))
                .isEmpty();
    }

    @Test
    void of_several_that_are_alike_those_with_a_word_in_common_are_pairs() {
        assertThat(renames(
                        users("full_name | type: text", "note | type: text"),
                        users("name | type: text", "remark | type: text")))
                .containsExactly("column public.users.full_name -> public.users.name"
                        + " | ALTER TABLE public.users RENAME COLUMN full_name TO name;");
        assertThat(renames(users("a1 | type: text", "b1 | type: text"), users("c1 | type: text", "d1 | type: text")))
                .isEmpty();
    }

    @Test
    void split_into_two_is_no_rename_unless_the_names_say_so() {
        assertThat(renames(users("label | type: text"), users("first | type: text", "last | type: text")))
                .isEmpty();
        assertThat(renames(users("\"fullName\" | type: text"), users("name | type: text", "age | type: text")))
                .containsExactly("column public.users.\"fullName\" -> public.users.name"
                        + " | ALTER TABLE public.users RENAME COLUMN \"fullName\" TO name;");
    }

    @Test
    void same_column_name_in_another_table_is_none() {
        assertThat(
                        renames(
                                "table public.a\n  column x | type: text\n  column y | type: text\n\ntable public.b\n  column y | type: text\n",
                                "table public.a\n  column y | type: text\n\ntable public.b\n  column x | type: text\n  column y | type: text\n"))
                .isEmpty();
    }

    @Test
    void table_with_the_same_columns() {
        assertThat(renames(
                        users("name | type: text"),
                        users("name | type: text").replace("public.users", "public.people")))
                .containsExactly("table public.users -> public.people | ALTER TABLE public.users RENAME TO people;");
        assertThat(renames(
                        users("name | type: text"), users("name | type: text").replace("public.users", "app.users")))
                .containsExactly("table public.users -> app.users | ALTER TABLE public.users SET SCHEMA app;");
        assertThat(renames(
                        users("name | type: text"),
                        users("age | type: integer", "born | type: date").replace("public.users", "public.people")))
                .isEmpty();
    }

    @Test
    void types_functions_and_triggers_too() {
        assertThat(renames("type public.mood\n  enum: a, b\n", "type public.feeling\n  enum: a, b\n"))
                .containsExactly("type public.mood -> public.feeling | ALTER TYPE public.mood RENAME TO feeling;");
        assertThat(renames("type public.mood\n  enum: a, b\n", "type public.feeling\n  enum: a, c\n"))
                .isEmpty();
        assertThat(renames(
                        "function public.f(integer)\n  returns: integer\n  body: select 1\n",
                        "function public.g(integer)\n  returns: integer\n  body: select 1\n"))
                .containsExactly("function public.f(integer) -> public.g(integer)"
                        + " | ALTER FUNCTION public.f(integer) RENAME TO g;");
        assertThat(renames(users() + "  trigger t | definition: x\n", users() + "  trigger u | definition: x\n"))
                .containsExactly(
                        "trigger public.users.t -> public.users.u | ALTER TRIGGER t ON public.users RENAME TO u;");
    }
}
