package dev.palindrome.revision.internal.sql;

import dev.palindrome.revision.internal.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells which statements write rows out, and what is looked up for these rows. */
public final class WrittenRows {

    private static final int NONE = -1;

    private final String statement;
    private final List<String> queries = new ArrayList<>();
    private int depth;
    private boolean isFirst = true;
    private boolean hasValues;
    private boolean isOpened;

    /** The depth within the parentheses of the outermost query, and where it begins. */
    private int queryDepth;

    private int queryStart = NONE;

    private WrittenRows(String statement) {
        this.statement = statement;
    }

    /**
     * Return the queries in parentheses within the rows that an INSERT … VALUES writes out, in their order, each without its parentheses; empty
     * for any other statement.
     */
    public static Optional<List<String>> queries(String statement) {
        WrittenRows rows = new WrittenRows(statement);
        SqlTokenizer tokenizer = new SqlTokenizer(statement);
        for (SqlToken token = tokenizer.next(); !token.is(Kind.END); token = tokenizer.next()) {
            if (!token.isComment() && !rows.take(token)) {
                return Optional.empty();
            }
        }
        return rows.hasValues ? Optional.of(rows.queries) : Optional.empty();
    }

    /** Return false where the statement turns out to be another one. */
    private boolean take(SqlToken token) {
        String word = token.is(Kind.WORD)
                ? statement.substring(token.start(), token.end()).toUpperCase(Locale.ROOT)
                : "";
        if (isFirst) {
            isFirst = false;
            return word.equals("INSERT");
        }
        boolean isQuery = word.equals("SELECT") || word.equals("WITH");
        if (isQuery && depth == 0 && !hasValues) {
            return false;
        }
        hasValues |= word.equals("VALUES") && depth == 0;
        if (isQuery && isOpened && hasValues && queryStart == NONE) {
            queryStart = token.start();
            queryDepth = depth;
        }
        isOpened = token.is(Kind.OPENING_PARENTHESIS);
        if (isOpened) {
            depth++;
        } else if (token.is(Kind.CLOSING_PARENTHESIS)) {
            close(token.start());
        }
        return true;
    }

    private void close(int end) {
        if (queryStart != NONE && depth == queryDepth) {
            queries.add(statement.substring(queryStart, end));
            queryStart = NONE;
        }
        depth--;
    }
}
