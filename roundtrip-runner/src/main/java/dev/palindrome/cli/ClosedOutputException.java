package dev.palindrome.cli;

/** Nobody reads standard output any more, as in {@code palindrome verify … | head}. */
final class ClosedOutputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClosedOutputException() {
        super("Standard output is closed");
    }
}
