package dev.palindrome.revision;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Something in a folder of migrations that cannot be read as its author meant it.
 *
 * @param file relative to the folder of the history; the empty path for the folder itself
 * @param line counted from 1; empty when the problem is the file as a whole
 * @param message what is wrong, what was expected, and what to do
 */
public record Problem(Path file, Optional<Integer> line, String message) {

    @Override
    public String toString() {
        String where = file.toString().replace('\\', '/')
                + line.map(number -> ":" + number).orElse("");
        return where.isEmpty() ? message : where + ": " + message;
    }
}
