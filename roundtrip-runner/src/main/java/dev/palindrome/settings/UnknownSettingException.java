package dev.palindrome.settings;

/** A {@code palindrome.*} key that does not exist, which would otherwise be ignored in silence. */
public final class UnknownSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;

    UnknownSettingException(String key, String suggestion) {
        super("Unknown setting '%s'. %s".formatted(key, suggestion));
        this.key = key;
    }

    public String key() {
        return key;
    }
}
