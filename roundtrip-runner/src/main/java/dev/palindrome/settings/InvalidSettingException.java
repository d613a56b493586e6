package dev.palindrome.settings;

/** A setting has a value that it cannot have. */
public final class InvalidSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidSettingException(String origin, String value, String expected) {
        super("%s is '%s', expected %s".formatted(origin, value, expected));
    }
}
