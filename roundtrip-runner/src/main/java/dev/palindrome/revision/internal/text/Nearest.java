package dev.palindrome.revision.internal.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that a user probably meant. */
public final class Nearest {

    private Nearest() {}

    /**
     * Return the candidate with the fewest edits to {@code word}, ignoring case; empty when none is near enough to be
     * more help than noise. Of several equally near, the first in natural order.
     */
    public static Optional<String> to(String word, Collection<String> candidates) {
        int tolerated = Math.max(1, word.length() / 3);
        return candidates.stream()
                .filter(candidate -> distance(word, candidate) <= tolerated)
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Return {@code "; did you mean 'x'?"}, or nothing. */
    public static String didYouMean(String word, Collection<String> candidates) {
        return to(word, candidates)
                .map(candidate -> "; did you mean '" + candidate + "'?")
                .orElse("");
    }

    /** Return the end of a sentence about an unknown word: {@code "; did you mean 'x'?"}, or a full stop. */
    public static String endOfSentence(String word, Collection<String> candidates) {
        String suggestion = didYouMean(word, candidates);
        return suggestion.isEmpty() ? "." : suggestion;
    }

    /** Edits from one word to the other; two letters that changed places count as one edit. */
    private static int distance(String left, String right) {
        String from = left.toLowerCase(Locale.ROOT);
        String to = right.toLowerCase(Locale.ROOT);
        int[][] distances = new int[from.length() + 1][to.length() + 1];
        for (int row = 0; row <= from.length(); row++) {
            for (int column = 0; column <= to.length(); column++) {
                distances[row][column] =
                        row == 0 || column == 0 ? row + column : nearestStep(distances, from, to, row, column);
            }
        }
        return distances[from.length()][to.length()];
    }

    private static int nearestStep(int[][] distances, String from, String to, int row, int column) {
        boolean same = from.charAt(row - 1) == to.charAt(column - 1);
        int replaced = distances[row - 1][column - 1] + (same ? 0 : 1);
        int added = 1 + Math.min(distances[row - 1][column], distances[row][column - 1]);
        boolean swapped = row > 1
                && column > 1
                && from.charAt(row - 1) == to.charAt(column - 2)
                && from.charAt(row - 2) == to.charAt(column - 1);
        int nearest = Math.min(replaced, added);
        return swapped ? Math.min(nearest, distances[row - 2][column - 2] + 1) : nearest;
    }
}
