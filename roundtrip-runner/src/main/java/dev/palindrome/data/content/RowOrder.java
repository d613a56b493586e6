package dev.palindrome.data.content;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows by their values from left to right: numbers by size, other texts by their characters' codes, NULL last. */
enum RowOrder implements Comparator<List<@Nullable String>> {
    INSTANCE;

    @Override
    public int compare(List<@Nullable String> left, List<@Nullable String> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int compare(@Nullable String left, @Nullable String right) {
        if (left == null || right == null) {
            return Boolean.compare(left == null, right == null);
        }
        boolean numbers = isNumber(left) && isNumber(right);
        int order = numbers ? Long.compare(Long.parseLong(left), Long.parseLong(right)) : 0;
        if (order != 0) {
            return order;
        }
        // A number stands before any other text, so that the order stays one.
        return isNumber(left) == isNumber(right) ? left.compareTo(right) : isNumber(left) ? -1 : 1;
    }

    private static boolean isNumber(String text) {
        int digits = text.startsWith("-") ? text.length() - 1 : text.length();
        return digits > 0
                && digits <= 18
                && text.chars()
                        .skip(text.length() - digits)
                        .allMatch(character -> character >= '0' && character <= '9');
    }
}
