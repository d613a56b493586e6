package dev.palindrome.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.schema.Difference;
import dev.palindrome.schema.Difference.Sign;
import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.Significance;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class HtmlDiagramTest {

    private static Difference difference(Sign sign, ObjectKind kind, String definition, String... path) {
        return new Difference(sign, ObjectName.of(kind, path), Significance.REAL, definition, List.of(), List.of());
    }

    private static Difference table(String name, Difference... parts) {
        return new Difference(
                Sign.ADDED,
                ObjectName.of(ObjectKind.TABLE, "public", name),
                Significance.REAL,
                "",
                List.of(),
                List.of(parts));
    }

    private static Document drawn(List<Difference> differences) throws IOException {
        StringBuilder out = new StringBuilder();
        HtmlDiagram.write(new HtmlWriter(out), ChangedTables.of(differences));
        return Jsoup.parse(out.toString());
    }

    @Test
    void tables_are_drawn_with_what_differs_and_what_they_refer_to() throws IOException {
        Document page = drawn(List.of(
                table(
                        "order \"<i>\" lines",
                        difference(
                                Sign.ADDED, ObjectKind.COLUMN, "integer", "public", "order \"<i>\" lines", "order_id"),
                        difference(
                                Sign.ADDED,
                                ObjectKind.CONSTRAINT,
                                "FOREIGN KEY (order_id) REFERENCES public.\"or(der\"(id) ON DELETE CASCADE",
                                "public",
                                "order \"<i>\" lines",
                                "of_order")),
                difference(Sign.MISSING, ObjectKind.COLUMN, "text", "public", "users", "nick"),
                difference(
                        Sign.MISSING,
                        ObjectKind.CONSTRAINT,
                        "FOREIGN KEY (boss) REFERENCES public.users(id)",
                        "public",
                        "users",
                        "of_boss")));

        assertThat(page.select(".erd > g:not(.link) text").eachText())
                .containsExactly(
                        "+ public.\"order \"\"<i>\"\" lines\"",
                        "+ order_id integer",
                        "~ public.users",
                        "- nick text",
                        "public.\"or(der\"");
        assertThat(page.select(".link title").eachText())
                .containsExactly("+ foreign key of_order", "- foreign key of_boss");
        Element svg = page.expectFirst("svg");
        for (Element box : svg.select("rect")) {
            assertThat(number(box, "x") + number(box, "width")).isLessThan(number(svg, "width"));
            assertThat(number(box, "y") + number(box, "height")).isLessThan(number(svg, "height"));
        }
    }

    private static int number(Element element, String attribute) {
        return Integer.parseInt(element.attr(attribute));
    }

    @Test
    void one_table_alone_and_too_many_are_no_picture() throws IOException {
        assertThat(drawn(List.of(table("a"))).select("svg")).isEmpty();
        assertThat(drawn(List.of(table("a"), table("b"))).select("svg")).hasSize(1);
        assertThat(drawn(IntStream.range(0, 17)
                                .mapToObj(number -> table("t" + number))
                                .toList())
                        .select("svg"))
                .isEmpty();
    }

    @Test
    void order_of_columns_is_no_change_to_be_drawn() throws IOException {
        Difference order = new Difference(
                Sign.ALTERED,
                ObjectName.of(ObjectKind.TABLE, "public", "a"),
                Significance.ORDER_ONLY,
                "",
                List.of(),
                List.of());

        assertThat(drawn(List.of(order, table("b"))).select("svg")).isEmpty();
    }
}
