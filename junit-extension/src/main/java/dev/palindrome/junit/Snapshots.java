package dev.palindrome.junit;

/** Which schemas of a history {@link MigrationChecks} compare with golden files. */
public enum Snapshots {
    /** None. */
    NONE,
    /** The schema at the head, with {@code src/test/resources/schema-snapshots/head.txt}. */
    HEAD,
    /**
     * The schema at each revision, with {@code <id>_<message>.txt} in a folder of the history's own there. A file in that folder
     * that belongs to no revision fails where no golden file may be written.
     */
    EACH_REVISION
}
