package dev.palindrome.cli;

/** What the process says to a build: a contract that scripts rely on. */
final class ExitCode {

    /** No finding of the severity that fails. */
    static final int OK = 0;

    /** Findings, or a difference. */
    static final int FINDINGS = 1;

    /** Usage or configuration. */
    static final int USAGE = 2;

    /** No database. */
    static final int NO_DATABASE = 3;

    /** A snapshot file is missing or out of date. */
    static final int SNAPSHOT_OUT_OF_DATE = 4;

    /** A fault of ours, or a server that went away: EX_SOFTWARE of sysexits.h, so that no verdict is read into it. */
    static final int INTERNAL = 70;

    /** The reader of standard output left: what a shell says of a process that SIGPIPE (13) ended. */
    static final int OUTPUT_CLOSED = 128 + 13;

    private ExitCode() {}
}
