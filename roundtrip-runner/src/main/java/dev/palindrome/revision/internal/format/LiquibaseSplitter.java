package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.internal.sql.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Splits SQL as Liquibase does: at semicolons, or a line that begins with {@code go} or a slash, outside of strings, comments and
 * {@code BEGIN … END}. It does not know dollar quotes, so that many a function body needs {@code splitStatements:false}.
 */
final class LiquibaseSplitter {

    private static final String NAME = "(?:[\\p{L}$_@#][\\p{L}$_@#\\p{N}]*|\"(?:\"\"|\\\\[\\s\\S]|[^\\\\\"])*\")";
    private static final Pattern TOKEN = Pattern.compile("(?<space>\\s+)|(?<comment>--[^\\r\\n]*|/\\*[\\s\\S]*?\\*/)"
            + "|'(?:''|\\\\[\\s\\S]|[^\\\\'])*'|" + NAME + "(?:[\\r\\n ]*\\.[\\r\\n ]*" + NAME + ")*|[\\s\\S]");

    /** Words after BEGIN or END that make it no block. */
    private static final List<String> TRANSACTION =
            List.of("transaction", "trans", "tran", "dialog", "conversation", "distributed");

    private LiquibaseSplitter() {}

    /**
     * Return the text without its comments, as Liquibase takes them out: the white space around them stays, and comments in a function's body
     * between dollar quotes go, too.
     */
    static SourceText withoutComments(SourceText source) {
        StringBuilder text = new StringBuilder();
        List<Integer> numbers = new ArrayList<>(List.of(source.lineAt(0)));
        Matcher token = TOKEN.matcher(source.text());
        while (token.find()) {
            if (token.group("comment") != null) {
                continue;
            }
            text.append(token.group());
            for (int at = token.start(); at < token.end(); at++) {
                if (source.text().charAt(at) == '\n') {
                    numbers.add(source.lineAt(at + 1));
                }
            }
        }
        return SourceText.ofLines(source.file(), text.toString(), numbers);
    }

    /** A statement, by its place in the text. */
    record Piece(int start, int end) {}

    /** A part of the text that Liquibase looks at as a whole. */
    private record Token(String text, int start, boolean isSpace) {

        int end() {
            return start + text.length();
        }

        boolean is(String word) {
            return text.equalsIgnoreCase(word);
        }
    }

    /** @param endDelimiter what ends a statement; empty for Liquibase's own choice */
    static List<Piece> split(String text, Optional<String> endDelimiter) {
        List<Token> tokens = merged(tokens(text), endDelimiter.orElse(""));
        List<Piece> pieces = new ArrayList<>();
        int start = 0;
        int depth = 0;
        String before = "\n";
        for (int index = 0; index < tokens.size(); index++) {
            Token token = tokens.get(index);
            if (token.is("begin") && !TRANSACTION.contains(next(tokens, index))) {
                depth++;
            } else if (token.is("end")
                    && depth > 0
                    && !TRANSACTION.subList(0, 3).contains(next(tokens, index))) {
                depth--;
            }
            if (depth == 0 && ends(token, before, endDelimiter)) {
                add(pieces, text, start, token.start());
                start = token.end();
            }
            before = token.text();
        }
        add(pieces, text, start, text.length());
        return pieces;
    }

    private static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            boolean isSpace = matcher.group("space") != null || matcher.group("comment") != null;
            tokens.add(new Token(matcher.group(), matcher.start(), isSpace));
        }
        return tokens;
    }

    /** A delimiter may be several tokens, but never a part of one: {@code $$@@} is one. */
    private static List<Token> merged(List<Token> tokens, String delimiter) {
        List<Token> merged = new ArrayList<>();
        int index = 0;
        while (index < tokens.size()) {
            Token first = tokens.get(index);
            StringBuilder together = new StringBuilder(first.text());
            int behind = index + 1;
            while (behind < tokens.size()
                    && together.length() < delimiter.length()
                    && delimiter.startsWith(together.toString())) {
                together.append(tokens.get(behind++).text());
            }
            boolean isDelimiter = together.toString().equals(delimiter);
            merged.add(isDelimiter ? new Token(delimiter, first.start(), false) : first);
            index = isDelimiter ? behind : index + 1;
        }
        return merged;
    }

    private static boolean ends(Token token, String before, Optional<String> endDelimiter) {
        boolean beginsLine = before.endsWith("\n");
        if (endDelimiter.isEmpty()) {
            return token.is(";") || (beginsLine && (token.is("go") || token.is("/")));
        }
        String delimiter = endDelimiter.get();
        if (delimiter.length() == 1) {
            return token.is(delimiter) && (beginsLine || !delimiter.equals("/"));
        }
        return token.is(delimiter) || isMatch(before + token.text(), delimiter);
    }

    /** Liquibase takes a long delimiter for a regular expression, too. */
    private static boolean isMatch(String text, String delimiter) {
        try {
            return Pattern.compile("\\s*(?:" + delimiter + ")", Pattern.CASE_INSENSITIVE)
                    .matcher(text)
                    .matches();
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static String next(List<Token> tokens, int index) {
        return tokens.subList(index + 1, tokens.size()).stream()
                .filter(token -> !token.isSpace())
                .findFirst()
                .map(token -> token.text().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    private static void add(List<Piece> pieces, String text, int start, int end) {
        int from = start;
        while (from < end && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        int to = end;
        while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        if (from < to) {
            pieces.add(new Piece(from, to));
        }
    }
}
