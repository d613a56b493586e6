package dev.palindrome.database.internal.docker;

import dev.palindrome.database.DatabaseUnavailableException;
import dev.palindrome.database.internal.run.LeftoverRemover;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Removes the container of a run that was killed. */
public final class ContainerRemover implements LeftoverRemover {

    static final String KIND = "container";

    private static final String NAME = "name";
    private static final String RUN = "run";
    private static final String DOCKER_HOST = "docker-host";

    private static final Duration LONGEST_REMOVAL = Duration.ofSeconds(10);

    /** Return what a record of a container holds. */
    static Map<String, String> describe(String name, String run, String dockerHost) {
        return Map.of(NAME, name, RUN, run, DOCKER_HOST, dockerHost);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<String> remove(Map<String, String> record) throws IOException {
        String name = required(record, NAME);
        String run = required(record, RUN);
        String dockerHost = required(record, DOCKER_HOST);
        try {
            new DockerDaemon(System::getProperty, System::getenv).requireReachable();
            boolean removed = new Patience("Docker to answer", LONGEST_REMOVAL)
                    .until(() -> remove(name, run, dockerHost), late -> {});
            return removed ? Optional.of("container " + name) : Optional.empty();
        } catch (DatabaseUnavailableException | TimeoutException e) {
            throw new IOException("Container %s may still be there: %s".formatted(name, e.getMessage()), e);
        } catch (ExecutionException e) {
            throw new IOException("Container %s may still be there: %s".formatted(name, e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while removing container " + name, e);
        }
    }

    private static boolean remove(String name, String run, String dockerHost) throws IOException {
        try (DockerEngine engine = DockerEngine.connect()) {
            if (!engine.host().equals(dockerHost)) {
                throw new IOException(
                        "It was made at %s, but Docker is now at %s".formatted(dockerHost, engine.host()));
            }
            return engine.remove(name, run);
        }
    }

    private static String required(Map<String, String> record, String key) throws IOException {
        String value = record.get(key);
        if (value == null) {
            throw new IOException("Expected a key %s in the record of a container, found %s".formatted(key, record));
        }
        return value;
    }
}
