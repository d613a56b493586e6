package dev.palindrome.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts text of others into Markdown, so that it stays text: on GitHub and GitLab, in tables and in HTML. */
final class MarkdownText {

    private static final Pattern SPECIAL = Pattern.compile("[&<>\"'\\\\`*_\\[\\]~#@|!{}$^:]|(?<=(?i:www))\\.");
    private static final Pattern BACKTICKS = Pattern.compile("`+");
    private static final int SHORTEST_FENCE = 3;

    private MarkdownText() {}

    /**
     * Return one line in the font of code. That is more than a font: neither service makes a link of {@code @name}, {@code #123} or
     * an address in there, whereas a backslash before the sign does not keep them from it.
     */
    static String code(String text) {
        return "<code>" + prose(VisibleText.line(text)) + "</code>";
    }

    /** Return the text with all that Markdown and HTML would take for markup as HTML's entities. */
    static String prose(String text) {
        return SPECIAL.matcher(text)
                .replaceAll(special ->
                        Matcher.quoteReplacement("&#" + (int) special.group().charAt(0) + ";"));
    }

    /** Return the text as a block of code, whose fence is longer than any backticks in it. */
    static String block(String text) {
        int longest = BACKTICKS
                .matcher(text)
                .results()
                .mapToInt(ticks -> ticks.group().length())
                .max()
                .orElse(0);
        String fence = "`".repeat(Math.max(SHORTEST_FENCE, longest + 1));
        String lines =
                VisibleText.of(text.replace("\r\n", "\n").replace('\r', '\n')).stripTrailing();
        return fence + "text\n" + lines + "\n" + fence + "\n";
    }
}
