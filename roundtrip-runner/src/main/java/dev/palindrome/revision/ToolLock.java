package dev.palindrome.revision;

/**
 * The lock that a migration tool takes in a table of its own, to keep two runs apart.
 *
 * @param taking a statement that changes one row if it takes the lock, and none if somebody has it
 * @param release gives the lock back, whoever has it
 * @param ours a condition that holds while we have it
 * @param holderQuery asks who has it and since when, in words; no row when nobody has
 */
public record ToolLock(String taking, String release, String ours, String holderQuery) {

    /**
     * Return the statement that gives the lock back.
     *
     * @param onlyOurs whether to leave it alone if somebody else has it
     */
    public String releasing(boolean onlyOurs) {
        return onlyOurs ? release + " AND " + ours : release;
    }
}
