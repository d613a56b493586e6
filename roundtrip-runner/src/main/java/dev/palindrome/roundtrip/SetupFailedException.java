package dev.palindrome.roundtrip;

/** What a user gave to run before the first revision cannot be read, or was refused by the server. */
public final class SetupFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SetupFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    SetupFailedException(String message) {
        super(message);
    }
}
