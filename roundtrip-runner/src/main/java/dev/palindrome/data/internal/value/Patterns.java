package dev.palindrome.data.internal.value;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes texts that a regular expression matches, as far as it is made of literals, classes, groups, alternatives and counts. What it
 * does not understand it takes literally: the server judges each text anyway.
 */
final class Patterns {

    private static final int MOST_REPEATS = 300;

    private final String pattern;
    private final int variant;
    private int at;
    private int choices;

    private Patterns(String pattern, int variant) {
        this.pattern = pattern;
        this.variant = variant;
    }

    /** Return different texts for a regular expression. */
    static List<String> matching(String pattern, int howMany) {
        Set<String> texts = new LinkedHashSet<>();
        for (int variant = 0; variant < howMany; variant++) {
            texts.add(new Patterns(pattern, variant).alternatives());
        }
        return List.copyOf(texts);
    }

    /** Return texts for a LIKE pattern. */
    static List<String> like(String pattern) {
        return List.of(
                pattern.replace("%", "").replace("_", "x"),
                pattern.replace("%", "x").replace("_", "y"),
                pattern.replace("%", "ab1").replace("_", "0"));
    }

    private String alternatives() {
        List<String> branches = new ArrayList<>();
        branches.add(sequence());
        while (at < pattern.length() && pattern.charAt(at) == '|') {
            at++;
            branches.add(sequence());
        }
        return branches.get(choose(branches.size()));
    }

    private int choose(int bound) {
        int shift = choices++;
        return Math.floorMod(variant + (variant == 0 ? 0 : shift * (variant + 1)), bound);
    }

    private String sequence() {
        StringBuilder text = new StringBuilder();
        while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            int start = at;
            String one = atom();
            int end = at;
            int repeats = repeats();
            if (repeats == 0) {
                continue;
            }
            text.append(one);
            int after = at;
            for (int i = 1; i < repeats && end > start; i++) {
                at = start;
                text.append(atom());
            }
            at = after;
        }
        return text.toString();
    }

    private String atom() {
        char first = pattern.charAt(at++);
        return switch (first) {
            case '^', '$' -> "";
            case '.' -> pick("abcxyz019");
            case '(' -> group();
            case '[' -> pick(bracket());
            case '\\' -> escape();
            default -> String.valueOf(first);
        };
    }

    private String group() {
        if (pattern.startsWith("?:", at)) {
            at += 2;
        } else if (pattern.startsWith("?=", at) || pattern.startsWith("?!", at)) {
            at += 2;
            alternatives();
            at = Math.min(pattern.length(), at + 1);
            return "";
        }
        String text = alternatives();
        at = Math.min(pattern.length(), at + 1);
        return text;
    }

    private String escape() {
        if (at >= pattern.length()) {
            return "";
        }
        char escaped = pattern.charAt(at++);
        return switch (escaped) {
            case 'd' -> pick("0123456789");
            case 'w' -> pick("abcdxyz0189_");
            case 's' -> " ";
            case 'S', 'W', 'D' -> escaped == 'W' ? "-" : pick("abcxyz");
            case 'A', 'Z', 'y', 'Y', 'm', 'M', 'b', 'B' -> "";
            case 't' -> "\t";
            case 'n' -> "\n";
            default -> String.valueOf(escaped);
        };
    }

    private String bracket() {
        boolean negated = at < pattern.length() && pattern.charAt(at) == '^';
        if (negated) {
            at++;
        }
        StringBuilder members = new StringBuilder();
        boolean first = true;
        while (at < pattern.length() && (first || pattern.charAt(at) != ']')) {
            first = false;
            members.append(member());
        }
        at++;
        if (!negated) {
            return members.isEmpty() ? "x" : members.toString();
        }
        String excluded = members.toString();
        String rest = "abcxyz019-_ "
                .chars()
                .filter(character -> excluded.indexOf(character) < 0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return rest.isEmpty() ? "x" : rest;
    }

    private String member() {
        if (pattern.startsWith("[:", at)) {
            int end = pattern.indexOf(":]", at);
            if (end > 0) {
                String name = pattern.substring(at + 2, end);
                at = end + 2;
                return named(name);
            }
        }
        char low = pattern.charAt(at++);
        if (low == '\\' && at < pattern.length()) {
            char escaped = pattern.charAt(at++);
            return switch (escaped) {
                case 'd' -> "0123456789";
                case 'w' -> "abcxyz019_";
                case 's' -> " ";
                default -> String.valueOf(escaped);
            };
        }
        boolean range = at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']';
        if (!range) {
            return String.valueOf(low);
        }
        char high = pattern.charAt(at + 1);
        at += 2;
        StringBuilder members = new StringBuilder();
        for (char character = low; character <= high && members.length() < 128; character++) {
            members.append(character);
        }
        return members.toString();
    }

    private static String named(String name) {
        return switch (name) {
            case "digit" -> "0123456789";
            case "alpha" -> "abcXYZ";
            case "upper" -> "ABCXYZ";
            case "lower" -> "abcxyz";
            case "space", "blank" -> " ";
            case "punct" -> ".-";
            case "xdigit" -> "0123456789abcdef";
            default -> "abcxyz019";
        };
    }

    private String pick(String characters) {
        return String.valueOf(characters.charAt(choose(characters.length())));
    }

    private int repeats() {
        if (at >= pattern.length()) {
            return 1;
        }
        int low;
        int high;
        switch (pattern.charAt(at)) {
            case '*' -> {
                low = 0;
                high = 8;
                at++;
            }
            case '+' -> {
                low = 1;
                high = 8;
                at++;
            }
            case '?' -> {
                low = 0;
                high = 1;
                at++;
            }
            case '{' -> {
                int end = pattern.indexOf('}', at);
                String[] counts =
                        end < 0 ? new String[0] : pattern.substring(at + 1, end).split(",", -1);
                if (counts.length == 0 || !counts[0].matches("[0-9]{1,4}")) {
                    return 1;
                }
                low = Integer.parseInt(counts[0]);
                high = counts.length == 1
                        ? low
                        : counts[1].matches("[0-9]{1,4}") ? Integer.parseInt(counts[1]) : low + 4;
                at = end + 1;
            }
            default -> {
                return 1;
            }
        }
        if (at < pattern.length() && pattern.charAt(at) == '?') {
            at++;
        }
        int span = Math.max(0, high - low) + 1;
        return Math.min(
                MOST_REPEATS,
                low + Math.min(span - 1, variant == 0 ? (low == 0 ? 1 : 0) : Math.floorMod(variant, span)));
    }
}
