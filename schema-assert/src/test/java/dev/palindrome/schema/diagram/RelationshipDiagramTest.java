package dev.palindrome.schema.diagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.palindrome.schema.model.Column;
import dev.palindrome.schema.model.ForeignKey;
import dev.palindrome.schema.model.Index;
import dev.palindrome.schema.model.SchemaModel;
import dev.palindrome.schema.model.Table;
import dev.palindrome.schema.model.TableName;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class RelationshipDiagramTest {

    private static final TableName ORDERS = new TableName("public", "orders");

    private static final SchemaModel SHOP = new SchemaModel(
            List.of(
                    table("customers", List.of(column("id", "bigint"), column("email", "text"))),
                    table(
                            "items",
                            List.of(column("order_id", "bigint"), column("count", "integer")),
                            key("order_id", "orders")),
                    table(
                            "orders",
                            List.of(
                                    column("id", "bigint"),
                                    nullable("customer_id", "bigint"),
                                    column("placed at", "timestamp(3) with time zone")),
                            key("customer_id", "customers")),
                    table("stock", List.of(column("id", "bigint")))),
            List.of());

    private static Column column(String name, String type) {
        return new Column(name, type, type, false, Optional.empty(), false, false, Optional.empty());
    }

    private static Column nullable(String name, String type) {
        return new Column(name, type, type, true, Optional.empty(), false, false, Optional.empty());
    }

    private static ForeignKey key(String column, String table) {
        return new ForeignKey(
                column + "_fkey",
                List.of(column),
                new TableName("public", table),
                List.of("id"),
                ForeignKey.Action.NO_ACTION,
                ForeignKey.Action.NO_ACTION,
                false,
                "");
    }

    private static Table table(String name, List<Column> columns, ForeignKey... keys) {
        return new Table(
                new TableName("public", name),
                Table.Kind.TABLE,
                columns,
                List.of(),
                List.of(keys),
                List.of(),
                columns.get(0).name().equals("id") ? List.of(primaryKey(name)) : List.of(),
                Optional.empty());
    }

    private static Index primaryKey(String table) {
        return new Index(
                table + "_pkey",
                "btree",
                List.of(new Index.Key("id", Optional.of("id"))),
                List.of(),
                Optional.empty(),
                true,
                true,
                true,
                true,
                false,
                Optional.of(new Index.Constraint(table + "_pkey", Index.Constraint.Kind.PRIMARY_KEY)),
                "");
    }

    @Test
    void mermaid_shows_what_changed_in_full_and_of_neighbours_where_links_end() {
        assertThat(RelationshipDiagram.of(SHOP, Set.of(ORDERS)).mermaid()).isEqualTo("""
                erDiagram
                    t1["customers (not changed)"] {
                        bigint id PK
                    }
                    t2["items (not changed)"] {
                        bigint order_id FK
                    }
                    t3["orders"] {
                        bigint id PK
                        bigint customer_id FK "nullable"
                        timestamp(3)_with_time_zone placed_at "placed at"
                    }
                    t2 }o--|| t3 : "order_id_fkey"
                    t3 }o--o| t1 : "customer_id_fkey"
                """);
    }

    @Test
    void svg_shows_changed_tables_between_those_that_refer_and_those_referred_to() throws Exception {
        Document svg = parse(RelationshipDiagram.of(SHOP, Set.of(ORDERS)).svg());

        assertThat(texts(svg, "title"))
                .containsExactly("Tables and foreign keys: orders", "order_id_fkey", "customer_id_fkey");
        assertThat(texts(svg, "text"))
                .containsExactly(
                        "customers",
                        "id",
                        "bigint",
                        "PK",
                        "items",
                        "order_id",
                        "bigint",
                        "FK",
                        "orders",
                        "id",
                        "bigint",
                        "PK",
                        "customer_id",
                        "bigint null",
                        "FK",
                        "placed at",
                        "timestamp(3) with time zone");
        NodeList groups = svg.getElementsByTagName("g");
        assertThat(List.of(styleOf(groups, 0), styleOf(groups, 1), styleOf(groups, 2)))
                .containsExactly("neighbour", "neighbour", "changed");
        assertThat(List.of(left(groups, 1), left(groups, 2), left(groups, 0))).isSorted();
    }

    @Test
    void svg_needs_nothing_beside_itself() {
        assertThat(RelationshipDiagram.of(SHOP, Set.of(ORDERS))
                        .svg()
                        .replace("xmlns=\"http://www.w3.org/2000/svg\"", ""))
                .doesNotContain("http")
                .doesNotContain("url(")
                .doesNotContain(" id=")
                .doesNotContain("<script")
                .contains("prefers-color-scheme: dark");
    }

    @Test
    void nothing_that_changed_makes_no_diagram() {
        RelationshipDiagram diagram = RelationshipDiagram.of(SHOP, Set.of(new TableName("public", "gone")));

        assertThat(diagram.isEmpty()).isTrue();
        assertThat(diagram.mermaid()).isEmpty();
        assertThat(diagram.svg()).isEmpty();
    }

    @Test
    void order_of_the_tables_given_and_the_locale_leave_no_trace() {
        List<TableName> names =
                new ArrayList<>(SHOP.tables().stream().map(Table::name).toList());
        RelationshipDiagram diagram = RelationshipDiagram.of(SHOP, names);
        Collections.reverse(names);
        Locale usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            RelationshipDiagram other = RelationshipDiagram.of(SHOP, names);
            assertThat(other.mermaid()).isEqualTo(diagram.mermaid());
            assertThat(other.svg()).isEqualTo(diagram.svg());
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void table_may_refer_to_itself_and_others_to_each_other() {
        SchemaModel schema = new SchemaModel(
                List.of(
                        table("one", List.of(column("id", "int")), key("id", "one"), key("id", "two")),
                        table("two", List.of(column("id", "int")), key("id", "one"))),
                List.of());
        RelationshipDiagram diagram = RelationshipDiagram.of(schema, Set.of(new TableName("public", "one")));

        assertThat(diagram.mermaid()).contains("t1 |o--|| t1 :", "t1 |o--|| t2 :", "t2 |o--|| t1 :");
        assertThatCode(() -> parse(diagram.svg())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\"b",
                "a\\b",
                "<script>alert(1)</script>",
                "a&b;#35;%%{init}%%",
                "```\n}\n t1",
                "]:::x",
                "erDiagram",
                "a\u0000\u0001\u2028b\u202e",
                "\ud800",
                "漢字 и 😀",
                "- one to many"
            })
    void names_hold_whatever_they_like(String name) throws Exception {
        TableName table = new TableName(name, name);
        SchemaModel schema = new SchemaModel(
                List.of(new Table(
                        table,
                        Table.Kind.TABLE,
                        List.of(nullable(name, name)),
                        List.of(),
                        List.of(new ForeignKey(
                                name,
                                List.of(name),
                                table,
                                List.of(name),
                                ForeignKey.Action.CASCADE,
                                ForeignKey.Action.CASCADE,
                                false,
                                "")),
                        List.of(),
                        List.of(),
                        Optional.empty())),
                List.of());
        RelationshipDiagram diagram = RelationshipDiagram.of(schema, Set.of(table));

        assertThat(diagram.mermaid().lines())
                .hasSize(5)
                .noneMatch(line -> line.contains("`") || line.contains("<") || line.contains("%"))
                .allMatch(line ->
                        line.chars().filter(character -> character == '"').count() % 2 == 0)
                .element(1)
                .asString()
                .startsWith("    t1[\"")
                .endsWith("\"] {");
        Document svg = parse(diagram.svg());
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
        assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(2);
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<String> texts(Document svg, String element) {
        List<String> texts = new ArrayList<>();
        NodeList nodes = svg.getElementsByTagName(element);
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    private static String styleOf(NodeList groups, int number) {
        return groups.item(number).getAttributes().getNamedItem("class").getNodeValue();
    }

    private static int left(NodeList groups, int number) {
        return Integer.parseInt(groups.item(number)
                .getFirstChild()
                .getNextSibling()
                .getAttributes()
                .getNamedItem("x")
                .getNodeValue());
    }
}
