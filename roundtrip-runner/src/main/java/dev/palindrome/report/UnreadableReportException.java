package dev.palindrome.report;

import org.jspecify.annotations.Nullable;

/** A file is no report that {@code palindrome verify --json} has written. */
public final class UnreadableReportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableReportException(String message) {
        super(message);
    }

    UnreadableReportException(@Nullable String message, Throwable cause) {
        super(message, cause);
    }
}
