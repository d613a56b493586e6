package dev.palindrome.schema.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whether two bodies in SQL or PL/pgSQL differ in white space alone. Careful: literals, quoted names, dollar quotes
 * and comments count as they stand, and so does anything that is not understood.
 */
public final class SqlWhiteSpace {

    /** Other white space, such as a no-break space, is part of a name. */
    private static final String SPACE = " \t\n\r\f\u000B";

    private static final String WORD_CHARACTER = "A-Za-z0-9_\\x80-\\uFFFF";

    /** Tokens as PostgreSQL's lexer splits them; an operator ends where a comment begins. */
    private static final Pattern TOKEN = Pattern.compile(
            "[ \\t\\n\\r\\f\\x0B]+|--[^\\n\\r]*"
                    + "|[eE]'(?:[^'\\\\]|''|\\\\.)*+'"
                    + "|(?:[bBxXnN]|[uU]&)?'(?:[^']|'')*+'"
                    + "|(?:[uU]&)?\"(?:[^\"]|\"\")*+\""
                    + "|\\$(?<tag>[" + WORD_CHARACTER + "]*)\\$.*?\\$\\k<tag>\\$"
                    + "|[" + WORD_CHARACTER + "$.]+"
                    + "|(?:(?!--|/\\*)[-+*/<>=~!@#%^&|`?:])+"
                    + "|.",
            Pattern.DOTALL);

    private SqlWhiteSpace() {}

    /** Return whether both texts have the same tokens. */
    public static boolean isOnlyDifference(String left, String right) {
        return tokens(left).equals(tokens(right));
    }

    private static List<String> tokens(String body) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(body);
        String space = "";
        int position = 0;
        while (position < body.length()) {
            int end;
            if (body.startsWith("/*", position)) {
                end = endOfComment(body, position);
            } else {
                matcher.region(position, body.length()).lookingAt();
                end = matcher.end();
            }
            String token = body.substring(position, end);
            position = end;
            if (SPACE.indexOf(token.charAt(0)) >= 0) {
                space = token;
                continue;
            }
            if (token.startsWith("'") && isBehindLiteral(tokens)) {
                tokens.add(space);
            }
            tokens.add(token);
            space = "";
        }
        return tokens;
    }

    /** Between two literals white space counts: with a line end in it, they are one literal. */
    private static boolean isBehindLiteral(List<String> tokens) {
        return !tokens.isEmpty() && tokens.get(tokens.size() - 1).endsWith("'");
    }

    /** Comments nest. One that does not end reaches to the end of the text. */
    private static int endOfComment(String body, int start) {
        int depth = 0;
        int position = start;
        while (position < body.length()) {
            if (body.startsWith("/*", position)) {
                depth++;
                position += 2;
            } else if (body.startsWith("*/", position)) {
                position += 2;
                if (--depth == 0) {
                    return position;
                }
            } else {
                position++;
            }
        }
        return body.length();
    }
}
