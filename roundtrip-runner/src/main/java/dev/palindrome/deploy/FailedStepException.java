package dev.palindrome.deploy;

/** A revision failed on the way; the message says what was done before it and what was not. */
public final class FailedStepException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FailedStepException(String message) {
        super(message);
    }
}
