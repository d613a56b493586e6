package dev.palindrome.database.internal.docker;

import dev.palindrome.database.DatabaseConfigurationException;
import dev.palindrome.database.TestServer;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.testcontainers.utility.DockerImageName;

/** Gets the image, if it is not here, and starts a server from it. */
final class ServerLauncher {

    private static final Duration LONGEST_START = Duration.ofSeconds(70);

    private final DockerImage image;
    private final Patience patience;

    ServerLauncher(DockerImage image, Patience patience) {
        this.image = image;
        this.patience = patience;
    }

    TestServer launch() throws IOException, SQLException, InterruptedException, ImageMissingException {
        DockerImageName name = validName();
        DockerEngine engine = DockerEngine.connect();
        try {
            pullIfMissing(engine, name);
            // Testcontainers tries for two minutes to pull helpers of its own, also where no registry can be reached.
            patience.waitFor(
                    "the address of Docker's host (Testcontainers may need image alpine for it)",
                    image.longestSilence());
            boolean local = engine.isLocal();
            if (engine.lacksReaper()) {
                patience.waitFor(
                        "the reaper of Testcontainers (it needs image testcontainers/ryuk)", image.longestSilence());
            } else {
                patience.waitFor("a container of image " + image.name(), LONGEST_START);
            }
            return PostgresContainer.start(engine, name, local);
        } catch (Exception e) {
            engine.close();
            throw e;
        }
    }

    private DockerImageName validName() {
        try {
            DockerImageName name = DockerImageName.parse(image.name());
            name.assertValid();
            return name.asCompatibleSubstituteFor("postgres");
        } catch (IllegalArgumentException e) {
            throw new DatabaseConfigurationException(
                    "Expected the name of a Docker image such as %s, was \"%s\"."
                            .formatted(DockerImage.DEFAULT, image.name()),
                    e);
        }
    }

    private void pullIfMissing(DockerEngine engine, DockerImageName name)
            throws InterruptedException, ImageMissingException {
        if (!engine.has(name)) {
            Runnable progress = () -> patience.waitFor(
                    "the registry of image %s, which is not here".formatted(image.name()), image.longestSilence());
            progress.run();
            engine.pull(name, progress);
        }
    }
}
