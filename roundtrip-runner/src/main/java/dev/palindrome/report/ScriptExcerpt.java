package dev.palindrome.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some lines of a file.
 *
 * @param lines in order
 * @param total how many lines the file has
 */
record ScriptExcerpt(List<Line> lines, int total) {

    private static final int LINE_LENGTH = 400;

    ScriptExcerpt {
        lines = List.copyOf(lines);
    }

    /**
     * A line of a file.
     *
     * @param number counted from 1
     * @param text without its end, and cut where it is too long to be read
     * @param marked whether the excerpt is about it
     */
    record Line(int number, String text, boolean marked) {}

    /**
     * How much of a file is shown.
     *
     * @param whole a file of so many lines is shown as a whole
     * @param around so many lines are shown before and after a marked one
     * @param most so many lines are shown of one file
     */
    record Size(int whole, int around, int most) {

        /** Return a size that keeps a page with many excerpts small enough to be opened. */
        static Size forExcerpts(int count) {
            return count <= 200 ? new Size(40, 3, 80) : new Size(10, 2, 24);
        }
    }

    /**
     * Read the marked lines with those around them; the first ones when none is marked.
     *
     * @param file bytes that are no UTF-8 are shown as replacement characters
     * @throws UnreadableException when the file is not there or cannot be read
     */
    static ScriptExcerpt read(Path file, BitSet marked, Size size) throws UnreadableException {
        if (!Files.isRegularFile(file)) {
            throw new UnreadableException("There is no such file to show lines of.", null);
        }
        try {
            return readLines(file, marked, size);
        } catch (IOException e) {
            throw new UnreadableException("The file cannot be read: " + e, e);
        }
    }

    /** Says in its message why no lines can be shown. Apart from other failures of files, since it does not stop the report. */
    static final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1;

        UnreadableException(String message, @Nullable IOException cause) {
            super(message, cause);
        }
    }

    private static ScriptExcerpt readLines(Path file, BitSet marked, Size size) throws IOException {
        List<Line> beginning = new ArrayList<>();
        List<Line> around = new ArrayList<>();
        int number = 0;
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                number++;
                Line line = new Line(number, shortened(text), marked.get(number));
                if (number <= size.whole()) {
                    beginning.add(line);
                }
                if (around.size() < size.most() && isNear(marked, number, size.around())) {
                    around.add(line);
                }
            }
        }
        return new ScriptExcerpt(number <= size.whole() || around.isEmpty() ? beginning : around, number);
    }

    /** Return the lines in runs without a gap. */
    List<List<Line>> runs() {
        List<List<Line>> runs = new ArrayList<>();
        int expected = -1;
        for (Line line : lines) {
            if (line.number() != expected) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(line);
            expected = line.number() + 1;
        }
        return Collections.unmodifiableList(runs);
    }

    private static boolean isNear(BitSet marked, int number, int around) {
        int next = marked.nextSetBit(Math.max(0, number - around));
        return next >= 0 && next <= number + around;
    }

    private static String shortened(String text) {
        String line = text.startsWith("\ufeff") ? text.substring(1) : text;
        return line.codePointCount(0, line.length()) <= LINE_LENGTH
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LINE_LENGTH - 1)) + "…";
    }
}
