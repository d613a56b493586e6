package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.Bookkeeping;
import dev.palindrome.revision.Revision;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A table with a row for each revision that is applied.
 *
 * @param emptying the statement that takes all rows away
 * @param query the names of what is applied
 * @param name the name of a revision in the table
 * @param insert the statement that adds its row
 * @param delete the statement that takes it away
 * @param checksums what the table holds to compare; empty when it holds none
 */
record RowPerRevision(
        String emptying,
        String query,
        Function<Revision, String> name,
        Function<Revision, String> insert,
        Function<Revision, String> delete,
        Optional<Checksums> checksums)
        implements Bookkeeping {

    /**
     * Checksums beside the names.
     *
     * @param query both of what is applied
     * @param of the checksum of a revision as it is now
     */
    record Checksums(String query, Function<Revision, String> of) {}

    /** A table without checksums. */
    RowPerRevision(
            String emptying,
            String query,
            Function<Revision, String> name,
            Function<Revision, String> insert,
            Function<Revision, String> delete) {
        this(emptying, query, name, insert, delete, Optional.empty());
    }

    /** A table with one column that matters. */
    static RowPerRevision of(String table, String column, Function<Revision, String> name) {
        return new RowPerRevision(
                "DELETE FROM " + table,
                "SELECT " + column + "::text FROM " + table,
                name,
                revision -> "INSERT INTO " + table + " (" + column + ") VALUES ("
                        + SqlText.literal(name.apply(revision)) + ")",
                deletion(table, column, name));
    }

    static Function<Revision, String> deletion(String table, String column, Function<Revision, String> name) {
        return revision -> "DELETE FROM " + table + " WHERE " + column + " = " + SqlText.literal(name.apply(revision));
    }

    @Override
    public Row row() {
        return Row.APPLIED;
    }

    @Override
    public String nameOf(Revision revision) {
        return name.apply(revision);
    }

    @Override
    public Optional<String> checksum(Revision revision) {
        return checksums.map(kept -> kept.of().apply(revision));
    }

    @Override
    public Optional<String> checksumQuery() {
        return checksums.map(Checksums::query);
    }

    @Override
    public List<String> upgraded(Revision revision, List<Revision> below) {
        return List.of(insert.apply(revision));
    }

    @Override
    public List<String> downgraded(Revision revision, List<Revision> left) {
        return List.of(delete.apply(revision));
    }
}
