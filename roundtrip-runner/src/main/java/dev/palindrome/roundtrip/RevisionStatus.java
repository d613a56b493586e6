package dev.palindrome.roundtrip;

import java.util.Locale;

/** What the walk has to say of a revision. */
public enum RevisionStatus {
    /** It came back. */
    OK,
    /** A finding of severity error stands. */
    ERROR,
    /** It has no way back, by the author's word or by the habit of its format. */
    IRREVERSIBLE,
    /** Its upgrade fails, so that nothing else could be tried. */
    UP_FAILED,
    /** It was not judged: its upgrade fails where the upgrade of an earlier revision had failed before, or its tool passes over it here. */
    SKIPPED;

    /** Tell whether its upgrade has come to its end. */
    boolean wentUp() {
        return this != UP_FAILED && this != SKIPPED;
    }

    /** Return the word used in JSON: {@code up_failed}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
