package dev.palindrome.database.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTest {

    @TempDir
    private Path root;

    private Runs runs;
    private final List<Map<String, String>> removed = new ArrayList<>();

    @BeforeEach
    void useOwnRoot() {
        runs = Runs.at(root);
    }

    @Test
    void a_run_that_ends_leaves_nothing() throws IOException {
        Run run = runs.open();
        run.forget(run.record("thing", Map.of()));

        run.end();

        assertThat(root).isEmptyDirectory();
    }

    @Test
    void a_run_that_could_not_remove_something_keeps_the_record() throws IOException {
        Run run = runs.open();
        Path record = run.record("thing", Map.of("name", "a"));

        run.end();

        assertThat(record).exists();
    }

    @Test
    void what_is_to_be_closed_at_the_end_is_closed_latest_first_and_a_failure_stops_nothing() throws IOException {
        List<String> closed = new ArrayList<>();
        AutoCloseable unwanted = () -> closed.add("unwanted");
        Run run = runs.open();
        run.closeAtExit(() -> closed.add("first"));
        run.closeAtExit(() -> {
            throw new IOException("stuck");
        });
        run.closeAtExit(unwanted);
        run.closeAtExit(() -> closed.add("last"));
        run.notAtExit(unwanted);

        run.end();

        assertThat(closed).containsExactly("last", "first");
    }

    @Test
    void a_dead_run_is_swept_record_by_record() throws IOException {
        deadRun("000000000001", Map.of("thing-1", "a", "thing-2", "b"));

        assertThat(runs.sweep(List.of(new Thing(false)))).containsExactly("thing a", "thing b");
        assertThat(removed).containsExactly(Map.of("name", "a"), Map.of("name", "b"));
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void a_live_run_is_left_alone() throws IOException {
        Run run = runs.open();
        Path record = run.record("thing", Map.of("name", "a"));

        assertThat(runs.sweep(List.of(new Thing(false)))).isEmpty();
        assertThat(record).exists();
    }

    @Test
    void what_cannot_be_removed_now_is_tried_again_by_the_next_sweep() throws IOException {
        Path directory = deadRun("000000000001", Map.of("thing-1", "a"));

        assertThat(runs.sweep(List.of(new Thing(true)))).isEmpty();
        assertThat(directory.resolve("thing-1.properties")).exists();
        assertThat(runs.sweep(List.of(new Thing(false)))).containsExactly("thing a");
    }

    @Test
    void a_record_without_a_remover_here_stays() throws IOException {
        Path directory = deadRun("000000000001", Map.of("thing-1", "a", "container-2", "b"));

        assertThat(runs.sweep(List.of(new Thing(false)))).containsExactly("thing a");
        assertThat(directory.resolve("container-2.properties")).exists();
        assertThat(directory.resolve("thing-1.properties")).doesNotExist();
    }

    @Test
    void a_run_that_is_being_born_is_left_alone_and_one_that_never_was_is_removed() throws IOException {
        Path young = Files.createDirectory(root.resolve("000000000001"));
        Path old = Files.createDirectory(root.resolve("000000000002"));
        Files.createFile(old.resolve("lock.new"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(1))));

        runs.sweep(List.of());

        assertThat(young).exists();
        assertThat(old).doesNotExist();
    }

    @Test
    void nothing_to_sweep_where_no_run_ever_was() {
        assertThat(Runs.at(root.resolve("missing")).sweep(List.of())).isEmpty();
    }

    private Path deadRun(String id, Map<String, String> records) throws IOException {
        Path directory = Files.createDirectory(root.resolve(id));
        Files.createFile(directory.resolve("lock"));
        for (Map.Entry<String, String> record : records.entrySet()) {
            Files.writeString(directory.resolve(record.getKey() + ".properties"), "name=" + record.getValue());
        }
        return directory;
    }

    private final class Thing implements LeftoverRemover {

        private final boolean stuck;

        Thing(boolean stuck) {
            this.stuck = stuck;
        }

        @Override
        public String kind() {
            return "thing";
        }

        @Override
        public Optional<String> remove(Map<String, String> record) throws IOException {
            if (stuck) {
                throw new IOException("stuck");
            }
            removed.add(record);
            return Optional.of("thing " + record.get("name"));
        }
    }
}
