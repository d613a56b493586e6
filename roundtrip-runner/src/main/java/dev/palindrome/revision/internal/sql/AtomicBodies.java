package dev.palindrome.revision.internal.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Follows {@code BEGIN ATOMIC … END} bodies of SQL functions, whose semicolons end no statement. As in psql (since version 14)
 * only a statement that begins with {@code CREATE [OR REPLACE] FUNCTION} or {@code PROCEDURE} has them, and {@code CASE … END}
 * nests.
 */
final class AtomicBodies {

    private static final Set<String> ROUTINES = Set.of("function", "procedure");

    private final Deque<Integer> openings = new ArrayDeque<>();
    private final StringBuilder head = new StringBuilder();
    private int words;
    private boolean routine;

    void newStatement() {
        openings.clear();
        head.setLength(0);
        words = 0;
        routine = false;
    }

    /** Take in a word of the statement. */
    void word(String text, int offset, boolean inParentheses) {
        String word = text.toLowerCase(Locale.ROOT);
        recogniseRoutine(word);
        if (!routine || inParentheses) {
            return;
        }
        if (word.equals("begin") || (word.equals("case") && isOpen())) {
            openings.push(offset);
        } else if (word.equals("end") && isOpen()) {
            openings.pop();
        }
    }

    boolean isOpen() {
        return !openings.isEmpty();
    }

    /** Return where the innermost open body begins. */
    OptionalInt opening() {
        return isOpen() ? OptionalInt.of(openings.element()) : OptionalInt.empty();
    }

    private void recogniseRoutine(String word) {
        words++;
        if (words > 4 || routine) {
            return;
        }
        if (ROUTINES.contains(word)) {
            routine = head.toString().equals("create ") || head.toString().equals("create or replace ");
        }
        head.append(word).append(' ');
    }
}
