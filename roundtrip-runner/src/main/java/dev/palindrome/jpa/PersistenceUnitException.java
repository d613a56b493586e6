package dev.palindrome.jpa;

/** A persistence unit cannot create its schema; the message says why, and what to do. */
public final class PersistenceUnitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PersistenceUnitException(String message) {
        super(message);
    }

    PersistenceUnitException(String message, Throwable cause) {
        super(message, cause);
    }
}
