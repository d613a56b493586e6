package dev.palindrome.roundtrip.finding;

/** The part of the walk that a finding was made on. */
public enum Leg {
    /** Up, down and up again on an empty database. */
    EMPTY("E"),
    /** Rows below the revision, up and down. */
    BEFORE("B"),
    /** Rows below the revision, up, further rows, down. */
    WRITES("W"),
    /** The inserts of an application that knows the older schema, at the revision. */
    OLD_WRITER("O"),
    /** No part of the walk: the scripts alone were read. */
    NONE("-");

    private final String letter;

    Leg(String letter) {
        this.letter = letter;
    }

    /** Return the letter used in reports. */
    @Override
    public String toString() {
        return letter;
    }
}
