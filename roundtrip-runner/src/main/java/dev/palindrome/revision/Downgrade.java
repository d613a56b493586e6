package dev.palindrome.revision;

/** How to leave a revision: by a script, or not at all. */
public sealed interface Downgrade {

    /** The format has a downgrade for the revision; it may hold no statement. */
    record Script(SqlScript script) implements Downgrade {}

    /** The author says that this revision cannot be undone, and why. */
    record Irreversible(String reason) implements Downgrade {}

    /**
     * There is no downgrade, and no word about it.
     *
     * @param expected what was looked for, such as "000002_add_status.down.sql" or "a section '-- +migrate Down'"
     */
    record Missing(String expected) implements Downgrade {}
}
