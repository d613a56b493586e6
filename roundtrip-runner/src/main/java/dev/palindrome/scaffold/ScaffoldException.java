package dev.palindrome.scaffold;

/** A revision cannot be made as it is wanted; the message says why, and what to do. Nothing was written. */
public final class ScaffoldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ScaffoldException(String message) {
        super(message);
    }
}
