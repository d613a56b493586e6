package dev.palindrome.schema.model;

/** A schema could not be described as a whole, although the server refused nothing. */
public final class IncompleteModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Tell what is missing. */
    public IncompleteModelException(String message) {
        super(message);
    }

    /** Tell what went wrong, and keep why. */
    public IncompleteModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
