package dev.palindrome.schema;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what there is in place of an object that is missing. */
final class NearMisses {

    private static final int SHOWN = 10;

    private NearMisses() {}

    /** Return the end of a sentence that began with {@code Expected table public.order, but}. */
    static String of(ObjectName wanted, SchemaSnapshot snapshot) {
        Optional<ObjectName> otherKind = snapshot.objects().keySet().stream()
                .filter(name -> name.path().equals(wanted.path())
                        && name.arguments().equals(wanted.arguments())
                        && name.kind() != wanted.kind())
                .findFirst();
        if (otherKind.isPresent()) {
            return wanted.qualifiedName() + " is " + withArticle(otherKind.get().kind());
        }
        List<ObjectName> candidates = snapshot.objects().keySet().stream()
                .filter(name -> name.kind() == wanted.kind() && isBeside(name, wanted))
                .toList();
        return "there is none of that name. "
                + nearest(wanted, candidates)
                        .map(name -> "Did you mean " + name.qualifiedName() + "?")
                        .orElseGet(() -> list(wanted.kind(), candidates));
    }

    /** A column is looked for in its table alone, a table in every schema. */
    private static boolean isBeside(ObjectName name, ObjectName wanted) {
        int depth = wanted.path().size() - 1;
        return depth < 2
                || (name.path().size() > depth
                        && name.path().subList(0, depth).equals(wanted.path().subList(0, depth)));
    }

    private static Optional<ObjectName> nearest(ObjectName wanted, List<ObjectName> candidates) {
        String word = wanted.simpleName();
        int tolerated = word.length() < 4 ? 1 : Math.max(2, word.length() / 3);
        return candidates.stream()
                .filter(name -> distance(word, name.simpleName()) <= tolerated)
                .min(Comparator.comparingInt((ObjectName name) -> distance(word, name.simpleName()))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static String list(ObjectKind kind, List<ObjectName> candidates) {
        if (candidates.isEmpty()) {
            return "There are no " + plural(kind) + ".";
        }
        int left = candidates.size() - SHOWN;
        return candidates.stream()
                .limit(SHOWN)
                .map(ObjectName::qualifiedName)
                .collect(Collectors.joining(", ", "There are: ", left > 0 ? " and " + left + " more." : "."));
    }

    private static String withArticle(ObjectKind kind) {
        return ("aeiou".indexOf(kind.label().charAt(0)) < 0 ? "a " : "an ") + kind.label();
    }

    static String plural(ObjectKind kind) {
        String label = kind.label();
        if (label.endsWith("y")) {
            return label.substring(0, label.length() - 1) + "ies";
        }
        return label.endsWith("x") || label.endsWith("s") ? label + "es" : label + "s";
    }

    /** Letters to add, remove or replace on the way from one word to the other, whatever their case. */
    private static int distance(String left, String right) {
        String from = left.toLowerCase(Locale.ROOT);
        String to = right.toLowerCase(Locale.ROOT);
        int[] above = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = above[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(above[column], current[column - 1]));
            }
            above = current;
        }
        return above[to.length()];
    }
}
