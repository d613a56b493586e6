package dev.palindrome.revision.internal.sql;

import dev.palindrome.revision.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Reads files that must be UTF-8. */
public final class TextFiles {

    private TextFiles() {}

    /**
     * Read a file strictly; a byte order mark stays in the text.
     *
     * @param file relative to {@code directory}
     * @throws UnreadableTextException when it cannot be opened, or is not UTF-8
     */
    public static SourceText read(Path directory, Path file) throws UnreadableTextException {
        return SourceText.of(file, decode(file, bytesOf(directory, file)));
    }

    private static byte[] bytesOf(Path directory, Path file) throws UnreadableTextException {
        try {
            return Files.readAllBytes(directory.resolve(file));
        } catch (IOException e) {
            throw new UnreadableTextException(
                    new Problem(file, Optional.empty(), "the file cannot be read (" + e + "): check its permissions"),
                    e);
        }
    }

    private static String decode(Path file, byte[] bytes) throws UnreadableTextException {
        String utf16 = utf16Name(bytes);
        if (!utf16.isEmpty()) {
            throw new UnreadableTextException(new Problem(
                    file, Optional.of(1), "the file is " + utf16 + ", by its byte order mark: save it as UTF-8"));
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CharBuffer output = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(input, output, true);
        if (result.isError()) {
            throw new UnreadableTextException(notUtf8(file, bytes, input.position()));
        }
        String text = output.flip().toString();
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw new UnreadableTextException(new Problem(
                    file,
                    Optional.of(lineOf(bytes, text.substring(0, nul).getBytes(StandardCharsets.UTF_8).length)),
                    "the file holds a NUL character, which PostgreSQL does not take: save it as UTF-8 text"));
        }
        return text;
    }

    private static String utf16Name(byte[] bytes) {
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return "UTF-16 (little endian)";
        }
        return startsWith(bytes, 0xFE, 0xFF) ? "UTF-16 (big endian)" : "";
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    private static Problem notUtf8(Path file, byte[] bytes, int offset) {
        int found = bytes[offset] & 0xFF;
        String latin1 =
                found >= 0xA0 ? String.format(Locale.ROOT, " (in ISO-8859-1 it would be '%c')", (char) found) : "";
        return new Problem(
                file,
                Optional.of(lineOf(bytes, offset)),
                String.format(
                        Locale.ROOT,
                        "the file is not UTF-8: byte 0x%02X at offset %d%s: save it as UTF-8",
                        found,
                        offset,
                        latin1));
    }

    private static int lineOf(byte[] bytes, int offset) {
        int line = 1;
        for (int index = 0; index < offset; index++) {
            if (bytes[index] == '\n') {
                line++;
            }
        }
        return line;
    }
}
