package dev.palindrome.schema;

/** A text is not a snapshot that this version can read; says at which line. */
public final class MalformedSnapshotException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final int line;

    MalformedSnapshotException(int line, String problem) {
        super("Snapshot, line " + line + ": " + problem);
        this.line = line;
    }

    MalformedSnapshotException(int line, IllegalArgumentException cause) {
        super("Snapshot, line " + line + ": " + cause.getMessage(), cause);
        this.line = line;
    }

    /** Return the line at which reading stopped, counted from 1. */
    public int line() {
        return line;
    }
}
