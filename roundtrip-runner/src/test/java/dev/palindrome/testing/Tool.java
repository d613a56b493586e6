package dev.palindrome.testing;

import java.util.Optional;

/** Something outside of the JVM that a test needs. It is made anew for each question, by a constructor without parameters. */
public interface Tool {

    /** Return why the tool cannot be used here, in words; empty when it can. */
    Optional<String> absence();
}
