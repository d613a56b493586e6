package dev.palindrome.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Renders a difference for people. */
final class DifferenceText {

    private static final String INDENT = "      ";
    private static final int LINES_SHOWN = 20;

    private DifferenceText() {}

    static String of(Difference difference) {
        String head = difference.sign().symbol() + " " + difference.name();
        List<AttributeChange> changes = difference.changes();
        if (changes.isEmpty()) {
            return withDetail(head, difference.definition(), difference.significance());
        }
        if (changes.size() == 1 && !changes.get(0).isMultiLine()) {
            return withDetail(head, changes.get(0).toString(), difference.significance());
        }
        return withDetail(head, "", difference.significance())
                + changes.stream().map(DifferenceText::changeBelow).collect(Collectors.joining());
    }

    private static String withDetail(String head, String detail, Significance significance) {
        String line = detail.isEmpty() ? head : head + "  " + detail;
        return significance == Significance.REAL ? line : line + "  (" + significance.words() + ")";
    }

    private static String changeBelow(AttributeChange change) {
        return "\n" + INDENT + (change.isMultiLine() ? change.attribute() + ":" + linesBelow(change) : change);
    }

    /** Show the lines between the common beginning and the common end. */
    private static String linesBelow(AttributeChange change) {
        List<String> before = lines(change.before());
        List<String> after = lines(change.after());
        int start = commonPrefix(before, after);
        int end = commonSuffix(before.subList(start, before.size()), after.subList(start, after.size()));
        List<String> shown = new ArrayList<>();
        before.subList(start, before.size() - end).forEach(line -> shown.add("- " + Identifiers.escape(line)));
        after.subList(start, after.size() - end).forEach(line -> shown.add("+ " + Identifiers.escape(line)));
        int left = shown.size() - LINES_SHOWN;
        return shown.stream()
                        .limit(LINES_SHOWN)
                        .map(line -> "\n" + INDENT + "  " + line)
                        .collect(Collectors.joining())
                + (left > 0 ? "\n" + INDENT + "  ... " + left + " more lines" : "");
    }

    private static List<String> lines(@Nullable String value) {
        return value == null ? List.of() : Arrays.asList(value.split("\n", -1));
    }

    private static int commonPrefix(List<String> left, List<String> right) {
        int length = 0;
        while (length < Math.min(left.size(), right.size()) && left.get(length).equals(right.get(length))) {
            length++;
        }
        return length;
    }

    private static int commonSuffix(List<String> left, List<String> right) {
        int length = 0;
        while (length < Math.min(left.size(), right.size())
                && left.get(left.size() - 1 - length).equals(right.get(right.size() - 1 - length))) {
            length++;
        }
        return length;
    }
}
