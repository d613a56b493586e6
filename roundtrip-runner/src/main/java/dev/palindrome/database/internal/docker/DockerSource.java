package dev.palindrome.database.internal.docker;

import dev.palindrome.database.DatabaseConfigurationException;
import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.DatabaseSource;
import dev.palindrome.database.DatabaseUnavailableException;
import dev.palindrome.database.TestServer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A server in a Docker container, started through Testcontainers. The image is that of the options, else that of the
 * property {@value DockerImage#PROPERTY} or the variable {@value DockerImage#VARIABLE}, else {@value
 * DockerImage#DEFAULT}.
 */
// No type of Testcontainers may stand here: this class is loaded where they are missing.
public final class DockerSource implements DatabaseSource {

    static final String NAME = "docker";

    /** It has answered a ping, but Testcontainers has many classes to load, and the machine may be busy. */
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(20);

    private final UnaryOperator<@Nullable String> properties;
    private final UnaryOperator<@Nullable String> environment;

    /** Look at this JVM's properties and environment. */
    public DockerSource() {
        this(System::getProperty, System::getenv);
    }

    DockerSource(UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public TestServer start(DatabaseOptions options) throws DatabaseUnavailableException {
        DockerImage image = DockerImage.chosen(options, properties, environment);
        new DockerDaemon(properties, environment).requireReachable();
        Patience patience = new Patience("Docker to answer", LONGEST_CONNECT);
        try {
            return patience.until(() -> new ServerLauncher(image, patience).launch(), TestServer::close);
        } catch (ExecutionException e) {
            throw refusal(image, Objects.requireNonNull(e.getCause()));
        } catch (TimeoutException e) {
            throw new DatabaseUnavailableException(
                    Objects.requireNonNull(e.getMessage()),
                    "Run \"docker pull\" for what is missing, or name an image that is here with palindrome.image."
                            + " Testcontainers does without its reaper with TESTCONTAINERS_RYUK_DISABLED=true, and need"
                            + " not find out an address with TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailableException("interrupted while starting image " + image.name(), e);
        }
    }

    private static DatabaseUnavailableException refusal(DockerImage image, Throwable cause) {
        if (cause instanceof DatabaseConfigurationException wrongUse) {
            throw wrongUse;
        }
        if (cause instanceof LinkageError) {
            return new DatabaseUnavailableException(
                    "Testcontainers isn't on the class path",
                    "Add org.testcontainers:testcontainers-postgresql, version 2 or newer.",
                    cause);
        }
        if (cause instanceof ImageMissingException) {
            return new DatabaseUnavailableException(
                    Objects.requireNonNull(cause.getMessage()),
                    "Run \"docker pull %s\", or name an image that is here with palindrome.image."
                            .formatted(image.name()),
                    cause);
        }
        return new DatabaseUnavailableException(
                "image %s did not become a server: %s".formatted(image.name(), rootMessage(cause)),
                "See \"docker run --rm -e POSTGRES_PASSWORD=x %s\".".formatted(image.name()),
                cause);
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null
                ? root.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElse("");
    }
}
