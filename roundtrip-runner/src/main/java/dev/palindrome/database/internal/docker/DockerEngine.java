package dev.palindrome.database.internal.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Map;
import java.util.Objects;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/**
 * The Docker daemon that Testcontainers finds, spoken to by a client of our own: that of Testcontainers starts its
 * reaper's container on first use.
 */
final class DockerEngine implements AutoCloseable {

    /** Only containers with this label, and the right run's id, are ever removed. */
    static final String RUN_LABEL = "dev.palindrome.run";

    private static final String REAPER_IMAGE = "testcontainers/ryuk";

    private final String host;
    private final DockerClient client;

    private DockerEngine(String host, DockerClient client) {
        this.host = host;
        this.client = client;
    }

    /** Connect to the daemon; an {@link IllegalStateException} of Testcontainers says that there is none. */
    static DockerEngine connect() {
        TransportConfig transport = DockerClientFactory.instance().getTransportConfig();
        return new DockerEngine(
                transport.getDockerHost().toString(), DockerClientProviderStrategy.getClientForConfig(transport));
    }

    /** Return where the daemon listens, as a URI. */
    String host() {
        return host;
    }

    /**
     * Return whether Docker runs beside us, so that a port published on the loopback interface is ours to reach. That is
     * not so when it is on another machine, or when we are in a container ourselves and were given Docker's socket.
     */
    boolean isLocal() throws IOException {
        InetAddress address =
                InetAddress.getByName(DockerClientFactory.instance().dockerHostIpAddress());
        return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    }

    boolean has(DockerImageName image) {
        try {
            client.inspectImageCmd(substituted(image).asCanonicalNameString()).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    /**
     * Pull an image.
     *
     * @param progress is run at each sign of life
     * @throws ImageMissingException when it cannot be had
     */
    void pull(DockerImageName image, Runnable progress) throws ImageMissingException, InterruptedException {
        DockerImageName name = substituted(image);
        client.pullImageCmd(name.getUnversionedPart())
                .withTag(name.getVersionPart())
                .exec(new Pull(progress))
                .await(image.asCanonicalNameString());
    }

    /** Return whether Testcontainers must pull the image of its reaper before it can start anything. */
    boolean lacksReaper() {
        return !Boolean.parseBoolean(System.getenv("TESTCONTAINERS_RYUK_DISABLED"))
                && client.listImagesCmd()
                        .withReferenceFilter(REAPER_IMAGE)
                        .exec()
                        .isEmpty();
    }

    /**
     * Remove a container and its volumes, running or not.
     *
     * @return whether it was there, and made by that run
     * @throws IOException when it is not what we take it for
     */
    boolean remove(String container, String run) throws IOException {
        try {
            InspectContainerResponse found =
                    client.inspectContainerCmd(container).exec();
            Map<String, String> labels = found.getConfig().getLabels();
            if (labels == null || !Objects.equals(labels.get(RUN_LABEL), run)) {
                throw new IOException("Container %s does not carry the label %s=%s; it is not ours to remove"
                        .formatted(container, RUN_LABEL, run));
            }
            client.removeContainerCmd(found.getId())
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
            return true;
        } catch (NotFoundException | ConflictException e) {
            return false; // gone, or being removed by somebody else
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    private static DockerImageName substituted(DockerImageName image) {
        return ImageNameSubstitutor.instance().apply(image);
    }
}
