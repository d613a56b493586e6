package dev.palindrome.revision.internal.sql;

import java.util.Locale;
import java.util.stream.Collectors;

/** What of a statement's text the server heeds. */
public final class StatementText {

    private StatementText() {}

    /**
     * Return the statement without comments, with one blank between its tokens, line feeds as line ends, and words outside of quotes in small
     * letters: two statements that differ otherwise only in these are the same to the server.
     */
    public static String normalized(String statement) {
        return new SqlTokenizer(statement)
                .all()
                .filter(token -> !token.isComment())
                .map(token -> text(statement, token))
                .collect(Collectors.joining(" "));
    }

    private static String text(String statement, SqlToken token) {
        String text = statement.substring(token.start(), token.end());
        return token.is(SqlToken.Kind.WORD) ? text.toLowerCase(Locale.ROOT) : text.replace("\r\n", "\n");
    }
}
