package dev.palindrome.database.internal.docker;

import dev.palindrome.database.DatabaseOptions;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The image to start.
 *
 * @param name as Docker knows it
 * @param longestSilence how long a pull may go without any progress that we see
 */
record DockerImage(String name, Duration longestSilence) {

    static final String DEFAULT = "postgres:18-alpine";

    static final String PROPERTY = "palindrome.image";
    static final String VARIABLE = "PALINDROME_IMAGE";

    /** Another source can take over, and all of them together may take ten seconds to refuse. */
    private static final Duration SHORT_SILENCE = Duration.ofSeconds(5);

    /** Nothing can replace what the user asked for, so a registry that is slow to begin is waited for. */
    private static final Duration LONG_SILENCE = Duration.ofSeconds(30);

    /** Return the options' image, else that of {@value #PROPERTY}, else that of {@value #VARIABLE}, else the default. */
    static DockerImage chosen(
            DatabaseOptions options,
            UnaryOperator<@Nullable String> properties,
            UnaryOperator<@Nullable String> environment) {
        if (options.image() != null) {
            return new DockerImage(options.image(), LONG_SILENCE);
        }
        for (String name : new @Nullable String[] {properties.apply(PROPERTY), environment.apply(VARIABLE)}) {
            if (name != null && !name.isBlank()) {
                return new DockerImage(name.strip(), SHORT_SILENCE);
            }
        }
        return new DockerImage(DEFAULT, SHORT_SILENCE);
    }
}
