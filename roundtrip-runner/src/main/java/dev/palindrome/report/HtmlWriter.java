package dev.palindrome.report;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes elements of a page, with all text and all attributes escaped. Keeps nothing of what it wrote. */
final class HtmlWriter {

    /**
     * What would not be seen, or would show the text beside it in another order, or has no form in UTF-8: control and bidirectional
     * characters, lone surrogates, non-characters.
     */
    private static final Pattern INVISIBLE = Pattern.compile(
            "[\\p{Cc}\\p{Cs}\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufdd0-\\ufdef\\ufeff\\ufffe\\uffff&&[^\\n\\t]]");

    private static final Pattern SPECIAL = Pattern.compile("[&<>\"']");

    private final Appendable out;

    HtmlWriter(Appendable out) {
        this.out = out;
    }

    /**
     * Begin an element.
     *
     * @param attributes names, each followed by its value
     */
    void start(String tag, String... attributes) throws IOException {
        out.append('<').append(tag);
        for (int index = 0; index < attributes.length; index += 2) {
            out.append(' ').append(attributes[index]).append("=\"");
            out.append(escape(attributes[index + 1])).append('"');
        }
        out.append('>');
    }

    void end(String tag) throws IOException {
        out.append("</").append(tag).append('>');
    }

    /** End an element, and the line. */
    void endLine(String tag) throws IOException {
        end(tag);
        out.append('\n');
    }

    void text(String text) throws IOException {
        out.append(escape(text));
    }

    /** Write an element that holds text alone. */
    void element(String tag, String text, String... attributes) throws IOException {
        start(tag, attributes);
        text(text);
        end(tag);
    }

    /** Write what is markup already, from our own resources and never from a user. */
    void markup(String markup) throws IOException {
        out.append(markup);
    }

    /** Return the text for an element or an attribute in quotes; what cannot be seen is written as {@code \}{@code u202e}. */
    static String escape(String text) {
        String visible = INVISIBLE
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        String.format("\\u%04x", (int) found.group().charAt(0))));
        return SPECIAL.matcher(visible).replaceAll(found -> switch (found.group()) {
            case "&" -> "&amp;";
            case "<" -> "&lt;";
            case ">" -> "&gt;";
            case "\"" -> "&quot;";
            default -> "&#39;";
        });
    }
}
