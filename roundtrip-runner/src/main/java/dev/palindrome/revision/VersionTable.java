package dev.palindrome.revision;

/**
 * The table in which a migration tool keeps what it has run, for a tool that runs its revisions itself.
 *
 * @param schema where it is
 * @param name how it is called there
 * @param creation makes it, and whatever else the tool makes in an empty database before it runs a revision
 */
public record VersionTable(String schema, String name, StepProgram creation) {}
