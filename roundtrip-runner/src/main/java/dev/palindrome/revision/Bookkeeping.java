package dev.palindrome.revision;

import java.util.List;

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

    /** Return the name under which the table knows a revision. */
    String nameOf(Revision revision);

    /**
     * Return the statements that write down an upgrade.
     *
     * @param below what is applied below it, in the order of the history; for tools that keep the newest or the heads
     */
    List<String> upgraded(Revision revision, List<Revision> below);

    /**
     * Return the statements that write down a downgrade.
     *
     * @param left what stays applied, in the order of the history
     */
    List<String> downgraded(Revision revision, List<Revision> left);

    /**
     * Tell whether these statements belong into the transaction of the revision itself, as far as it has one. A tool that runs its
     * revisions itself writes them itself.
     */
    default boolean isWrittenByTool() {
        return false;
    }
}
