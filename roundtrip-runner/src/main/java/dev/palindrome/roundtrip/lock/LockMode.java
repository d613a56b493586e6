package dev.palindrome.roundtrip.lock;

import java.util.Arrays;
import java.util.Optional;

/**
 * The modes of a lock on a table, weakest first; the manual has what conflicts with what in section 13.3.1, "Table-Level Locks".
 */
public enum LockMode {
    ACCESS_SHARE("AccessShareLock"),
    ROW_SHARE("RowShareLock"),
    ROW_EXCLUSIVE("RowExclusiveLock"),
    SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock"),
    SHARE("ShareLock"),
    SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock"),
    EXCLUSIVE("ExclusiveLock"),
    ACCESS_EXCLUSIVE("AccessExclusiveLock");

    private final String inView;

    LockMode(String inView) {
        this.inView = inView;
    }

    /**
     * Return the mode that {@code pg_locks} calls so.
     *
     * @throws IllegalArgumentException when a table cannot be locked in that way
     */
    static LockMode of(String inView) {
        return Arrays.stream(values())
                .filter(mode -> mode.inView.equals(inView))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a mode of a table's lock: " + inView));
    }

    /** Return the mode that LOCK TABLE has by this name. */
    public static Optional<LockMode> named(String name) {
        return Arrays.stream(values())
                .filter(mode -> mode.toString().equals(name))
                .findFirst();
    }

    /** Tell whether not even SELECT gets by. */
    public boolean blocksReads() {
        return this == ACCESS_EXCLUSIVE;
    }

    /** Tell whether INSERT, UPDATE and DELETE have to wait. */
    public boolean blocksWrites() {
        return compareTo(SHARE) >= 0;
    }

    /** Return the mode as LOCK TABLE has it, such as {@code ACCESS EXCLUSIVE}. */
    @Override
    public String toString() {
        return name().replace('_', ' ');
    }

    /** Return who waits, behind "keeps". */
    public String waiting() {
        if (blocksReads()) {
            return "readers and writers";
        }
        return blocksWrites() ? "writers" : "nobody";
    }
}
