package dev.palindrome.schema.golden;

import java.util.Arrays;
import java.util.Locale;

/** Which golden files a run may write: the setting {@code palindrome.snapshots.update}. */
public enum SnapshotUpdates {
    /** Missing ones on a developer's machine; none where the environment variable {@code CI} is set. The default. */
    AUTO,
    /** Missing ones. */
    NEW,
    /** All: also those that differ, and obsolete ones are deleted. */
    ALL,
    /** None. */
    NONE;

    /** The name of the property, and of the JUnit configuration parameter. */
    public static final String PROPERTY = "palindrome.snapshots.update";

    /** The name of the environment variable. */
    public static final String VARIABLE = "PALINDROME_SNAPSHOTS_UPDATE";

    /**
     * Return the value of a word, in upper or lower case.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static SnapshotUpdates named(String word) {
        return Arrays.stream(values())
                .filter(value -> value.toString().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s is '%s', expected auto, new, all or none".formatted(PROPERTY, word)));
    }

    /** Return the word of the setting: {@code auto}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
