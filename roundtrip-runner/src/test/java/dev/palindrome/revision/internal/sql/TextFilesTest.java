package dev.palindrome.revision.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFilesTest {

    private static final Path FILE = Path.of("a.sql");

    @TempDir
    private Path directory;

    private SourceText read(byte... content) throws IOException, UnreadableTextException {
        Files.write(directory.resolve(FILE), content);
        return TextFiles.read(directory, FILE);
    }

    private String problem(byte... content) throws IOException {
        try {
            return "read: " + read(content).text();
        } catch (UnreadableTextException e) {
            return e.problem().toString();
        }
    }

    @Test
    void utf_8_is_read_with_its_byte_order_mark() throws Exception {
        SourceText text = read("\uFEFFä😀\r\n".getBytes(StandardCharsets.UTF_8));

        assertThat(text.text()).isEqualTo("\uFEFFä😀\r\n");
        assertThat(text.withoutByteOrderMark().text()).isEqualTo("ä😀\r\n");
    }

    @Test
    void other_encodings_name_line_and_byte() throws Exception {
        assertThat(problem("a\nb\nc\u00e9".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(
                        "a.sql:3: the file is not UTF-8: byte 0xE9 at offset 5 (in ISO-8859-1 it would be 'é'): save it as"
                                + " UTF-8");
        assertThat(problem((byte) 'a', (byte) 0x80))
                .isEqualTo("a.sql:1: the file is not UTF-8: byte 0x80 at offset 1: save it as UTF-8");
        assertThat(problem((byte) '\n', (byte) 0xC3))
                .isEqualTo(
                        "a.sql:2: the file is not UTF-8: byte 0xC3 at offset 1 (in ISO-8859-1 it would be 'Ã'): save it as"
                                + " UTF-8");
    }

    @Test
    void utf_16_is_called_by_name() throws Exception {
        assertThat(problem("\uFEFFa".getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo("a.sql:1: the file is UTF-16 (little endian), by its byte order mark: save it as UTF-8");
        assertThat(problem("\uFEFFa".getBytes(StandardCharsets.UTF_16BE)))
                .isEqualTo("a.sql:1: the file is UTF-16 (big endian), by its byte order mark: save it as UTF-8");
        assertThat(problem("ä\na".getBytes(StandardCharsets.UTF_16LE)))
                .startsWith("a.sql:1: the file is not UTF-8: byte 0xE4");
    }

    @Test
    void nul_is_refused() throws Exception {
        assertThat(problem("ä\na\0".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(
                        "a.sql:2: the file holds a NUL character, which PostgreSQL does not take: save it as UTF-8 text");
    }

    @Test
    void a_file_that_cannot_be_opened_says_why() {
        assertThatExceptionOfType(UnreadableTextException.class)
                .isThrownBy(() -> TextFiles.read(directory, Path.of("none.sql")))
                .withMessageStartingWith("none.sql: the file cannot be read (java.nio.file.NoSuchFileException")
                .withMessageEndingWith("check its permissions");
    }

    @Test
    void positions_count_lines_and_code_points() {
        SourceText text = SourceText.of(FILE, "ab\r\n😀c\n");

        assertThat(text.positionAt(0)).hasToString("a.sql:1");
        assertThat(text.positionAt(1).column()).isEqualTo(2);
        assertThat(text.positionAt(6).line()).isEqualTo(2);
        assertThat(text.positionAt(6).column()).isEqualTo(2);
        assertThat(text.positionAt(8).line()).isEqualTo(3);
        assertThat(text.isFirstOnLine(4)).isTrue();
        assertThat(text.isFirstOnLine(6)).isFalse();
    }
}
