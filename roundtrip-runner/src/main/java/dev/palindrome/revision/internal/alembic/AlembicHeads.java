package dev.palindrome.revision.internal.alembic;

import dev.palindrome.revision.Bookkeeping;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Alembic's table: a row for each head of what is applied.
 *
 * @param table with its schema, quoted
 */
record AlembicHeads(String table) implements Bookkeeping {

    static AlembicHeads in(String schema, String name) {
        return new AlembicHeads(quoted(schema) + "." + quoted(name));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public Row row() {
        return Row.HEAD;
    }

    @Override
    public String query() {
        return "SELECT version_num FROM " + table;
    }

    @Override
    public String nameOf(Revision revision) {
        return revision.id().value();
    }

    @Override
    public List<String> upgraded(Revision revision, List<Revision> below) {
        return heads(Stream.concat(below.stream(), Stream.of(revision)).toList());
    }

    @Override
    public List<String> downgraded(Revision revision, List<Revision> left) {
        return heads(left);
    }

    @Override
    public String emptying() {
        return "DELETE FROM " + table;
    }

    @Override
    public boolean isWrittenByTool() {
        return true;
    }

    private List<String> heads(List<Revision> applied) {
        Set<RevisionId> below = new HashSet<>();
        applied.forEach(revision -> below.addAll(revision.requirements()));
        return Stream.concat(
                        Stream.of(emptying()),
                        applied.stream()
                                .filter(revision -> !below.contains(revision.id()))
                                .map(revision -> "INSERT INTO " + table + " (version_num) VALUES ('"
                                        + revision.id().value().replace("'", "''") + "')"))
                .toList();
    }
}
