package dev.palindrome.cli;

import dev.palindrome.report.VisibleText;
import java.util.regex.Pattern;

/** Text of others, such as a revision's message, on its way to a terminal. */
final class PrintableText {

    /** The driver's parameter, which picocli's messages quote together with the rest of a misplaced URL. */
    private static final Pattern PASSWORD = Pattern.compile("(?i)(password=)[^&\\s'\"]*");

    /** One slash only, when the URL was taken for a path. */
    private static final Pattern LOGIN = Pattern.compile("(:/{1,2}[^/?@\\s:]*:)[^@\\s]*@");

    private PrintableText() {}

    /** Return the text with control characters, except for line feeds and tabs, as visible escapes. */
    static String of(String text) {
        return VisibleText.of(text);
    }

    /** Return the text on one line, cut where it is too long to be read there. */
    static String line(String text, int length) {
        String line = of(text.replaceAll("\\s+", " "));
        return line.codePointCount(0, line.length()) <= length
                ? line
                : line.substring(0, line.offsetByCodePoints(0, length - 1)) + "…";
    }

    /** As {@link #of}, without the passwords of URLs in it. */
    static String withoutPasswords(String text) {
        return LOGIN.matcher(PASSWORD.matcher(of(text)).replaceAll("$1***")).replaceAll("$1***@");
    }
}
