package dev.palindrome.data.internal.value;

import dev.palindrome.data.internal.value.SqlTokens.Kind;
import dev.palindrome.data.internal.value.SqlTokens.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The constants of scripts, by the tables and columns that are mentioned in the same statement. */
public final class Scripts {

    private final List<Mention> statements;

    private Scripts(List<Mention> statements) {
        this.statements = statements;
    }

    private record Mention(Set<String> words, Constants constants) {}

    /** Read scripts statement by statement. */
    public static Scripts of(List<String> texts) {
        List<Mention> statements = new ArrayList<>();
        for (String text : texts) {
            List<Token> statement = new ArrayList<>();
            for (Token token : SqlTokens.of(text)) {
                if (token.is(";")) {
                    add(statement, statements);
                    statement = new ArrayList<>();
                } else {
                    statement.add(token);
                }
            }
            add(statement, statements);
        }
        return new Scripts(List.copyOf(statements));
    }

    private static void add(List<Token> statement, List<Mention> statements) {
        Constants constants = Constants.ofTokens(statement);
        Set<String> words = new HashSet<>();
        statement.stream()
                .filter(token -> token.kind() == Kind.WORD)
                .map(Token::value)
                .forEach(words::add);
        statements.add(new Mention(words, constants));
    }

    /** Return the constants of the statements that mention both. */
    public Constants about(String table, String column) {
        return statements.stream()
                .filter(statement -> mentions(statement, table) && mentions(statement, column))
                .map(Mention::constants)
                .reduce(Constants.none(), Constants::and);
    }

    private static boolean mentions(Mention statement, String name) {
        return statement.words.contains(name) || statement.words.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Return the words of an expression, as column names may stand in it. */
    public static Set<String> words(String expression) {
        Set<String> words = new HashSet<>();
        SqlTokens.of(expression).stream()
                .filter(token -> token.kind() == Kind.WORD)
                .map(Token::value)
                .forEach(words::add);
        return words;
    }
}
