package dev.palindrome.roundtrip;

/**
 * Where the rows come from that a revision is tried on, in words for findings.
 *
 * @param rows what they are, behind "with"
 * @param row one of them, behind "with"
 * @param fact where they come from, as a sentence without its full stop
 * @param real whether somebody has written them, so that they are no extremes which the schema merely allows
 */
record RowsOrigin(String rows, String row, String fact, boolean real) {

    /** Rows that were made from a schema. */
    static RowsOrigin made(long seed) {
        return new RowsOrigin(
                "rows that the schema allows",
                "a row that the schema allows",
                "rows were made from seed " + seed,
                false);
    }

    /** Rows that were restored from a dump. */
    static RowsOrigin restoredFrom(String name) {
        return new RowsOrigin("the rows of the dump", "a row of the dump", "rows are those of " + name, true);
    }
}
