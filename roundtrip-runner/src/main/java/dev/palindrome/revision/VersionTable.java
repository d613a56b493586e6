package dev.palindrome.revision;

import java.util.List;
import java.util.stream.Stream;

/**
 * The table in which a migration tool keeps what it has run.
 *
 * @param schema where it is; if not {@code public}, it is the tool's alone
 * @param name how it is called there
 * @param companions the other tables of the tool in that schema
 * @param creation makes it, and whatever else the tool makes in an empty database before it runs a revision; does nothing where it is
 *     there already
 * @param bookkeeping how it is read and written
 */
public record VersionTable(
        String schema, String name, List<String> companions, SqlScript creation, Bookkeeping bookkeeping) {

    public VersionTable {
        companions = List.copyOf(companions);
    }

    /** Describe the one table of a tool. */
    public VersionTable(String schema, String name, SqlScript creation, Bookkeeping bookkeeping) {
        this(schema, name, List.of(), creation, bookkeeping);
    }

    /** Return the names of all tables of the tool. */
    public List<String> names() {
        return Stream.concat(Stream.of(name), companions.stream()).toList();
    }

    /** Tell whether the tool has a schema of its own, in which nothing else is. */
    public boolean hasOwnSchema() {
        return !schema.equals("public");
    }
}
