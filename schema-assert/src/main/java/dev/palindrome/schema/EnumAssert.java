package dev.palindrome.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Claims on an enum type.
 *
 * <pre>{@code
 * assertThat(snapshot).enumType("order_status").hasLabels("new", "paid", "shipped");
 * }</pre>
 */
public final class EnumAssert extends OwnedAssert<EnumAssert> {

    EnumAssert(Subject subject) {
        super(subject);
    }

    /**
     * Verify the labels, in their order.
     *
     * @throws AssertionError when it has others, or in another order
     */
    public EnumAssert hasLabels(String... labels) {
        List<String> expected = List.of(labels);
        List<String> actual = labels();
        return is(
                actual.equals(expected),
                "to have the labels " + list(expected) + " in this order",
                "it has " + list(actual));
    }

    /**
     * Verify that these are among the labels.
     *
     * @throws AssertionError when one is missing
     */
    public EnumAssert containsLabels(String... labels) {
        List<String> actual = labels();
        List<String> missing =
                Arrays.stream(labels).filter(label -> !actual.contains(label)).toList();
        return is(missing.isEmpty(), "to contain the labels " + list(missing), "it only has " + list(actual));
    }

    /** Labels stand with commas between, in quotes where they could be misread. */
    private List<String> labels() {
        String text = value("enum").orElse("");
        List<String> labels = new ArrayList<>();
        int position = 0;
        while (position < text.length()) {
            int end = text.charAt(position) == '\'' ? endOfLiteral(text, position) : endOfWord(text, position);
            String label = text.substring(position, end);
            labels.add(
                    label.startsWith("'")
                            ? label.substring(1, label.length() - 1).replace("''", "'")
                            : label);
            position = end + ", ".length();
        }
        return labels;
    }

    private static int endOfWord(String text, int start) {
        int comma = text.indexOf(", ", start);
        return comma < 0 ? text.length() : comma;
    }

    private static int endOfLiteral(String text, int start) {
        int end = start + 1;
        while (text.charAt(end) != '\'' || text.startsWith("''", end)) {
            end += text.charAt(end) == '\'' ? 2 : 1;
        }
        return end + 1;
    }
}
