package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.internal.sql.Directives;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A change set of a formatted SQL file.
 *
 * @param line of its header
 * @param message its comment, or its id
 * @param rollback empty when it has none
 * @param rollbackTo another change set that is run as the rollback
 * @param isRepeated whether it runs on every change, or always
 */
record LiquibaseChangeSet(
        Path file,
        int line,
        String author,
        String id,
        String message,
        SqlScript upgrade,
        Optional<SqlScript> rollback,
        Optional<Reference> rollbackTo,
        boolean isRepeated,
        Directives directives) {

    /** Another change set, by name. */
    record Reference(String author, String id, int line) {}

    /** Return what Liquibase tells change sets apart by. */
    String identity() {
        return id + "\n" + author + "\n" + file;
    }
}
