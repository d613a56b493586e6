package dev.palindrome.data.internal.value;

import dev.palindrome.data.internal.value.SqlTokens.Kind;
import dev.palindrome.data.internal.value.SqlTokens.Token;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an expression or a script mentions that may be a value.
 *
 * @param strings the contents of string literals, those of array literals taken apart too
 * @param numbers as written
 * @param patterns regular expressions
 * @param likes patterns of LIKE
 * @param keys of JSON objects
 * @param measuresLength whether the numbers may be lengths
 */
public record Constants(
        Set<String> strings,
        Set<String> numbers,
        Set<String> patterns,
        Set<String> likes,
        Set<String> keys,
        boolean measuresLength) {

    private static final Set<String> LENGTHS = Set.of(
            "length",
            "char_length",
            "character_length",
            "octet_length",
            "bit_length",
            "cardinality",
            "array_length",
            "jsonb_array_length",
            "json_array_length",
            "num_nonnulls");

    /** An operator of an extension, such as {@code OPERATOR(public.~)}, means what it means without its schema. */
    private static final Pattern QUALIFIED_OPERATOR = Pattern.compile("OPERATOR\\((?:\\w+|\"[^\"]+\")\\.([^)\\w]+)\\)");

    /** Return what nothing mentions. */
    public static Constants none() {
        return of("");
    }

    /** Find the constants of a SQL text, in the order in which they stand. */
    public static Constants of(String sql) {
        return ofTokens(SqlTokens.of(QUALIFIED_OPERATOR.matcher(sql).replaceAll("$1")));
    }

    /** Find the constants of several SQL texts. */
    public static Constants of(List<String> sqls) {
        return sqls.stream().map(Constants::of).reduce(none(), Constants::and);
    }

    static Constants ofTokens(List<Token> tokens) {
        Constants found = new Constants(
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                tokens.stream().anyMatch(token -> token.kind() == Kind.WORD && LENGTHS.contains(token.value())));
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() == Kind.STRING) {
                found.addString(tokens, i);
            } else if (token.kind() == Kind.NUMBER) {
                found.numbers.add(token.value());
                if (i > 0 && tokens.get(i - 1).is("-")) {
                    found.numbers.add("-" + token.value());
                }
            }
        }
        return found;
    }

    /** Return what this or the other mentions. */
    public Constants and(Constants other) {
        return new Constants(
                union(strings, other.strings),
                union(numbers, other.numbers),
                union(patterns, other.patterns),
                union(likes, other.likes),
                union(keys, other.keys),
                measuresLength || other.measuresLength);
    }

    private static Set<String> union(Set<String> left, Set<String> right) {
        Set<String> all = new LinkedHashSet<>(left);
        all.addAll(right);
        return all;
    }

    private void addString(List<Token> tokens, int at) {
        String value = tokens.get(at).value();
        String before = symbolsBefore(tokens, at);
        String function = wordBefore(tokens, at);
        if (before.endsWith("~~") || before.endsWith("~~*") || function.equals("like") || function.equals("ilike")) {
            likes.add(value);
        } else if (function.equals("similar_to_escape")) {
            patterns.add(value.replace("%", ".*").replace("_", "."));
        } else if (before.endsWith("~") || before.endsWith("~*")) {
            patterns.add(value);
        } else if (before.endsWith("->") || before.endsWith("->>") || before.endsWith("?") || inKeyArray(tokens, at)) {
            keys.add(value);
        } else if (before.endsWith("#>>") || before.endsWith("#>")) {
            keys.addAll(elements(value));
        } else {
            strings.add(value);
            if (value.startsWith("{") && value.endsWith("}")) {
                strings.addAll(elements(value));
            }
        }
    }

    private static List<String> elements(String array) {
        return List.of(array.substring(
                        array.startsWith("{") ? 1 : 0, array.endsWith("}") ? array.length() - 1 : array.length())
                .replace("\"", "")
                .split(",", -1));
    }

    private static String symbolsBefore(List<Token> tokens, int at) {
        StringBuilder symbols = new StringBuilder();
        int i = at - 1;
        while (i >= 0 && tokens.get(i).kind() == Kind.SYMBOL && !tokens.get(i).is("(")) {
            symbols.insert(0, tokens.get(i).value());
            i--;
        }
        return symbols.toString();
    }

    private static String wordBefore(List<Token> tokens, int at) {
        int i = at - 1;
        while (i >= 0 && tokens.get(i).is("(")) {
            i--;
        }
        return i >= 0 && tokens.get(i).kind() == Kind.WORD ? tokens.get(i).value() : "";
    }

    /** {@code data ?& ARRAY['a', 'b']} and {@code data ?| …} mention keys. */
    private static boolean inKeyArray(List<Token> tokens, int at) {
        int i = at - 1;
        while (i >= 0 && !tokens.get(i).is("[")) {
            if (tokens.get(i).is("]") || tokens.get(i).is(";")) {
                return false;
            }
            i--;
        }
        return i >= 3 && tokens.get(i - 3).is("?");
    }
}
