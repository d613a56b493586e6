package dev.palindrome.roundtrip.finding;

import java.util.Locale;

/** How bad a finding is, worst first. */
public enum Severity {
    ERROR,
    WARNING,
    INFO;

    public boolean isAtLeast(Severity other) {
        return compareTo(other) <= 0;
    }

    /** Return the word used on the command line and in JSON: {@code error}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
