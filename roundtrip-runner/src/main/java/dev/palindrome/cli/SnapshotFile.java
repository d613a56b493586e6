package dev.palindrome.cli;

import dev.palindrome.schema.MalformedSnapshotException;
import dev.palindrome.schema.SchemaSnapshot;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that holds a snapshot, by the name that the user gave. */
record SnapshotFile(String file) {

    /**
     * Read the file.
     *
     * @throws UsageException when it is no snapshot, naming the line, or cannot be read
     */
    SchemaSnapshot read() {
        try {
            return SchemaSnapshot.parse(text());
        } catch (MalformedSnapshotException e) {
            throw new UsageException("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private String text() {
        try {
            return Files.readString(Path.of(file));
        } catch (CharacterCodingException e) {
            throw new UsageException(file + " is not UTF-8: expected a file written by 'palindrome snapshot'", e);
        } catch (NoSuchFileException e) {
            throw unreadable("there is no such file", e);
        } catch (IOException | InvalidPathException e) {
            throw unreadable(String.valueOf(e.getMessage()), e);
        }
    }

    private UsageException unreadable(String why, Exception cause) {
        return new UsageException(
                "Cannot read %s (%s): expected a file written by 'palindrome snapshot', a URL such as jdbc:postgresql://localhost/app, or a revision such as migrations@head"
                        .formatted(file, why),
                cause);
    }
}
