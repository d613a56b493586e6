package dev.palindrome.schema.golden;

import java.util.Map;

/**
 * What may be done to golden files here.
 *
 * @param create write those that are missing
 * @param replace overwrite those that differ, and delete obsolete ones
 * @param reason the setting that says so, for messages
 */
record Permission(boolean create, boolean replace, String reason) {

    static Permission of(SnapshotUpdates updates, Map<String, String> environment) {
        String setting = SnapshotUpdates.PROPERTY + "=" + updates;
        return switch (updates) {
            case ALL -> new Permission(true, true, setting);
            case NEW -> new Permission(true, false, setting);
            case NONE -> new Permission(false, false, setting);
            case AUTO ->
                isContinuousIntegration(environment)
                        ? new Permission(false, false, setting + ", and CI is set")
                        : new Permission(true, false, setting);
        };
    }

    private static boolean isContinuousIntegration(Map<String, String> environment) {
        String value = environment.getOrDefault("CI", "").strip();
        return !value.isEmpty() && !value.equalsIgnoreCase("false");
    }
}
