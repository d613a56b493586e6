package dev.palindrome.revision.internal.sql;

import java.util.Locale;

/**
 * Recognises a {@code COPY … FROM STDIN}, after which psql reads data from the script. The grammar takes {@code STDOUT} for the
 * same thing there.
 */
final class CopyStatement {

    private int words;
    private boolean copy;
    private boolean afterFrom;
    private boolean fromClient;

    void newStatement() {
        words = 0;
        copy = false;
        afterFrom = false;
        fromClient = false;
    }

    /** Take in a token of the statement; {@code word} is empty when it is none. */
    void token(String word, boolean inParentheses) {
        String lower = word.toLowerCase(Locale.ROOT);
        words++;
        if (words == 1) {
            copy = lower.equals("copy");
        }
        if (!copy || inParentheses) {
            return;
        }
        fromClient |= afterFrom && (lower.equals("stdin") || lower.equals("stdout"));
        afterFrom = lower.equals("from");
    }

    boolean readsFromClient() {
        return fromClient;
    }
}
