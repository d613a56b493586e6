package dev.palindrome.deploy;

/** A database cannot be brought to where the user wants it; the message says why, and what to do. Nothing was changed. */
public final class DeploymentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DeploymentException(String message) {
        super(message);
    }
}
