package dev.palindrome.settings;

import java.util.Optional;

/** How many revisions are to be walked at once. */
public final class Jobs {

    private static final String AUTO = "auto";
    private static final int MOST = 64;

    private Jobs() {}

    /** Return what the settings say; empty when they say nothing. */
    public static Optional<Integer> of(Settings settings) {
        return settings.text(SettingKey.JOBS).map(text -> parse(SettingKey.JOBS.property(), text));
    }

    /**
     * Read a number, or {@code auto} for as many as there are processors.
     *
     * @param name what the user calls it, for the message
     * @throws InvalidSettingException when it is neither
     */
    public static int parse(String name, String text) {
        if (text.strip().equals(AUTO)) {
            return Math.min(Runtime.getRuntime().availableProcessors(), MOST);
        }
        try {
            int count = Integer.parseInt(text.strip());
            if (count >= 1 && count <= MOST) {
                return count;
            }
        } catch (NumberFormatException e) {
            throw expected(name, text);
        }
        throw expected(name, text);
    }

    private static InvalidSettingException expected(String name, String text) {
        return new InvalidSettingException(name, text, "a number from 1 to %d, or auto".formatted(MOST));
    }
}
