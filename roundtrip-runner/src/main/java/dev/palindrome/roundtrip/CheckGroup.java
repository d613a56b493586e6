package dev.palindrome.roundtrip;

import dev.palindrome.roundtrip.finding.FindingType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks that users switch on and off together. */
public enum CheckGroup {
    ROUND_TRIP("round-trip", "PAL-R0[12378]"),
    SCHEMA("schema", "PAL-S.*"),
    DATA("data", "PAL-(D.*|R0[456])"),
    NULLABILITY("nullability", "PAL-N.*"),
    LOCKS("locks", "PAL-L.*"),
    REVIEW("review", "PAL-V.*");

    private final String label;
    private final Pattern ids;

    CheckGroup(String label, String ids) {
        this.label = label;
        this.ids = Pattern.compile(ids);
    }

    /** Return the groups that are checked unless others are asked for: those that need no rows. */
    public static Set<CheckGroup> usual() {
        return EnumSet.of(ROUND_TRIP, SCHEMA, REVIEW);
    }

    /**
     * Read names of groups, separated by commas, or {@code all}.
     *
     * @throws IllegalArgumentException when there is no group of a name
     */
    public static Set<CheckGroup> parse(String names) {
        Set<CheckGroup> groups = EnumSet.noneOf(CheckGroup.class);
        for (String name : names.split(",", -1)) {
            String word = name.strip();
            if (word.equals("all")) {
                return EnumSet.allOf(CheckGroup.class);
            }
            groups.add(named(word)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "Unknown group of checks '%s'. This version has: all, %s.".formatted(word, names()))));
        }
        return groups;
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

    /** Return the name used on the command line: {@code round-trip}. */
    @Override
    public String toString() {
        return label;
    }

    boolean contains(FindingType type) {
        return contains(type.id());
    }

    boolean contains(String findingId) {
        return ids.matcher(findingId).matches();
    }
}
