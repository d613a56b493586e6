package dev.palindrome.roundtrip;

/** The statements that a user gave to run before the first revision were refused by the server. */
public final class SetupFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SetupFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    SetupFailedException(String message) {
        super(message);
    }
}
