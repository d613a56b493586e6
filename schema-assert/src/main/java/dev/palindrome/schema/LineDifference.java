package dev.palindrome.schema;

import java.util.List;
import java.util.stream.Collectors;

/** Shows two texts one below the other: the lines that only one of them has, or all where only the order differs. */
final class LineDifference {

    private LineDifference() {}

    static String of(String expected, String actual) {
        List<String> before = expected.lines().toList();
        List<String> after = actual.lines().toList();
        boolean sameLines = before.containsAll(after) && after.containsAll(before);
        return lines(before, sameLines ? List.of() : after, "  expected  ")
                + lines(after, sameLines ? List.of() : before, "  actual    ");
    }

    private static String lines(List<String> lines, List<String> others, String label) {
        return lines.stream()
                .filter(line -> !others.contains(line))
                .map(line -> "\n" + label + Identifiers.escape(line))
                .collect(Collectors.joining());
    }
}
