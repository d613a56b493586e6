package dev.palindrome.roundtrip;

/** A baseline cannot be used. The message names file and line, and says what was expected. */
public final class BaselineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BaselineException(String message) {
        super(message);
    }

    BaselineException(String message, Throwable cause) {
        super(message, cause);
    }
}
