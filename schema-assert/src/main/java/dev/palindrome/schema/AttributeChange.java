package dev.palindrome.schema;

import org.jspecify.annotations.Nullable;

/**
 * One attribute that is not the same.
 *
 * @param before the expected value; null where there should be none
 * @param after the actual value; null where there is none
 */
public record AttributeChange(
        String attribute, @Nullable String before, @Nullable String after) {

    boolean isMultiLine() {
        return isMultiLine(before) || isMultiLine(after);
    }

    private static boolean isMultiLine(@Nullable String value) {
        return value != null && value.indexOf('\n') >= 0;
    }

    /** Return the change on one line, such as {@code type: integer -> bigint}. */
    @Override
    public String toString() {
        return attribute + ": " + shown(before, after) + " -> " + shown(after, before);
    }

    private static String shown(@Nullable String value, @Nullable String other) {
        if (value != null) {
            return value.isEmpty() ? "''" : Identifiers.escape(value);
        }
        return Attribute.YES.equals(other) ? "no" : "(none)";
    }
}
