package dev.palindrome.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How files are replaced on systems with POSIX permissions and links; Windows keeps a file that is open from being replaced. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX permissions, and open files cannot be replaced")
class OutputFileTest {

    @TempDir
    private Path folder;

    @Test
    void link_stays_a_link_and_permissions_are_kept() throws Exception {
        Path file = Files.writeString(folder.resolve("old"), "long before");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        new OutputFile(link).write("new");

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file, link);
        }
    }

    @Test
    void who_has_the_old_file_open_reads_it_to_its_end() throws Exception {
        Path file = Files.writeString(folder.resolve("report"), "old");

        try (var reader = Files.newInputStream(file)) {
            new OutputFile(file).write("new and longer");
            assertThat(reader.readAllBytes()).isEqualTo("old".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(file).hasContent("new and longer");
    }

    @Test
    void half_a_character_becomes_a_question_mark() throws Exception {
        Path file = folder.resolve("report");

        new OutputFile(file).write("ü\ud83d");

        assertThat(Files.readAllBytes(file)).isEqualTo("ü?".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void devices_are_written_to_as_they_are() {
        Path device = Path.of("/dev/null");

        new OutputFile(device).write("gone");

        assertThat(Files.isRegularFile(device)).isFalse();
        assertThat(device).exists();
    }

    @Test
    void folder_is_refused_by_name() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> new OutputFile(folder).check())
                .withMessage("Cannot write %s: it is a folder, name a file in it", folder);
    }
}
