package dev.palindrome.roundtrip;

/** A script that should create a whole schema cannot be read, or the server refuses it. */
public final class SchemaCreationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SchemaCreationException(String message) {
        super(message);
    }

    SchemaCreationException(String message, Throwable cause) {
        super(message, cause);
    }
}
