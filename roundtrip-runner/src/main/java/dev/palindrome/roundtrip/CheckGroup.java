package dev.palindrome.roundtrip;

import dev.palindrome.roundtrip.finding.FindingType;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks that users switch on and off together. */
public enum CheckGroup {
    ROUND_TRIP("round-trip", "PAL-R"),
    SCHEMA("schema", "PAL-S"),
    REVIEW("review", "PAL-V");

    private final String label;
    private final String prefix;

    CheckGroup(String label, String prefix) {
        this.label = label;
        this.prefix = prefix;
    }

    /** Return the group that is called so on the command line. */
    public static Optional<CheckGroup> named(String label) {
        return Arrays.stream(values())
                .filter(group -> group.label.equals(label))
                .findFirst();
    }

    /** Return all names, comma-separated, for messages. */
    public static String names() {
        return Arrays.stream(values()).map(group -> group.label).collect(Collectors.joining(", "));
    }

    boolean contains(FindingType type) {
        return contains(type.id());
    }

    boolean contains(String findingId) {
        return findingId.startsWith(prefix);
    }
}
