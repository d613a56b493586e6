package dev.palindrome.data;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what a condition compares a column with, in the text that PostgreSQL writes for it. */
final class Equalities {

    private Equalities() {}

    /** Return the other sides of comparisons of a column that hold when both are equal. */
    static List<String> of(String expression, String column) {
        String name = "(?:" + Pattern.quote(column) + "|\"" + Pattern.quote(column.replace("\"", "\"\"")) + "\")";
        List<String> sides = new ArrayList<>();
        Matcher left = Pattern.compile("\\(\\(?" + name + "\\)?(?:::[\\w .]+)? (?:=|>=|<=) ")
                .matcher(expression);
        while (left.find()) {
            sides.add(balancedAfter(expression, left.end()));
        }
        Matcher right = Pattern.compile(" (?:=|>=|<=) \\(?" + name + "\\)?(?:::[\\w .]+)?\\)")
                .matcher(expression);
        while (right.find()) {
            sides.add(balancedBefore(expression, right.start()));
        }
        return sides.stream()
                .filter(side -> !side.isBlank() && !side.startsWith("ANY (") && !side.startsWith("ALL ("))
                .toList();
    }

    private static String balancedAfter(String text, int start) {
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            depth += depthChange(text.charAt(i));
            if (depth < 0) {
                return text.substring(start, i);
            }
        }
        return text.substring(start);
    }

    private static String balancedBefore(String text, int end) {
        int depth = 0;
        for (int i = end - 1; i >= 0; i--) {
            depth -= depthChange(text.charAt(i));
            if (depth < 0) {
                return text.substring(i + 1, end);
            }
        }
        return text.substring(0, end);
    }

    private static int depthChange(char character) {
        return character == '(' ? 1 : character == ')' ? -1 : 0;
    }
}
