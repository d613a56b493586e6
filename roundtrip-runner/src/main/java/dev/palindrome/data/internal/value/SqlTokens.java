package dev.palindrome.data.internal.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Cuts SQL text into the tokens that matter for constants: words, strings, numbers, statement ends. */
final class SqlTokens {

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private SqlTokens(String text) {
        this.text = text;
    }

    enum Kind {
        WORD,
        STRING,
        NUMBER,
        SYMBOL
    }

    /**
     * A token.
     *
     * @param value a string's content, a word folded to lower case unless it was quoted
     */
    record Token(Kind kind, String value) {

        boolean is(String symbol) {
            return kind == Kind.SYMBOL && value.equals(symbol);
        }
    }

    /** Return the tokens; what stands in dollar quotes is code more often than data, and its tokens stand in its place. */
    static List<Token> of(String text) {
        SqlTokens scanner = new SqlTokens(text);
        scanner.scan();
        return scanner.tokens;
    }

    private void scan() {
        while (at < text.length()) {
            char first = text.charAt(at);
            if (text.startsWith("--", at)) {
                at = endOr(text.indexOf('\n', at));
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                at = end < 0 ? text.length() : end + 2;
            } else if (first == '\'') {
                string(at > 0 && (text.charAt(at - 1) == 'E' || text.charAt(at - 1) == 'e'));
            } else if (first == '"') {
                quotedWord();
            } else if (first == '$' && dollarTag() != null) {
                dollarString();
            } else if (Character.isDigit(first)) {
                number();
            } else if (isWordStart(first)) {
                word();
            } else {
                if (!Character.isWhitespace(first)) {
                    tokens.add(new Token(Kind.SYMBOL, String.valueOf(first)));
                }
                at++;
            }
        }
    }

    private int endOr(int end) {
        return end < 0 ? text.length() : end;
    }

    private void string(boolean escapes) {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            char character = text.charAt(at);
            if (character == '\'' && text.startsWith("''", at)) {
                value.append('\'');
                at += 2;
            } else if (character == '\'') {
                break;
            } else if (escapes && character == '\\' && at + 1 < text.length()) {
                value.append(unescaped(text.charAt(at + 1)));
                at += 2;
            } else {
                value.append(character);
                at++;
            }
        }
        at++;
        tokens.add(new Token(Kind.STRING, value.toString()));
    }

    private static char unescaped(char escape) {
        return switch (escape) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> escape;
        };
    }

    private void quotedWord() {
        int end = text.indexOf('"', at + 1);
        int close = endOr(end);
        tokens.add(new Token(Kind.WORD, text.substring(at + 1, close)));
        at = close + 1;
    }

    private @Nullable String dollarTag() {
        int end = at + 1;
        while (end < text.length() && (isWordStart(text.charAt(end)) || Character.isDigit(text.charAt(end)))) {
            end++;
        }
        boolean isTag = end < text.length() && text.charAt(end) == '$' && !Character.isDigit(text.charAt(at + 1));
        return isTag ? text.substring(at, end + 1) : null;
    }

    private void dollarString() {
        String tag = Objects.requireNonNull(dollarTag());
        int end = endOr(text.indexOf(tag, at + tag.length()));
        tokens.addAll(of(text.substring(at + tag.length(), end)));
        at = Math.min(text.length(), end + tag.length());
    }

    private void number() {
        int start = at;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || isDecimalPoint())) {
            at++;
        }
        tokens.add(new Token(Kind.NUMBER, text.substring(start, at)));
    }

    private boolean isDecimalPoint() {
        return text.charAt(at) == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
    }

    private void word() {
        int start = at;
        while (at < text.length()
                && (isWordStart(text.charAt(at)) || Character.isDigit(text.charAt(at)) || text.charAt(at) == '$')) {
            at++;
        }
        String word = text.substring(start, at);
        boolean prefix = at < text.length() && text.charAt(at) == '\'' && word.length() == 1;
        if (!prefix) {
            tokens.add(new Token(Kind.WORD, word.toLowerCase(Locale.ROOT)));
        }
    }

    private static boolean isWordStart(char character) {
        return Character.isLetter(character) || character == '_';
    }
}
