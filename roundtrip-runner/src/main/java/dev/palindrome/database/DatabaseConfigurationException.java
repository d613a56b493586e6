package dev.palindrome.database;

import org.jspecify.annotations.Nullable;

/** What the user asked for cannot be used, and no other source is tried instead; the message holds no password. */
public final class DatabaseConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseConfigurationException(String message) {
        super(message);
    }

    public DatabaseConfigurationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
