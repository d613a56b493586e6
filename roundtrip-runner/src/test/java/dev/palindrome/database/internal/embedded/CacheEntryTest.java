package dev.palindrome.database.internal.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class CacheEntryTest {

    @TempDir
    private Path root;

    private final AtomicInteger made = new AtomicInteger();

    @Test
    void an_entry_is_made_once() throws Exception {
        assertThat(get()).isEqualTo(get());
        assertThat(made).hasValue(1);
    }

    @Test
    void threads_wait_for_the_first() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Path>> paths = threads.invokeAll(Collections.nCopies(8, (Callable<Path>) this::get));
            for (Future<Path> path : paths) {
                assertThat(path.get().resolve("bin/program")).hasContent("a program");
            }
            assertThat(made).hasValue(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void several_may_delete_a_tree_at_once() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (int round = 0; round < 20; round++) {
                Path tree = root.resolve("tree");
                for (int i = 0; i < 100; i++) {
                    Path directory = Files.createDirectories(tree.resolve("a" + i % 10 + "/b" + i));
                    Files.writeString(directory.resolve("file"), "text");
                }
                Callable<Boolean> deletion = () -> {
                    CacheEntry.deleteTree(tree);
                    return Files.exists(tree);
                };
                for (Future<Boolean> remains : threads.invokeAll(Collections.nCopies(3, deletion))) {
                    assertThat(remains.get()).isFalse();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_missing_file_has_it_made_anew() throws Exception {
        Files.delete(get().resolve("bin/program"));

        assertThat(get().resolve("bin/program")).hasContent("a program");
        assertThat(made).hasValue(2);
    }

    @Test
    void a_truncated_file_has_it_made_anew() throws Exception {
        Files.writeString(get().resolve("bin/program"), "a pro");

        assertThat(get().resolve("bin/program")).hasContent("a program");
    }

    @Test
    void a_missing_directory_has_it_made_anew() throws Exception {
        Files.delete(get().resolve("empty"));

        assertThat(get().resolve("empty")).isEmptyDirectory();
    }

    @Test
    void an_entry_without_a_list_of_its_files_is_made_anew() throws Exception {
        Files.delete(get().getParent().resolve("manifest"));

        assertThat(get().resolve("bin/program")).hasContent("a program");
        assertThat(made).hasValue(2);
    }

    @Test
    void a_failure_leaves_nothing_half_made() throws IOException {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> CacheEntry.get(root, "key", directory -> {
                    fill(directory);
                    throw new IOException("No space left on device");
                }))
                .withMessage("No space left on device");

        try (var entries = Files.list(root)) {
            assertThat(entries.map(path -> path.getFileName().toString())).containsExactly("key.lock");
        }
    }

    @Test
    void what_a_killed_process_left_half_made_is_removed() throws Exception {
        Path remains = Files.createDirectories(root.resolve(".new-key-123/content"));

        get();

        assertThat(remains.getParent()).doesNotExist();
    }

    private Path get() throws IOException, InterruptedException {
        return CacheEntry.get(root, "key", this::fill);
    }

    private void fill(Path directory) throws IOException {
        made.incrementAndGet();
        Files.writeString(Files.createDirectory(directory.resolve("bin")).resolve("program"), "a program");
        Files.createDirectory(directory.resolve("empty"));
    }
}
