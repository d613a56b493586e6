package dev.palindrome.schema;

/** A schema to compare with cannot be had: its file is missing or malformed, or its database refuses. */
public final class UnreadableSchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableSchemaException(String message, Exception cause) {
        super(message, cause);
    }
}
