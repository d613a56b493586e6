package dev.palindrome.database.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palindrome.database.DatabaseOptions;
import dev.palindrome.database.DatabaseUnavailableException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnreachableDockerTest {

    @Test
    void a_daemon_that_is_not_there_is_refused_at_once() {
        DockerSource source = new DockerSource(System::getProperty, Map.of("DOCKER_HOST", "unix:///no/such.sock")::get);
        long start = System.nanoTime();

        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(() -> source.start(DatabaseOptions.automatic()))
                .withMessageStartingWith(
                        "Docker does not answer at unix:///no/such.sock (no such socket). Start Docker");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
}
