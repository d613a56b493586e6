package dev.palindrome.roundtrip.execution;

import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.internal.sql.ClosedText;
import java.util.Optional;

/**
 * A script that the server refused, in the server's own words.
 *
 * @param number which statement of its script failed, counted from 1; 0 when no single statement is to blame
 * @param total how many statements the script has
 * @param statement the statement that failed, as written; empty when no single one is to blame
 * @param position the place of the error where the server names one, else the start of the statement
 * @param sqlState five characters, PostgreSQL manual appendix A; empty when a program failed by itself
 * @param message the primary message
 * @param detail the server's detail, such as the key that is there twice
 * @param hint the server's hint
 * @param where the server's context, such as the line of a PL/pgSQL function
 * @param subject the object that the error is about, where the server names one
 */
public record SqlFailure(
        int number,
        int total,
        Optional<String> statement,
        SourcePosition position,
        String sqlState,
        String message,
        Optional<String> detail,
        Optional<String> hint,
        Optional<String> where,
        Subject subject) {

    /** Class 23 and some of class 22: the names that the server gives beside its message; empty where it gives none. */
    public record Subject(
            Optional<String> schema, Optional<String> table, Optional<String> column, Optional<String> constraint) {

        /** Return the subject of an error that names none. */
        public static Subject none() {
            return new Subject(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /**
     * Tell whether the script was stopped since it took too long: it was cancelled from outside, or by a limit of its own.
     * https://www.postgresql.org/docs/current/errcodes-appendix.html: query_canceled.
     */
    public boolean isCancelled() {
        return sqlState.equals("57014");
    }

    /** Tell whether the statement ends within a quote, a comment, a parenthesis or a body, as one that was broken off. */
    public boolean isBrokenOff() {
        return statement.filter(text -> !ClosedText.isClosed(text)).isPresent();
    }

    /** Return the failure with another message. */
    public SqlFailure withMessage(String text) {
        return new SqlFailure(number, total, statement, position, sqlState, text, detail, hint, where, subject);
    }

    /** Return {@code ERROR 42710: type "order_status" already exists}, in one line whatever a name in it holds. */
    public String headline() {
        String text = message.replaceAll("\\s+", " ");
        return sqlState.isEmpty() ? text : "ERROR " + sqlState + ": " + text;
    }
}
