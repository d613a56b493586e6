package dev.palindrome.revision.java;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A revision that is written in Java, for what SQL cannot say. A class that implements it is public, or has a constructor without
 * parameters that is; each direction gets an object of its own.
 *
 * <pre>{@code
 * public final class SplitNames implements JavaRevision {
 *     public String id() { return "b20002"; }
 *     public List<String> downRevisions() { return List.of("a10001"); }
 *     public void upgrade(Operations operations) throws SQLException {
 *         operations.execute("ALTER TABLE people ADD COLUMN family text");
 *     }
 *     public void downgrade(Operations operations) throws SQLException {
 *         operations.execute("ALTER TABLE people DROP COLUMN family");
 *     }
 * }
 * }</pre>
 */
public interface JavaRevision {

    /** Return the id, unique in the history. */
    String id();

    /** Return the ids of the revisions directly below; none for a base, several for a merge point. */
    List<String> downRevisions();

    /** Return what the revision does, in words; the name of the class unless overridden. */
    default String message() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])|_", " ");
    }

    /** Return ids of revisions that must be applied first, though they are not below. */
    default List<String> dependsOn() {
        return List.of();
    }

    /** Return names for the branch that starts here. */
    default List<String> branchLabels() {
        return List.of();
    }

    /** Tell whether each direction runs in a transaction; without one, each statement commits by itself. */
    default boolean isTransactional() {
        return true;
    }

    /** Return why there is no way back; empty when {@link #downgrade} is one. */
    default Optional<String> irreversible() {
        return Optional.empty();
    }

    /**
     * Reach the revision.
     *
     * @throws SQLException when the server refuses a statement; what the transaction held is rolled back
     */
    void upgrade(Operations operations) throws SQLException;

    /**
     * Leave the revision.
     *
     * @throws SQLException when the server refuses a statement; what the transaction held is rolled back
     */
    void downgrade(Operations operations) throws SQLException;
}
