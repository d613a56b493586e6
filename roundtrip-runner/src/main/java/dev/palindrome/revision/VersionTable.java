package dev.palindrome.revision;

/**
 * The table in which a migration tool keeps what it has run.
 *
 * @param schema where it is
 * @param name how it is called there
 * @param creation makes it, and whatever else the tool makes in an empty database before it runs a revision; does nothing where it is
 *     there already
 * @param bookkeeping how it is read and written
 */
public record VersionTable(String schema, String name, SqlScript creation, Bookkeeping bookkeeping) {}
