package dev.palindrome.schema.diagram;

import dev.palindrome.schema.model.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Mermaid's {@code erDiagram}. Its names are one word of few characters and may not be keywords, so that tables go by a number
 * and show their name as a label; a column whose name is no such word has it in its comment.
 */
final class MermaidText {

    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final StringBuilder out = new StringBuilder("erDiagram\n");
    private final Map<TableName, String> ids = new HashMap<>();

    private MermaidText() {}

    static String of(Scene scene) {
        MermaidText text = new MermaidText();
        scene.boxes().forEach(box -> text.ids.put(box.name(), "t" + (text.ids.size() + 1)));
        scene.boxes().forEach(text::box);
        scene.links().forEach(text::link);
        return text.out.toString();
    }

    private void box(Scene.Box box) {
        out.append("    ")
                .append(ids.get(box.name()))
                .append('[')
                .append(quoted(box.title() + (box.changed() ? "" : " (not changed)")))
                .append(']');
        if (box.rows().isEmpty()) {
            out.append('\n');
            return;
        }
        out.append(" {\n");
        box.rows().forEach(this::row);
        out.append("    }\n");
    }

    private void row(Scene.Row row) {
        List<String> remarks = new ArrayList<>();
        if (!WORD.matcher(row.name()).matches()) {
            remarks.add(row.name());
        }
        if (row.nullable()) {
            remarks.add("nullable");
        }
        out.append("        ").append(word(row.type())).append(' ').append(word(row.name()));
        if (!row.marks().isEmpty()) {
            out.append(' ').append(row.marks().stream().map(Enum::name).collect(Collectors.joining(", ")));
        }
        if (!remarks.isEmpty()) {
            out.append(' ').append(quoted(String.join(", ", remarks)));
        }
        out.append('\n');
    }

    private void link(Scene.Link link) {
        out.append("    ")
                .append(ids.get(link.from()))
                .append(link.unique() ? " |o--" : " }o--")
                .append(link.required() ? "|| " : "o| ")
                .append(ids.get(link.to()))
                .append(" : ")
                .append(quoted(link.label()))
                .append('\n');
    }

    /** Types keep their length and their brackets, for which Mermaid has room. */
    private static String word(String text) {
        String word = text.replaceAll("[^A-Za-z0-9_\\[\\]()]", "_");
        return word.matches("[A-Za-z_].*") ? word : "_" + word;
    }

    /** What would end the label, the line, the diagram or the fence around it goes by its number. */
    private static String quoted(String text) {
        StringBuilder escaped = new StringBuilder("\"");
        text.codePoints().forEach(character -> {
            if (Character.isLetterOrDigit(character) || " _-.,:()/".indexOf(character) >= 0) {
                escaped.appendCodePoint(character);
            } else if (Character.isISOControl(character) || Character.isWhitespace(character)) {
                escaped.append(' ');
            } else {
                escaped.append('#').append(character).append(';');
            }
        });
        return escaped.append('"').toString();
    }
}
