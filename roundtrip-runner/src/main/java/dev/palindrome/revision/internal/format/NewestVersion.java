package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.Bookkeeping;
import dev.palindrome.revision.Revision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** golang-migrate's table: the newest version that is applied, in the only row. */
record NewestVersion(String table) implements Bookkeeping {

    @Override
    public Row row() {
        return Row.NEWEST;
    }

    @Override
    public String query() {
        return "SELECT version::text FROM " + table;
    }

    @Override
    public Optional<String> obstacleQuery() {
        return Optional.of("SELECT 'version ' || version || ' failed midway: golang-migrate marked it dirty' FROM "
                + table + " WHERE dirty");
    }

    @Override
    public String nameOf(Revision revision) {
        return VersionTables.number(revision.id().value());
    }

    @Override
    public List<String> upgraded(Revision revision, List<Revision> below) {
        return rows(Stream.of(revision));
    }

    @Override
    public List<String> downgraded(Revision revision, List<Revision> left) {
        return rows(left.stream().skip(Math.max(0, left.size() - 1)));
    }

    @Override
    public String emptying() {
        return "TRUNCATE " + table;
    }

    private List<String> rows(Stream<Revision> newest) {
        return Stream.concat(
                        Stream.of("TRUNCATE " + table),
                        newest.map(revision ->
                                "INSERT INTO " + table + " (version, dirty) VALUES (" + nameOf(revision) + ", false)"))
                .toList();
    }
}
