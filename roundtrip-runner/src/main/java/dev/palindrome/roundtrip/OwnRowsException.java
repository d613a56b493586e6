package dev.palindrome.roundtrip;

/** Rows of the user's own, or what is assumed of rows, cannot be used. The message names file and line, and says what was expected. */
public final class OwnRowsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OwnRowsException(String message) {
        super(message);
    }

    OwnRowsException(String message, Throwable cause) {
        super(message, cause);
    }
}
