package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.internal.sql.SourceText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What tools have in common that read a script line by line. */
final class ScriptLines {

    private ScriptLines() {}

    /** Lines end with LF or CRLF; {@link String#lines()} would take a lone CR too. */
    static List<String> of(SourceText source) {
        List<String> lines = new ArrayList<>(Arrays.asList(source.text().split("\n", -1)));
        if (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        lines.replaceAll(content -> content.endsWith("\r") ? content.substring(0, content.length() - 1) : content);
        return lines;
    }

    /** Tell whether the last word before a comment ends in a semicolon. */
    static boolean endsWithSemicolon(String content) {
        String previous = "";
        for (String word : content.strip().split("\\s+", -1)) {
            if (word.startsWith("--")) {
                break;
            }
            previous = word;
        }
        return previous.endsWith(";");
    }
}
