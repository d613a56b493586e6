package dev.palindrome.revision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How a migration tool writes down what it has run, so that the tool and we can take turns on one database. Implementations are
 * immutable.
 */
public interface Bookkeeping {

    /** What a row stands for. */
    enum Row {
        /** A revision that is applied. */
        APPLIED,
        /** A revision that is applied, and with it all that are below: a head of what is applied. */
        HEAD,
        /** The newest revision that is applied, and with it all before it in the order of the history. */
        NEWEST
    }

    /** Return what a row stands for. */
    Row row();

    /** Return a query for the revisions that the table names, as text, in one column. */
    String query();

    /**
     * Return a query for what keeps anybody from going on, such as a revision that failed midway: one column with words for the user,
     * no row when all is well. Empty when the tool writes down nothing of the kind.
     */
    default Optional<String> obstacleQuery() {
        return Optional.empty();
    }

    /**
     * Return how a database is read and written whose table holds these names: what stands there already may say how the tool is used.
     *
     * @param names what {@link #query} returned; empty where there is no table yet
     */
    default Bookkeeping seeing(Collection<String> names) {
        return this;
    }

    /** Tell whether a name in the table is of something that is passed over on purpose, so that it is no part of the history. */
    default boolean isPassedOver(String name) {
        return false;
    }

    /** Return a query for the names of what is applied and will be run again, in one column; empty when nothing ever is. */
    default Optional<String> againQuery() {
        return Optional.empty();
    }

    /** Return the lock that the tool takes while it runs; empty when it has none in a table. */
    default Optional<ToolLock> lock() {
        return Optional.empty();
    }

    /** Return the name under which the table knows a revision. */
    String nameOf(Revision revision);

    /**
     * Return the statements that write down an upgrade.
     *
     * @param below what is applied below it, in the order of the history; for tools that keep the newest or the heads
     */
    List<String> upgraded(Revision revision, List<Revision> below);

    /**
     * Return the statements that write down that an upgrade was passed over for good.
     *
     * @param below what is applied below it, in the order of the history
     */
    default List<String> passedOver(Revision revision, List<Revision> below) {
        return upgraded(revision, below);
    }

    /**
     * Return the statements that write down a downgrade.
     *
     * @param left what stays applied, in the order of the history
     */
    List<String> downgraded(Revision revision, List<Revision> left);

    /** Tell whether a revision only ever runs forward, on top of all others, and stays where it is when they are taken back. */
    default boolean isRepeatable(Revision revision) {
        return false;
    }

    /** Tell whether the tool runs a revision again where it has run already, such as one that was edited. */
    default boolean isRunAgain(Revision revision) {
        return isRepeatable(revision);
    }

    /** Return the checksum that the tool would write down of a revision as it is now; empty when it keeps none, or it cannot be told. */
    default Optional<String> checksum(Revision revision) {
        return Optional.empty();
    }

    /** Tell whether the tool takes a checksum that stands in its table for that of a revision as it is now. */
    default boolean accepts(Revision revision, String recorded) {
        return checksum(revision).map(recorded::equals).orElse(true);
    }

    /** Return a query for the names and the checksums of what is applied, in two columns, where they can be compared; empty when the tool keeps none. */
    default Optional<String> checksumQuery() {
        return Optional.empty();
    }

    /** Return the statements that write down that an upgrade failed; none when the tool keeps nothing of the kind. */
    default List<String> failed(Revision revision) {
        return List.of();
    }

    /** Return the advisory lock that the tool holds while it changes a database; empty when it takes none. */
    default Optional<AdvisoryLock> advisoryLock() {
        return Optional.empty();
    }

    /**
     * An advisory lock of PostgreSQL, with a key of one number.
     *
     * @param tool who takes it, for messages
     */
    record AdvisoryLock(String tool, long key) {}

    /** Return the statement that forgets everything. */
    String emptying();

    /**
     * Return the statements that write down that exactly these are applied, whatever the table says.
     *
     * @param applied in the order of the history
     */
    default List<String> stamped(List<Revision> applied) {
        List<String> statements = new ArrayList<>();
        if (row() == Row.APPLIED || applied.isEmpty()) {
            statements.add(emptying());
        }
        int first = row() == Row.APPLIED ? 0 : Math.max(0, applied.size() - 1);
        for (int index = first; index < applied.size(); index++) {
            statements.addAll(upgraded(applied.get(index), applied.subList(0, index)));
        }
        return statements;
    }

    /** Tell whether the tool runs its revisions itself, and writes this down itself. */
    default boolean isWrittenByTool() {
        return false;
    }
}
