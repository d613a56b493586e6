package dev.palindrome.revision.internal.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits SQL as Liquibase does: at semicolons, or a line that begins with {@code go} or a slash, outside of strings, comments and
 * {@code BEGIN … END}. It does not know dollar quotes, so that many a function body needs {@code splitStatements:false}.
 */
final class LiquibaseSplitter {

    private static final Pattern TOKEN = Pattern.compile("(?<space>\\s+)|(?<comment>--[^\\r\\n]*|/\\*[\\s\\S]*?\\*/)"
            + "|(?<string>'(?:''|\\\\[\\s\\S]|[^\\\\'])*'|\"(?:\"\"|\\\\[\\s\\S]|[^\\\\\"])*\")"
            + "|(?<word>[\\p{L}$_@#][\\p{L}$_@#\\p{N}]*)|[\\s\\S]");

    /** Words after BEGIN or END that make it no block. */
    private static final List<String> TRANSACTION =
            List.of("transaction", "trans", "tran", "dialog", "conversation", "distributed");

    private LiquibaseSplitter() {}

    /** A statement, by its place in the text. */
    record Piece(int start, int end) {}

    /** @param endDelimiter what ends a statement; empty for Liquibase's own choice */
    static List<Piece> split(String text, Optional<String> endDelimiter) {
        return endDelimiter.isPresent() ? splitAt(text, delimiter(endDelimiter.get())) : splitByDefault(text);
    }

    /** Liquibase takes it for a regular expression. */
    private static Pattern delimiter(String written) {
        try {
            return Pattern.compile(
                    written.length() == 1 ? Pattern.quote(written) : written.replace("$", "\\$"),
                    Pattern.CASE_INSENSITIVE);
        } catch (java.util.regex.PatternSyntaxException e) {
            return Pattern.compile(Pattern.quote(written), Pattern.CASE_INSENSITIVE);
        }
    }

    private static List<Piece> splitAt(String text, Pattern delimiter) {
        List<Piece> pieces = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        Matcher end = delimiter.matcher(text);
        int start = 0;
        int at = 0;
        while (at < text.length() && token.find(at)) {
            boolean opaque = token.group("comment") != null || token.group("string") != null;
            if (!opaque && end.region(at, text.length()).lookingAt() && end.end() > at) {
                add(pieces, text, start, at);
                at = end.end();
                start = at;
            } else {
                at = opaque ? token.end() : at + 1;
            }
        }
        add(pieces, text, start, text.length());
        return pieces;
    }

    private static List<Piece> splitByDefault(String text) {
        List<Piece> pieces = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        int start = 0;
        int depth = 0;
        String before = "\n";
        while (token.find()) {
            String piece = token.group();
            String word = piece.toLowerCase(Locale.ROOT);
            if (word.equals("begin") && !TRANSACTION.contains(next(text, token.end()))) {
                depth++;
            } else if (word.equals("end")
                    && depth > 0
                    && !TRANSACTION.subList(0, 3).contains(next(text, token.end()))) {
                depth--;
            }
            boolean line = before.endsWith("\n");
            if (depth == 0 && (piece.equals(";") || (line && (word.equals("go") || piece.equals("/"))))) {
                add(pieces, text, start, token.start());
                start = token.end();
            }
            before = piece;
        }
        add(pieces, text, start, text.length());
        return pieces;
    }

    private static String next(String text, int from) {
        Matcher token = TOKEN.matcher(text);
        int at = from;
        while (token.find(at)) {
            if (token.group("space") == null && token.group("comment") == null) {
                return token.group().toLowerCase(Locale.ROOT);
            }
            at = token.end();
        }
        return "";
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
