package dev.palindrome.deploy;

/** The way a plan goes. */
public enum Direction {
    UPGRADE("upgrade"),
    DOWNGRADE("downgrade");

    private final String word;

    Direction(String word) {
        this.word = word;
    }

    /** Return the word, in lower case. */
    @Override
    public String toString() {
        return word;
    }
}
