package dev.palindrome.database.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.dockerjava.api.DockerClient;
import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.TestServer;
import dev.palindrome.testing.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

@Tag("database")
@RequiresTool(Docker.class)
class ContainerRemoverTest {

    @TempDir
    private Path cache;

    @Test
    void a_killed_jvm_leaves_a_container_that_the_next_sweep_removes() throws Exception {
        String container;
        try (ServerInAnotherJvm killed = ServerInAnotherJvm.start(cache)) {
            container = containerOf(killed);
            killed.process().destroyForcibly().waitFor();
        }
        assertThat(containers(container)).containsExactly(container);
        assertThat(records()).hasSize(1);

        try (ServerInAnotherJvm sweeping = ServerInAnotherJvm.sweep(cache)) {
            assertThat(sweeping.output().lines()).containsExactly("container " + container);
        }

        assertThat(containers(container)).isEmpty();
        assertThat(records()).isEmpty();
    }

    @Test
    void a_jvm_that_is_told_to_end_takes_its_container_along() throws Exception {
        try (ServerInAnotherJvm ended = ServerInAnotherJvm.start(cache)) {
            String container = containerOf(ended);
            ended.process().destroy();

            assertThat(ended.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(containers(container)).isEmpty();
            assertThat(records()).isEmpty();
        }
    }

    @Test
    void a_container_that_another_run_labelled_is_not_touched() throws Exception {
        try (TestServer server = new DockerSource().start(DatabaseOptions.automatic());
                DockerEngine engine = DockerEngine.connect()) {
            String container = lastWord(server.description());
            Map<String, String> record = ContainerRemover.describe(container, "000000000000", engine.host());

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> new ContainerRemover().remove(record))
                    .withMessageContaining("%s does not carry the label dev.palindrome.run=000000000000", container);
            assertThat(containers(container)).containsExactly(container);
        }
    }

    @Test
    void a_container_of_another_daemon_stays_on_record() {
        Map<String, String> record =
                ContainerRemover.describe("palindrome_0_1", "000000000000", "tcp://elsewhere.example:2375");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new ContainerRemover().remove(record))
                .withMessageContaining("made at tcp://elsewhere.example:2375");
    }

    @Test
    void a_container_that_is_gone_is_forgotten() throws IOException {
        try (DockerEngine engine = DockerEngine.connect()) {
            assertThat(new ContainerRemover()
                            .remove(ContainerRemover.describe("palindrome_0_1", "000000000000", engine.host())))
                    .isEmpty();
        }
    }

    private static String containerOf(ServerInAnotherJvm jvm) throws IOException {
        return lastWord(Objects.requireNonNull(jvm.output().readLine(), "the other JVM ended early"));
    }

    private static String lastWord(String line) {
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    private static List<String> containers(String name) {
        DockerClient docker = DockerClientFactory.instance().client();
        return docker.listContainersCmd().withShowAll(true).withNameFilter(List.of(name)).exec().stream()
                .map(container -> container.getNames()[0].substring(1))
                .toList();
    }

    private List<Path> records() throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(file -> file.getFileName().toString().startsWith(ContainerRemover.KIND))
                    .toList();
        }
    }
}
