package dev.palindrome.database;

import org.jspecify.annotations.Nullable;

/**
 * Which server a user wants. Immutable; its text form hides passwords.
 *
 * @param jdbcUrl a server that the user gives; null to start one
 * @param image a Docker image; null for the default
 * @param embedded true when only embedded binaries may be used
 * @param embeddedVersion a PostgreSQL major version for the embedded source; null for the default
 * @param allowRemote whether a server on another host may be used
 */
public record DatabaseOptions(
        @Nullable String jdbcUrl,
        @Nullable String image,
        boolean embedded,
        @Nullable Integer embeddedVersion,
        boolean allowRemote) {

    /** Return options that leave the choice to us. */
    public static DatabaseOptions automatic() {
        return new DatabaseOptions(null, null, false, null, false);
    }

    @Override
    public String toString() {
        // The URL is left out as a whole: what cannot be parsed cannot be masked with certainty.
        return "DatabaseOptions[jdbcUrl=%s, image=%s, embedded=%s, embeddedVersion=%s, allowRemote=%s]"
                .formatted(jdbcUrl == null ? "none" : "given", image, embedded, embeddedVersion, allowRemote);
    }
}
