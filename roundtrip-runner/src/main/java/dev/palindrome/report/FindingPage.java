package dev.palindrome.report;

import dev.palindrome.roundtrip.finding.FindingType;
import java.util.List;
import java.util.Locale;

/** The reference page of a finding, rendered from the words in its folder. */
public final class FindingPage {

    private FindingPage() {}

    /**
     * Return the page in Markdown.
     *
     * @param earlier the scripts that both examples come from, in order; empty for findings that compare with nothing earlier
     * @param bad the scripts of the broken example, in order
     * @param good the scripts of the good one
     */
    public static String render(FindingType type, List<String> earlier, Iterable<String> bad, Iterable<String> good) {
        StringBuilder page = new StringBuilder();
        page.append("# ").append(type.id()).append(' ').append(type.title()).append("\n\n");
        page.append("Severity: ").append(type.severity()).append("\n\n");
        paragraph(page, "Condition", type.word("condition"));
        paragraph(page, "Effect", type.word("effect"));
        paragraph(page, "What to do", capitalised(type.word("workaround")));
        if (!earlier.isEmpty()) {
            examples(page, "The history so far", earlier);
        }
        examples(page, "Found in", bad);
        examples(page, "Not found in", good);
        page.append("<!-- Written by the build from the finding's folder; change it there. -->\n");
        return page.toString();
    }

    private static void paragraph(StringBuilder page, String title, String text) {
        page.append("**").append(title).append(".** ").append(text).append("\n\n");
    }

    private static String capitalised(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static void examples(StringBuilder page, String title, Iterable<String> scripts) {
        page.append("## ").append(title).append("\n\n");
        for (String script : scripts) {
            page.append("```sql\n").append(script.strip()).append("\n```\n\n");
        }
    }
}
