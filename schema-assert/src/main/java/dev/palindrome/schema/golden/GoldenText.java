package dev.palindrome.schema.golden;

import java.util.List;

/** What a golden file holds: a text that people review, and that is compared by its meaning. */
public interface GoldenText {

    /** Return the text, with LF as line ends. */
    String text();

    /** Return a digest of the text; equal for equal texts. */
    String fingerprint();

    /**
     * Return what is different here from an approved text, each difference rendered for people; empty when they mean the same.
     *
     * @throws IllegalArgumentException when the approved text cannot be read; says why, and at which line
     */
    List<String> differencesFrom(String approved);
}
