package dev.palindrome.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of others, such as a revision's message or what a server said, made safe to look at. */
public final class VisibleText {

    /** Control characters could move the cursor or write a window's title; bidirectional ones show text in another order. */
    private static final Pattern CONTROLS =
            Pattern.compile("(?!\\r?\\n)[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069&&[^\\n\\t]]");

    private VisibleText() {}

    /** Return the text with control characters, except for line feeds and tabs, as visible escapes. */
    public static String of(String text) {
        return CONTROLS.matcher(text)
                .replaceAll(control -> Matcher.quoteReplacement(
                        String.format("\\u%04x", (int) control.group().charAt(0))));
    }

    /** Return the text on one line, with a blank for each run of white space. */
    static String line(String text) {
        return of(text.strip().replaceAll("\\s+", " "));
    }
}
