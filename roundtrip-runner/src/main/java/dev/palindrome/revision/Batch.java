package dev.palindrome.revision;

import java.util.List;
import java.util.Optional;

/**
 * What goes to the server in one message: a single statement for most tools, a whole file for some.
 *
 * @param text the message; error positions that the server reports count its characters from 1
 * @param start where {@code text} begins in its file
 * @param statements the statements within {@code text}, in order; empty when it holds only comments
 * @param copyData the lines that follow a {@code COPY … FROM STDIN}, without the closing {@code \.}; empty for every other batch
 * @param lines the number in the file of each line of {@code text}, where the tool leaves lines out; empty when the lines
 *     follow each other as in the file
 */
public record Batch(
        String text,
        SourcePosition start,
        List<SqlStatement> statements,
        Optional<String> copyData,
        List<Integer> lines) {

    public Batch {
        statements = List.copyOf(statements);
        lines = List.copyOf(lines);
    }

    /** Make a batch whose text stands in the file as it is. */
    public Batch(String text, SourcePosition start, List<SqlStatement> statements, Optional<String> copyData) {
        this(text, start, statements, copyData, List.of());
    }

    /**
     * Return where in the file the server found an error.
     *
     * @param serverPosition the position in an error response of the server: it counts characters, not UTF-16 units, from 1
     *     (PostgreSQL manual, section "Error and Notice Message Fields"); a position past the end is taken for the end
     */
    public SourcePosition positionOf(int serverPosition) {
        int offset = offsetOf(serverPosition);
        int lineIndex = (int) text.substring(0, offset)
                .chars()
                .filter(character -> character == '\n')
                .count();
        int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
        int column = text.codePointCount(lineStart, offset) + (lineIndex == 0 ? start.column() : 1);
        return new SourcePosition(start.file(), lineNumber(lineIndex), column);
    }

    /**
     * Return the statement that the server's error position lies in: the last one that begins at or before it; empty when it
     * lies before the first.
     */
    public Optional<SqlStatement> statementAt(int serverPosition) {
        SourcePosition position = positionOf(serverPosition);
        return statements.stream()
                .filter(statement -> !position.isBefore(statement.position()))
                .reduce((earlier, later) -> later);
    }

    private int offsetOf(int serverPosition) {
        int characters = text.codePointCount(0, text.length());
        return text.offsetByCodePoints(0, Math.max(0, Math.min(serverPosition - 1, characters)));
    }

    private int lineNumber(int index) {
        if (lines.isEmpty()) {
            return start.line() + index;
        }
        return lines.get(Math.min(index, lines.size() - 1));
    }
}
