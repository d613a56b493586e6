package dev.palindrome.rehearsal;

import org.jspecify.annotations.Nullable;

/** A dump cannot be restored, or nothing can be walked from it; the message says where, why, and what to do. */
public final class RehearsalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RehearsalException(String message) {
        super(message);
    }

    RehearsalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
