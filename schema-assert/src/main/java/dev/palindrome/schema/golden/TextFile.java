package dev.palindrome.schema.golden;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Reads and writes whole files in UTF-8. */
final class TextFile {

    private TextFile() {}

    /** Return the content with LF as line ends, whatever a checkout made of them. */
    static String read(Path file) throws IOException {
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("it is not UTF-8", e);
        }
    }

    /**
     * Write a file, whole or not at all: others see the old content or the new one, and a crash leaves one of the two. Folders
     * are made.
     */
    static void write(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        // Not createTempFile, whose files nobody else may read.
        Path unfinished = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".unfinished");
        try {
            Files.writeString(
                    unfinished, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
