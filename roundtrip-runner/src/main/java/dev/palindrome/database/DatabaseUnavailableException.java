package dev.palindrome.database;

/** One source cannot give a server; it says why, and how to mend it, without passwords. */
public final class DatabaseUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String remedy;

    public DatabaseUnavailableException(String message, Throwable cause) {
        this(message, "", cause);
    }

    public DatabaseUnavailableException(String message) {
        this(message, "");
    }

    /**
     * Say why, and what to do.
     *
     * @param reason one clause without a full stop, such as {@code no socket at /var/run/docker.sock}
     * @param remedy whole sentences; empty when there is nothing to advise
     */
    public DatabaseUnavailableException(String reason, String remedy) {
        super(message(reason, remedy));
        this.reason = reason;
        this.remedy = remedy;
    }

    /** As {@link #DatabaseUnavailableException(String, String)}, with the exception that told us. */
    public DatabaseUnavailableException(String reason, String remedy, Throwable cause) {
        super(message(reason, remedy), cause);
        this.reason = reason;
        this.remedy = remedy;
    }

    /** Return why there is no server: one clause without a full stop. */
    public String reason() {
        return reason;
    }

    /** Return what the user can do; empty when there is nothing to advise. */
    public String remedy() {
        return remedy;
    }

    private static String message(String reason, String remedy) {
        return remedy.isEmpty() ? reason : reason + ". " + remedy;
    }
}
