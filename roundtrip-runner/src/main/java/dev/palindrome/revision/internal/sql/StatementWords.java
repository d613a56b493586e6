package dev.palindrome.revision.internal.sql;

import dev.palindrome.revision.internal.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of a statement, from which one tells what kind of statement it is. */
public final class StatementWords {

    private StatementWords() {}

    /**
     * Return the first words outside of parentheses, in capitals: unquoted, and without digits, as keywords are.
     *
     * @param limit how many at most
     */
    public static List<String> of(String statement, int limit) {
        SqlTokenizer tokenizer = new SqlTokenizer(statement);
        List<String> words = new ArrayList<>();
        int depth = 0;
        SqlToken token = tokenizer.next();
        while (!token.is(Kind.END) && words.size() < limit) {
            if (token.is(Kind.OPENING_PARENTHESIS)) {
                depth++;
            } else if (token.is(Kind.CLOSING_PARENTHESIS)) {
                depth--;
            } else if (token.is(Kind.WORD) && depth == 0) {
                String word = statement.substring(token.start(), token.end());
                if (word.chars().allMatch(letter -> Character.isLetter(letter) || letter == '_')) {
                    words.add(word.toUpperCase(Locale.ROOT));
                }
            }
            token = tokenizer.next();
        }
        return words;
    }
}
