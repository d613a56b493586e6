package dev.palindrome.schema.golden;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Makes the name of a file or folder of a label, the same on every system. A label that can be a name as it is stays so; of any
 * other, what cannot stay is replaced, and a digest makes the name unique. Upper case counts as that, since some file systems
 * take it for lower case.
 */
final class FileName {

    private static final int LONGEST = 100;
    private static final int DIGITS = 10;
    private static final Pattern SAFE = Pattern.compile("[a-z0-9_-]([a-z0-9._-]*[a-z0-9_-])?");
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]+");

    /** Devices of Windows, whatever follows a dot: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

    private FileName() {}

    /**
     * Return the name, without an extension.
     *
     * @throws IllegalArgumentException when the label is blank
     */
    static String of(String label) {
        if (label.isBlank()) {
            throw new IllegalArgumentException("A golden file needs a name, was '" + label + "'");
        }
        boolean safe = SAFE.matcher(label).matches() && !DEVICE.matcher(label).matches() && label.length() <= LONGEST;
        return safe ? label : replaced(label) + "~" + digest(label);
    }

    private static String replaced(String label) {
        String name = UNSAFE.matcher(label).replaceAll("-");
        String start = name.substring(0, Math.min(name.length(), LONGEST));
        boolean misread = start.startsWith(".") || DEVICE.matcher(start).matches();
        return misread ? "_" + start : start;
    }

    private static String digest(String label) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(label.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
