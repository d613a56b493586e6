package dev.palindrome.revision.internal.sql;

import dev.palindrome.revision.Problem;
import dev.palindrome.revision.SourcePosition;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The characters of a file, and where each of them stands. Immutable. */
public final class SourceText {

    private final Path file;
    private final String text;
    private final int[] lineStarts;
    private final List<Integer> lineNumbers;

    private SourceText(Path file, String text, List<Integer> lineNumbers) {
        this.file = file;
        this.text = text;
        this.lineStarts = lineStarts(text);
        this.lineNumbers = List.copyOf(lineNumbers);
    }

    /** Return the text of a whole file. */
    public static SourceText of(Path file, String text) {
        return new SourceText(file, text, List.of());
    }

    /**
     * Return lines picked from a file.
     *
     * @param lineNumbers the number in the file of each line of {@code text}
     */
    public static SourceText ofLines(Path file, String text, List<Integer> lineNumbers) {
        return new SourceText(file, text, lineNumbers);
    }

    public Path file() {
        return file;
    }

    public String text() {
        return text;
    }

    /** Return the file's line numbers of the text's lines; empty when the text is a whole file. */
    public List<Integer> lineNumbers() {
        return lineNumbers;
    }

    /** Return the same text without a byte order mark before it. */
    public SourceText withoutByteOrderMark() {
        return text.startsWith("\uFEFF") ? new SourceText(file, text.substring(1), lineNumbers) : this;
    }

    /** Return the characters from {@code start}, which begins a line, to before {@code end}. */
    public SourceText part(int start, int end) {
        int firstIndex = index(start);
        String part = text.substring(start, end);
        int lines = (int) part.chars().filter(character -> character == '\n').count() + 1;
        return new SourceText(
                file,
                part,
                IntStream.range(firstIndex, firstIndex + lines)
                        .mapToObj(this::lineNumber)
                        .toList());
    }

    /** Return the place of the character at this offset; columns count code points, as editors and PostgreSQL do. */
    public SourcePosition positionAt(int offset) {
        int index = index(offset);
        return new SourcePosition(file, lineNumber(index), text.codePointCount(lineStarts[index], offset) + 1);
    }

    public int lineAt(int offset) {
        return positionAt(offset).line();
    }

    public Problem problemAt(int offset, String message) {
        return new Problem(file, Optional.of(lineAt(offset)), message);
    }

    /** Return the offset of the line feed that ends the line, or the end of the text. */
    public int lineEnd(int offset) {
        int end = text.indexOf('\n', offset);
        return end < 0 ? text.length() : end;
    }

    /** Tell whether only blanks stand before the offset on its line. */
    public boolean isFirstOnLine(int offset) {
        int index = Arrays.binarySearch(lineStarts, offset);
        return index >= 0 || text.substring(lineStarts[-index - 2], offset).isBlank();
    }

    private int index(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found : -found - 2;
    }

    private int lineNumber(int index) {
        if (lineNumbers.isEmpty()) {
            return index + 1;
        }
        return lineNumbers.get(Math.min(index, lineNumbers.size() - 1));
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int
                [(int) text.chars().filter(character -> character == '\n').count() + 1];
        int line = 0;
        for (int offset = text.indexOf('\n'); offset >= 0; offset = text.indexOf('\n', offset + 1)) {
            starts[++line] = offset + 1;
        }
        return starts;
    }
}
