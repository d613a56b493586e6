package dev.palindrome.report;

import dev.palindrome.schema.Difference.Sign;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Draws the tables in which two schemas differ: on the left those that do, on the right those that they only refer to. */
final class HtmlDiagram {

    /** More would be no picture any more. */
    private static final int MOST_TABLES = 16;

    private static final int MOST_COLUMNS = 12;
    private static final int MOST_CHARACTERS = 44;

    private static final int LEFT = 40;
    private static final int GAP = 16;
    private static final int LANE_GAP = 90;
    private static final int HEAD = 26;
    private static final int ROW = 18;
    private static final int PADDING = 10;

    /** Of a character of the font, in hundredths. */
    private static final int CHARACTER = 723;

    private final HtmlWriter html;
    private final ChangedTables changed;
    private final Map<String, Box> boxes = new HashMap<>();
    private int width;
    private int height;

    private HtmlDiagram(HtmlWriter html, ChangedTables changed) {
        this.html = html;
        this.changed = changed;
    }

    /** Write nothing where there is nothing to be seen, or too much. */
    static void write(HtmlWriter html, ChangedTables changed) throws IOException {
        int tables = changed.tables().size() + changed.others().size();
        if (changed.isWorthDrawing() && tables <= MOST_TABLES) {
            HtmlDiagram diagram = new HtmlDiagram(html, changed);
            diagram.lay();
            diagram.draw();
        }
    }

    private record Row(String text, String style) {}

    private record Box(String title, String style, List<Row> rows, List<String> columns, int x, int y, int width) {

        int height() {
            return HEAD + (rows.isEmpty() ? 0 : rows.size() * ROW + 6);
        }

        /** The middle of a column's row; that of the head where it is not shown. */
        int middle(String column) {
            int row = columns.indexOf(column);
            return row < 0 || row >= rows.size() ? y + HEAD / 2 : y + HEAD + 3 + row * ROW + ROW / 2;
        }
    }

    private void lay() {
        int y = GAP;
        int right = LEFT;
        for (ChangedTables.Table table : changed.tables()) {
            Box box = box(table, y);
            boxes.put(table.name(), box);
            right = Math.max(right, LEFT + box.width());
            y += box.height() + GAP;
        }
        int bottom = y;
        width = right + GAP;
        y = GAP;
        for (String other : changed.others()) {
            Box box = new Box(other, "other", List.of(), List.of(), right + LANE_GAP, y, width(Stream.of(other)));
            boxes.put(other, box);
            width = Math.max(width, box.x() + box.width() + GAP);
            y += box.height() + GAP;
        }
        height = Math.max(bottom, y);
    }

    private static Box box(ChangedTables.Table table, int y) {
        List<Row> rows = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (ChangedTables.Column column :
                table.columns().stream().limit(MOST_COLUMNS).toList()) {
            String what = column.what().isEmpty() ? "" : "  " + column.what();
            rows.add(new Row(
                    shortened(column.sign().symbol() + " " + VisibleText.line(column.name()) + what),
                    style(column.sign())));
            names.add(column.name());
        }
        int left = table.columns().size() - rows.size();
        if (left > 0) {
            rows.add(new Row("… and " + left + " more", "soft"));
        }
        String title = table.sign().symbol() + " " + table.name();
        int width = width(Stream.concat(Stream.of(title), rows.stream().map(Row::text)));
        return new Box(title, style(table.sign()), rows, names, LEFT, y, width);
    }

    private static String style(Sign sign) {
        return switch (sign) {
            case ADDED -> "plus";
            case MISSING -> "minus";
            case ALTERED -> "tilde";
        };
    }

    private static int width(Stream<String> lines) {
        return lines.map(HtmlDiagram::shortened)
                                .mapToInt(line -> line.codePoints()
                                        // From the Chinese radicals on, most characters take two places.
                                        .map(character -> character < 0x2E80 ? 1 : 2)
                                        .sum())
                                .max()
                                .orElse(0)
                        * CHARACTER
                        / 100
                + 2 * PADDING
                + 1;
    }

    private static String shortened(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= MOST_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS - 1)) + "…";
    }

    private void draw() throws IOException {
        html.start(
                "svg",
                "class",
                "erd",
                "role",
                "img",
                "aria-label",
                "Tables that differ, and foreign keys among them",
                "width",
                "" + width,
                "height",
                "" + height,
                "viewBox",
                "0 0 %d %d".formatted(width, height));
        for (ChangedTables.Link link : changed.links()) {
            link(link);
        }
        for (ChangedTables.Table table : changed.tables()) {
            box(at(table.name()));
        }
        for (String other : changed.others()) {
            box(at(other));
        }
        html.endLine("svg");
    }

    private void box(Box box) throws IOException {
        html.start("g", "class", box.style());
        rectangle("box", box, box.height());
        rectangle("head", box, HEAD);
        text("title", box, box.y() + 17, box.title());
        int y = box.y() + HEAD + 16;
        for (Row row : box.rows()) {
            text(row.style(), box, y, row.text());
            y += ROW;
        }
        html.end("g");
    }

    private Box at(String table) {
        return Objects.requireNonNull(boxes.get(table), table);
    }

    private void rectangle(String style, Box box, int boxHeight) throws IOException {
        html.start(
                "rect",
                "class",
                style,
                "x",
                "" + box.x(),
                "y",
                "" + box.y(),
                "width",
                "" + box.width(),
                "height",
                "" + boxHeight,
                "rx",
                "4");
        html.end("rect");
    }

    private void text(String style, Box box, int y, String text) throws IOException {
        html.element("text", shortened(text), "class", style, "x", "" + (box.x() + PADDING), "y", "" + y);
    }

    /** To the right where the other table stands there, else round on the left. */
    private void link(ChangedTables.Link link) throws IOException {
        Box from = at(link.from());
        Box to = at(link.to());
        boolean rightwards = to.x() > from.x();
        int fromX = rightwards ? from.x() + from.width() : from.x();
        int fromY = from.middle(link.columns());
        int toY = to.y() + (from.equals(to) ? 4 : HEAD / 2);
        int bend = rightwards ? LANE_GAP / 2 : -LEFT + 8;
        int tip = -8;
        html.start("g", "class", "link " + style(link.sign()));
        html.element("title", link.sign().symbol() + " foreign key " + link.name());
        html.start(
                "path",
                "d",
                "M%d %dC%d %d %d %d %d %d"
                        .formatted(
                                fromX,
                                fromY,
                                fromX + bend,
                                fromY,
                                to.x() + (rightwards ? -LANE_GAP / 2 : bend),
                                toY,
                                to.x() + tip,
                                toY));
        html.end("path");
        html.start("path", "class", "tip", "d", "M%d %dl%d -4v8z".formatted(to.x(), toY, tip));
        html.end("path");
        html.end("g");
    }
}
