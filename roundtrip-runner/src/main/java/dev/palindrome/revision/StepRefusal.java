package dev.palindrome.revision;

import java.util.Optional;

/**
 * Why a {@link StepProgram} stopped: the server refused a statement, or the program itself failed.
 *
 * @param message the server's primary message, or the program's own words
 * @param position the line that the program had come to
 * @param sqlState the server's code for the error; empty when the server is not to blame
 * @param statement what was sent last, if that was refused
 * @param detail the server's detail
 * @param hint the server's hint
 * @param where the server's context, such as the line of a PL/pgSQL function
 * @param schema the schema of what the error is about, where the server names it
 * @param table its table, where the server names it
 * @param column its column, where the server names it
 * @param constraint the constraint that is violated, where the server names it
 */
public record StepRefusal(
        String message,
        SourcePosition position,
        Optional<String> sqlState,
        Optional<String> statement,
        Optional<String> detail,
        Optional<String> hint,
        Optional<String> where,
        Optional<String> schema,
        Optional<String> table,
        Optional<String> column,
        Optional<String> constraint) {}
