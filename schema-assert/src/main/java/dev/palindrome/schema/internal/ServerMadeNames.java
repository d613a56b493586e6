package dev.palindrome.schema.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names that PostgreSQL gives to what a script leaves unnamed, such as {@code orders_status_key}: table and column,
 * cut so that 63 bytes are enough, and a number where the name is taken. The rules are those of {@code makeObjectName}
 * and its callers in PostgreSQL's {@code src/backend/commands/indexcmds.c}.
 */
public final class ServerMadeNames {

    private static final int MAXIMUM_BYTES = 63;

    private static final Pattern NUMBERED = Pattern.compile("(.*?)([1-9][0-9]*)?", Pattern.DOTALL);

    private ServerMadeNames() {}

    /** Return whether the server could have given this name to a column's or a domain's NOT NULL constraint. */
    public static boolean isNotNull(String name, List<String> path) {
        return path.size() > 2
                ? matches(name, path.get(1), path.get(2), "not_null")
                : matches(name, path.get(1), null, "not_null");
    }

    /** Return whether the server could have given this name to the sequence of a column. */
    public static boolean isSequence(String name, List<String> columnPath) {
        return matches(name, columnPath.get(1), columnPath.get(2), "seq");
    }

    /**
     * Return whether the server could have made this name.
     *
     * @param second the columns' part of the name; null for a name without one, such as a primary key's
     * @param label what the name ends in, such as {@code key}
     */
    public static boolean matches(String name, String first, @Nullable String second, String label) {
        Matcher numbered = NUMBERED.matcher(name);
        return name.equals(make(first, second, label))
                || (numbered.matches()
                        && numbered.group(2) != null
                        && name.equals(make(first, second, label + numbered.group(2))));
    }

    /** Return the columns' part of a name, which the server cuts before it makes the name. */
    public static String columns(List<String> columns) {
        return columns.stream().collect(Collectors.joining("_"));
    }

    /**
     * Return the name that the server makes, where it is not taken.
     *
     * @param second the columns' part of the name; null for a name without one
     * @param label what the name ends in, such as {@code key}
     */
    public static String make(String first, @Nullable String second, String label) {
        byte[] firstBytes = first.getBytes(StandardCharsets.UTF_8);
        byte[] secondBytes = second == null ? new byte[0] : second.getBytes(StandardCharsets.UTF_8);
        int available = MAXIMUM_BYTES - label.length() - 1 - (second == null ? 0 : 1);
        int firstLength = firstBytes.length;
        int secondLength = secondBytes.length;
        while (firstLength + secondLength > available) {
            if (firstLength > secondLength) {
                firstLength--;
            } else {
                secondLength--;
            }
        }
        String head = clip(firstBytes, firstLength);
        return (second == null ? head : head + "_" + clip(secondBytes, secondLength)) + "_" + label;
    }

    /** Cut so that no character is left in part. */
    private static String clip(byte[] bytes, int length) {
        int end = length;
        while (end > 0 && end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(Arrays.copyOf(bytes, end), StandardCharsets.UTF_8);
    }
}
