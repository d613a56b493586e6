package dev.palindrome.database.internal.docker;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.DatabaseUnavailableException;
import dev.palindrome.testing.Tool;
import java.util.Optional;

/** A Docker daemon, and a PostgreSQL image that is there or can be pulled. */
public final class Docker implements Tool {

    private static final class Trial {
        static final Optional<String> ABSENCE = absence();

        private static Optional<String> absence() {
            try {
                new DockerSource().start(DatabaseOptions.automatic()).close();
                return Optional.empty();
            } catch (DatabaseUnavailableException e) {
                return Optional.of(e.getMessage());
            }
        }
    }

    @Override
    public Optional<String> absence() {
        return Trial.ABSENCE;
    }
}
