package dev.palindrome.schema.diagram;

import dev.palindrome.schema.model.TableName;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An SVG element, without Graphviz. The tables that changed stand in the middle, one below the other; to their right what they
 * refer to, to their left what else refers to them.
 */
final class SvgText {

    private static final int MARGIN = 16;
    private static final int LANE_GAP = 96;
    private static final int BOX_GAP = 24;
    private static final int HEAD_HEIGHT = 26;
    private static final int ROW_HEIGHT = 18;
    private static final int PADDING = 10;
    private static final int SHOWN_LENGTH = 48;
    /** Of a character of the font, which has one for all, in hundredths. */
    private static final int CHARACTER_WIDTH = 723;

    private static final String STYLE = """
            <style>
            .palindrome-erd { --paper: #ffffff; --ink: #1f2328; --soft: #59636e; --line: #59636e; --head: #ddf4ff; --edge: #0969da; --dim: #f6f8fa; font: 12px/1 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
            @media (prefers-color-scheme: dark) { .palindrome-erd { --paper: #0d1117; --ink: #e6edf3; --soft: #9198a1; --line: #9198a1; --head: #12304f; --edge: #4493f8; --dim: #161b22; } }
            .palindrome-erd .box { fill: var(--paper); stroke: var(--line); }
            .palindrome-erd .head { fill: var(--dim); stroke: var(--line); }
            .palindrome-erd .changed .box, .palindrome-erd .changed .head { stroke: var(--edge); stroke-width: 2; }
            .palindrome-erd .changed .head { fill: var(--head); }
            .palindrome-erd text { fill: var(--ink); white-space: pre; }
            .palindrome-erd .title { font-weight: bold; }
            .palindrome-erd .soft, .palindrome-erd .neighbour text { fill: var(--soft); }
            .palindrome-erd .link { fill: none; stroke: var(--line); stroke-width: 1.5; }
            .palindrome-erd .optional { stroke-dasharray: 5 4; }
            .palindrome-erd .tip { fill: var(--line); }
            </style>
            """;

    private final StringBuilder out = new StringBuilder();
    private final Map<TableName, Place> places = new HashMap<>();
    private int width;
    private int height;

    private SvgText() {}

    /** Where a box stands, with the width of its columns of text. */
    private record Place(Scene.Box box, int x, int y, int width, int nameWidth, int typeWidth) {

        int bottom() {
            return y + heightOf(box);
        }

        int right() {
            return x + width;
        }

        /** The middle of a column's row; of the head where the column isn't shown. */
        int heightOfRow(String column) {
            List<String> names = box.rows().stream().map(Scene.Row::name).toList();
            int row = names.indexOf(column);
            return row < 0 ? y + HEAD_HEIGHT / 2 : y + HEAD_HEIGHT + row * ROW_HEIGHT + ROW_HEIGHT / 2;
        }
    }

    static String of(Scene scene) {
        SvgText svg = new SvgText();
        svg.lay(scene);
        return svg.draw(scene);
    }

    private void lay(Scene scene) {
        Set<TableName> changed = scene.boxes().stream()
                .filter(Scene.Box::changed)
                .map(Scene.Box::name)
                .collect(Collectors.toSet());
        Set<TableName> referred = scene.links().stream()
                .filter(link -> changed.contains(link.from()))
                .map(Scene.Link::to)
                .collect(Collectors.toSet());
        List<List<Scene.Box>> lanes = Stream.of(
                        lane(scene, box -> !box.changed() && !referred.contains(box.name())),
                        lane(scene, Scene.Box::changed),
                        lane(scene, box -> !box.changed() && referred.contains(box.name())))
                .filter(lane -> !lane.isEmpty())
                .toList();
        int tallest = lanes.stream().mapToInt(SvgText::heightOf).max().orElse(0);
        int x = MARGIN;
        for (List<Scene.Box> lane : lanes) {
            int y = MARGIN + (tallest - heightOf(lane)) / 2;
            for (Scene.Box box : lane) {
                Place place = place(box, x, y);
                places.put(box.name(), place);
                y = place.bottom() + BOX_GAP;
            }
            x = lane.stream()
                            .mapToInt(box -> places.get(box.name()).right())
                            .max()
                            .orElse(x)
                    + LANE_GAP;
        }
        // Links between tables of the last lane go round on its right.
        width = x - LANE_GAP + MARGIN + LANE_GAP / 2;
        height = tallest + 2 * MARGIN;
    }

    private static List<Scene.Box> lane(Scene scene, Predicate<Scene.Box> in) {
        return scene.boxes().stream().filter(in).toList();
    }

    private static int heightOf(Scene.Box box) {
        return HEAD_HEIGHT + box.rows().size() * ROW_HEIGHT + (box.rows().isEmpty() ? 0 : PADDING / 2);
    }

    private static int heightOf(Collection<Scene.Box> lane) {
        return lane.stream().mapToInt(SvgText::heightOf).sum() + (lane.size() - 1) * BOX_GAP;
    }

    private static Place place(Scene.Box box, int x, int y) {
        int names = widest(box.rows().stream().map(Scene.Row::name));
        int types = widest(box.rows().stream().map(SvgText::typeOf));
        int marks = widest(box.rows().stream().map(SvgText::marksOf));
        int gaps = PADDING * (2 + (types > 0 ? 1 : 0) + (marks > 0 ? 1 : 0));
        int title = widest(Stream.of(box.title())) + 2 * PADDING;
        return new Place(box, x, y, Math.max(title, names + types + marks + gaps), names, types);
    }

    private static String typeOf(Scene.Row row) {
        return row.type() + (row.nullable() ? " null" : "");
    }

    private static String marksOf(Scene.Row row) {
        return row.marks().stream().map(Enum::name).collect(Collectors.joining(" "));
    }

    private static int widest(Stream<String> texts) {
        return texts.map(SvgText::shortened).mapToInt(SvgText::widthOf).max().orElse(0);
    }

    private static int widthOf(String text) {
        // From the Chinese radicals on, most characters take two places.
        int places =
                text.codePoints().map(character -> character < 0x2E80 ? 1 : 2).sum();
        return (places * CHARACTER_WIDTH + 99) / 100;
    }

    private String draw(Scene scene) {
        String title = "Tables and foreign keys: "
                + scene.boxes().stream()
                        .filter(Scene.Box::changed)
                        .map(Scene.Box::title)
                        .collect(Collectors.joining(", "));
        out.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"palindrome-erd\" role=\"img\" viewBox=\"0 0 %d %d\""
                        .formatted(width, height));
        out.append(" width=\"%d\" height=\"%d\">\n".formatted(width, height));
        out.append("<title>").append(escaped(title)).append("</title>\n").append(STYLE);
        scene.links().forEach(this::link);
        scene.boxes().forEach(box -> box(places.get(box.name())));
        return out.append("</svg>\n").toString();
    }

    private void box(Place place) {
        Scene.Box box = place.box();
        append("<g class=\"%s\">\n", box.changed() ? "changed" : "neighbour");
        rectangle("box", place, heightOf(box));
        rectangle("head", place, HEAD_HEIGHT);
        text("title", place.x() + PADDING, place.y() + 17, box.title());
        int y = place.y() + HEAD_HEIGHT + 13;
        for (Scene.Row row : box.rows()) {
            int x = place.x() + PADDING;
            text("", x, y, row.name());
            x += place.nameWidth() + PADDING;
            text("soft", x, y, typeOf(row));
            if (!row.marks().isEmpty()) {
                text("soft", x + place.typeWidth() + PADDING, y, marksOf(row));
            }
            y += ROW_HEIGHT;
        }
        out.append("</g>\n");
    }

    private void rectangle(String style, Place place, int boxHeight) {
        append(
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n",
                style, place.x(), place.y(), place.width(), boxHeight);
    }

    private void text(String style, int x, int y, String text) {
        String shown = shortened(text);
        out.append("<text%s x=\"%d\" y=\"%d\">".formatted(style.isEmpty() ? "" : " class=\"" + style + "\"", x, y));
        if (!shown.equals(text)) {
            out.append("<title>").append(escaped(text)).append("</title>");
        }
        out.append(escaped(shown)).append("</text>\n");
    }

    /** From the referring column to the one referred to, where the arrow's tip is. */
    private void link(Scene.Link link) {
        Place from = places.get(link.from());
        Place to = places.get(link.to());
        int fromY = from.heightOfRow(link.fromColumn());
        int toY = to.heightOfRow(link.toColumn());
        boolean fromRight = from.right() < to.x() || overlap(from, to);
        boolean toLeft = from.right() < to.x();
        int fromX = fromRight ? from.right() : from.x();
        int toX = toLeft ? to.x() : to.right();
        int tip = toLeft ? -8 : 8;
        int bend = LANE_GAP / 2;
        // A key into the table's own column would be a line on itself.
        int endY = from.equals(to) && fromY == toY ? toY - ROW_HEIGHT : toY;
        append(
                "<path class=\"link%s\" d=\"M%d %dC%d %d %d %d %d %d\"><title>%s</title></path>\n",
                link.required() ? "" : " optional",
                fromX,
                fromY,
                fromX + (fromRight ? bend : -bend),
                fromY,
                toX + (toLeft ? -bend : bend),
                endY,
                toX + tip,
                endY,
                escaped(link.label()));
        append("<path class=\"tip\" d=\"M%d %dl%d -4v8z\"/>\n", toX, endY, tip);
    }

    /** The user's locale might write other digits. */
    private void append(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values));
    }

    private static boolean overlap(Place one, Place other) {
        return one.x() <= other.right() && other.x() <= one.right();
    }

    private static String shortened(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= SHOWN_LENGTH ? text : text.substring(0, text.offsetByCodePoints(0, SHOWN_LENGTH - 1)) + "…";
    }

    /** XML has no place for most control characters at all, not even as numbers. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> {
                    boolean control = Character.isISOControl(character)
                            || Character.getType(character) == Character.SURROGATE
                            || Character.getType(character) == Character.FORMAT
                            || (character & 0xFFFE) == 0xFFFE;
                    escaped.appendCodePoint(control ? '\uFFFD' : character);
                }
            }
        });
        return escaped.toString();
    }
}
