package dev.palindrome.revision;

import java.nio.file.Path;

/**
 * A place in a file that a user wrote.
 *
 * @param file relative to the folder of the history
 * @param line counted from 1
 * @param column counted from 1, in characters
 */
public record SourcePosition(Path file, int line, int column) {

    /** Tell whether this place comes before another one of the same file. */
    public boolean isBefore(SourcePosition other) {
        return line < other.line || (line == other.line && column < other.column);
    }

    /** Return {@code file:line}, with forward slashes on every system. */
    @Override
    public String toString() {
        return file.toString().replace('\\', '/') + ":" + line;
    }
}
