package dev.palindrome.revision.internal.sql;

import dev.palindrome.revision.internal.sql.SqlToken.Kind;
import java.util.stream.Stream;

/**
 * Cuts SQL text into tokens, as far as it takes to find where statements end: by the rules of PostgreSQL's own scanner
 * (PostgreSQL manual, section 4.1 "Lexical Structure") with {@code standard_conforming_strings} on.
 *
 * <p>Not safe for use by several threads.
 */
final class SqlTokenizer {

    private final String text;
    private final boolean variables;
    private int limit;
    private int at;

    SqlTokenizer(String text) {
        this(text, false);
    }

    private SqlTokenizer(String text, boolean variables) {
        this.text = text;
        this.variables = variables;
        this.limit = text.length();
    }

    /** Return one that also finds references to variables of psql. */
    static SqlTokenizer withVariables(String text) {
        return new SqlTokenizer(text, true);
    }

    /** Return the tokens up to the end. */
    Stream<SqlToken> all() {
        return Stream.iterate(next(), token -> !token.is(Kind.END), token -> next());
    }

    /** Read on from another place, up to another limit. */
    void moveTo(int offset, int newLimit) {
        at = offset;
        limit = newLimit;
    }

    int offset() {
        return at;
    }

    int limit() {
        return limit;
    }

    /** Return the next token; of kind {@link Kind#END} at the limit, again and again. */
    SqlToken next() {
        skipSpace();
        if (at >= limit) {
            return new SqlToken(Kind.END, limit, limit, true);
        }
        char first = text.charAt(at);
        if (startsWith("--")) {
            return lineComment();
        }
        if (startsWith("/*")) {
            return blockComment();
        }
        if (isIdentifierStart(first)) {
            return wordOrPrefixedString();
        }
        return switch (first) {
            case '\'' -> string(at, false);
            case '"' -> quotedIdentifier(at);
            case '$' -> dollar();
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            case ';' -> single(Kind.SEMICOLON);
            case '(' -> single(Kind.OPENING_PARENTHESIS);
            case ')' -> single(Kind.CLOSING_PARENTHESIS);
            case '\\' -> single(Kind.BACKSLASH);
            case ':' -> colon();
            default -> single(Kind.OTHER);
        };
    }

    private SqlToken single(Kind kind) {
        at++;
        return new SqlToken(kind, at - 1, at, true);
    }

    /** Two colons are a cast, so that what follows them is no variable's name. */
    private SqlToken colon() {
        int end = variables ? endOfVariable(text, at, limit) : -1;
        return end < 0 ? ending(Kind.OTHER, at, at + (startsWith("::") ? 2 : 1)) : ending(Kind.VARIABLE, at, end);
    }

    /** Return where a reference to a variable that begins at a colon ends, such as {@code :'name'}; -1 when there is none. */
    static int endOfVariable(String text, int colon, int limit) {
        int start = colon + 1;
        String closing = "";
        if (text.startsWith("{?", start)) {
            closing = "}";
            start += 2;
        } else if (text.startsWith("'", start) || text.startsWith("\"", start)) {
            closing = text.substring(start, start + 1);
            start++;
        }
        int end = start;
        while (end < limit && PsqlVariables.isNamePart(text.charAt(end))) {
            end++;
        }
        boolean closed = end + closing.length() <= limit && text.startsWith(closing, end);
        return end > start && closed ? end + closing.length() : -1;
    }

    private SqlToken ending(Kind kind, int start, int end) {
        at = end;
        return new SqlToken(kind, start, end, true);
    }

    private SqlToken unterminated(Kind kind, int start) {
        at = limit;
        return new SqlToken(kind, start, limit, false);
    }

    private SqlToken lineComment() {
        return ending(Kind.LINE_COMMENT, at, endOfLineComment(at));
    }

    private int endOfLineComment(int start) {
        int end = start;
        while (end < limit && !isNewline(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private SqlToken blockComment() {
        int start = at;
        int depth = 0;
        int offset = start;
        while (offset < limit) {
            if (startsWith("/*", offset)) {
                depth++;
                offset += 2;
            } else if (startsWith("*/", offset)) {
                depth--;
                offset += 2;
                if (depth == 0) {
                    return ending(Kind.BLOCK_COMMENT, start, offset);
                }
            } else {
                offset++;
            }
        }
        return unterminated(Kind.BLOCK_COMMENT, start);
    }

    private SqlToken wordOrPrefixedString() {
        int start = at;
        char first = text.charAt(start);
        if (isAny(first, "eE") && startsWith("'", start + 1)) {
            at = start + 1;
            return string(start, true);
        }
        if (isAny(first, "bBxXnN") && startsWith("'", start + 1)) {
            at = start + 1;
            return string(start, false);
        }
        if (isAny(first, "uU") && startsWith("&'", start + 1)) {
            at = start + 2;
            return string(start, false);
        }
        if (isAny(first, "uU") && startsWith("&\"", start + 1)) {
            at = start + 2;
            return quotedIdentifier(start);
        }
        return ending(Kind.WORD, start, endOfIdentifier(start));
    }

    /** Read a string whose opening quote stands at the current offset. */
    private SqlToken string(int start, boolean escapes) {
        int offset = at + 1;
        while (offset < limit) {
            char character = text.charAt(offset);
            if (escapes && character == '\\') {
                offset += 2;
            } else if (character != '\'') {
                offset++;
            } else if (startsWith("'", offset + 1)) {
                offset += 2;
            } else {
                int continued = continuation(offset + 1);
                if (continued < 0) {
                    return ending(Kind.STRING, start, offset + 1);
                }
                offset = continued;
            }
        }
        return unterminated(Kind.STRING, start);
    }

    /**
     * Return where a string goes on after white space with a line break, or -1. It keeps the rules of its first part, so
     * that {@code E'a'} followed by {@code 'b\''} on the next line is one string.
     */
    private int continuation(int afterQuote) {
        boolean newline = false;
        int offset = afterQuote;
        while (offset < limit) {
            char character = text.charAt(offset);
            if (startsWith("--", offset)) {
                offset = endOfLineComment(offset);
            } else if (isSpace(character)) {
                newline |= isNewline(character);
                offset++;
            } else {
                return newline && character == '\'' ? offset + 1 : -1;
            }
        }
        return -1;
    }

    private SqlToken quotedIdentifier(int start) {
        int offset = at + 1;
        while (offset < limit) {
            if (text.charAt(offset) != '"') {
                offset++;
            } else if (startsWith("\"", offset + 1)) {
                offset += 2;
            } else {
                return ending(Kind.QUOTED_IDENTIFIER, start, offset + 1);
            }
        }
        return unterminated(Kind.QUOTED_IDENTIFIER, start);
    }

    private SqlToken dollar() {
        int start = at;
        int tagEnd = endOfDollarTag(start + 1);
        if (startsWith("$", tagEnd)) {
            String delimiter = text.substring(start, tagEnd + 1);
            int close = text.indexOf(delimiter, tagEnd + 1);
            if (close < 0 || close + delimiter.length() > limit) {
                return unterminated(Kind.DOLLAR_STRING, start);
            }
            return ending(Kind.DOLLAR_STRING, start, close + delimiter.length());
        }
        return single(Kind.OTHER);
    }

    private int endOfDollarTag(int tagStart) {
        if (tagStart >= limit || !isIdentifierStart(text.charAt(tagStart))) {
            return tagStart;
        }
        int end = tagStart;
        while (end < limit && isIdentifierPart(text.charAt(end)) && text.charAt(end) != '$') {
            end++;
        }
        return end;
    }

    /** A number takes letters that touch it along, as PostgreSQL 15 and later do before they refuse it. */
    private SqlToken number() {
        int start = at;
        int end = start;
        while (end < limit && isDigit(text.charAt(end))) {
            end++;
        }
        if (end < limit && isIdentifierStart(text.charAt(end))) {
            end = endOfIdentifier(end);
        }
        return ending(Kind.NUMBER, start, end);
    }

    private int endOfIdentifier(int start) {
        int end = start;
        while (end < limit && isIdentifierPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private void skipSpace() {
        while (at < limit && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private boolean startsWith(String prefix) {
        return startsWith(prefix, at);
    }

    private boolean startsWith(String prefix, int offset) {
        return offset + prefix.length() <= limit && text.startsWith(prefix, offset);
    }

    private static boolean isAny(char character, String characters) {
        return characters.indexOf(character) >= 0;
    }

    /** PostgreSQL takes every byte above ASCII, and so every character, for a letter. */
    private static boolean isIdentifierStart(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || character == '_'
                || character >= 0x80;
    }

    private static boolean isIdentifierPart(char character) {
        return isIdentifierStart(character) || isDigit(character) || character == '$';
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isSpace(char character) {
        return character == ' ' || character == '\t' || isNewline(character) || character == '\f' || character == 0x0B;
    }

    /** A carriage return alone ends a comment too. */
    private static boolean isNewline(char character) {
        return character == '\n' || character == '\r';
    }
}
