package dev.palindrome.revision;

/**
 * The name of a revision, as its format writes it: {@code 000019}, {@code 7c1f0a}, {@code 1.2}.
 *
 * @param value never blank
 */
public record RevisionId(String value) implements Comparable<RevisionId> {

    public RevisionId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A revision id must not be blank");
        }
    }

    @Override
    public int compareTo(RevisionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
