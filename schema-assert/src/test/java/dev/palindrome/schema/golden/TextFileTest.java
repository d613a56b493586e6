package dev.palindrome.schema.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {

    @TempDir
    private Path folder;

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void is_written_as_it_is_and_read_with_line_feeds() throws IOException {
        Path file = folder.resolve("a.txt");

        TextFile.write(file, "größer\r\n\n");

        assertThat(Files.readString(file)).isEqualTo("größer\r\n\n");
        assertThat(TextFile.read(file)).isEqualTo("größer\n\n");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void may_be_read_by_those_who_may_read_other_files() throws IOException {
        Path file = folder.resolve("a.txt");
        Path other = Files.createFile(folder.resolve("other"));

        TextFile.write(file, "a");

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(other));
    }

    @Test
    void a_write_that_fails_leaves_nothing_behind() throws IOException {
        Path inTheWay = folder.resolve("a.txt");
        Files.createDirectories(inTheWay.resolve("child"));

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> TextFile.write(inTheWay, "a"));

        assertThat(files()).containsExactly(inTheWay);
    }

    @Test
    void readers_see_one_whole_text_or_the_other() throws IOException {
        Path file = folder.resolve("a.txt");
        String one = "1".repeat(1 << 20);
        String two = "2".repeat(1 << 20);
        TextFile.write(file, one);

        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try {
                for (int i = 0; i < 20; i++) {
                    TextFile.write(file, two);
                    TextFile.write(file, one);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        do {
            String text = Files.readString(file);
            assertThat(text.equals(one) || text.equals(two)).isTrue();
        } while (!writer.isDone());
        writer.join();
    }
}
