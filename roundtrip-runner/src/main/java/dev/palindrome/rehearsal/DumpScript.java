package dev.palindrome.rehearsal;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.Problem;
import dev.palindrome.revision.internal.sql.ScriptRules;
import dev.palindrome.revision.internal.sql.ScriptSplitter;
import dev.palindrome.revision.internal.sql.SourceText;
import dev.palindrome.revision.internal.sql.SplitScript;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the SQL of a dump a statement at a time, and the data of a COPY a line at a time, so that no more of it than one statement is
 * ever in memory. Not safe for use by several threads.
 */
final class DumpScript {

    /** Stands by itself behind a text if, and only if, all statements of the text are at their end. */
    private static final String END = "SELECT 'the end of the statement before'";

    private static final Pattern COPY =
            Pattern.compile("\\s*COPY\\s.*\\sFROM\\s+STDIN\\b[^;]*;\\s*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern VERSION = Pattern.compile("-- Dumped from database version (\\d+).*\\s*");

    /** Up to here, a statement is looked at whenever it may be at its end; beyond, whenever it has doubled. */
    private static final int OFTEN = 1 << 16;

    private final Path place;
    private final Reader reader;
    private final char[] characters = new char[OFTEN];
    private int from;
    private int to;
    private int lineNumber;
    private @Nullable String pushedBack;

    private final StringBuilder pending = new StringBuilder();
    private int pendingLine;
    private int tryAgainAt;
    private final Deque<Step> ready = new ArrayDeque<>();

    private boolean begun;
    private boolean complete;
    private OptionalInt majorVersion = OptionalInt.empty();

    /** A part of the dump. */
    sealed interface Step {}

    /** A statement. */
    record Statement(Batch batch) implements Step {}

    /** A COPY whose data are to be read next, by {@link #copyLine()}. */
    record Copy(String sql, int line) implements Step {}

    /** What stands behind it is for another database. */
    record Connect(String database, int line) implements Step {}

    /**
     * Read.
     *
     * @param place what lines are counted in, for messages
     */
    DumpScript(Path place, Reader reader) {
        this.place = place;
        this.reader = reader;
    }

    /**
     * Return the next part; empty at the end.
     *
     * @throws RehearsalException when it cannot be understood
     */
    Optional<Step> next() throws IOException {
        while (ready.isEmpty()) {
            String line = line();
            if (line == null) {
                if (pending.length() > 0) {
                    List<Problem> problems = split();
                    if (!problems.isEmpty()) {
                        throw new RehearsalException(problems.get(0) + ". Look whether the dump is whole.");
                    }
                }
                return Optional.ofNullable(ready.poll());
            }
            take(line);
        }
        return Optional.of(ready.remove());
    }

    private void take(String line) {
        boolean special = line.startsWith("\\") || COPY.matcher(line).matches();
        if (pending.length() > 0 && special && split().isEmpty()) {
            pushedBack = line;
            lineNumber--;
        } else if (pending.length() > 0) {
            append(line);
        } else if (line.startsWith("\\")) {
            metaCommand(line);
        } else if (special) {
            ready.add(new Copy(line.strip().replaceFirst(";$", ""), lineNumber));
        } else if (line.startsWith("--")) {
            comment(line);
        } else if (!line.isBlank()) {
            pendingLine = lineNumber;
            tryAgainAt = 0;
            append(line);
        }
    }

    private void append(String line) {
        pending.append(line).append('\n');
        if (line.stripTrailing().endsWith(";") && pending.length() >= tryAgainAt && !split().isEmpty()) {
            tryAgainAt = pending.length() < OFTEN ? 0 : 2 * pending.length();
        }
    }

    /**
     * Make what is pending ready, if it is at an end.
     *
     * @return why it is not
     */
    private List<Problem> split() {
        String text = pending.toString();
        int lines = (int) text.chars().filter(character -> character == '\n').count() + 1;
        SourceText source = SourceText.ofLines(
                place,
                text + END,
                IntStream.range(pendingLine, pendingLine + lines).boxed().toList());
        SplitScript split = ScriptSplitter.split(source, ScriptRules.COPY_DATA);
        List<Batch> batches = split.batches();
        if (!split.problems().isEmpty()) {
            return split.problems();
        }
        if (batches.isEmpty() || !batches.get(batches.size() - 1).text().equals(END)) {
            return List.of(new Problem(place, Optional.of(pendingLine), "the statement has no end"));
        }
        batches.subList(0, batches.size() - 1).forEach(batch -> ready.add(new Statement(batch)));
        pending.setLength(0);
        return List.of();
    }

    private void comment(String line) {
        begun |= line.startsWith("-- PostgreSQL database dump")
                && !line.startsWith("-- PostgreSQL database dump complete");
        complete |= line.startsWith("-- PostgreSQL database dump complete");
        Matcher version = VERSION.matcher(line);
        if (majorVersion.isEmpty() && version.matches()) {
            majorVersion = OptionalInt.of(Integer.parseInt(version.group(1)));
        }
    }

    private void metaCommand(String line) {
        String[] words = line.strip().split("\\s+", 2);
        switch (words[0]) {
            case "\\connect", "\\c" -> ready.add(new Connect(words.length > 1 ? words[1] : "", lineNumber));
            case "\\restrict", "\\unrestrict", "\\echo", "\\set" -> {
                // They protect or inform psql, and change nothing here.
            }
            default ->
                throw new RehearsalException(
                        "%s:%d: the psql command %s cannot be run here: expected what pg_dump has written"
                                .formatted(place, lineNumber, words[0]));
        }
    }

    /** Return the next line of the data of a COPY, with its line feed; empty at their end. */
    Optional<String> copyLine() throws IOException {
        String line = line();
        if (line == null) {
            throw new RehearsalException(
                    "%s:%d: the data of a COPY has no end, a line with \\. alone: the dump is not whole. Write it anew"
                            .formatted(place, lineNumber));
        }
        return line.equals("\\.") || line.equals("\\.\r") ? Optional.empty() : Optional.of(line + "\n");
    }

    /** Return the major version of the server that was dumped; empty when the dump does not say. */
    OptionalInt majorVersion() {
        return majorVersion;
    }

    /** Tell whether the dump says that it begins, and does not say that it ends. */
    boolean isBrokenOff() {
        return begun && !complete;
    }

    Path place() {
        return place;
    }

    /** Return the number of the line that was read last. */
    int lineNumber() {
        return lineNumber;
    }

    /** Read up to a line feed alone: a carriage return may be part of a value. */
    private @Nullable String line() throws IOException {
        if (pushedBack != null) {
            String line = pushedBack;
            pushedBack = null;
            lineNumber++;
            return line;
        }
        StringBuilder line = new StringBuilder();
        boolean any = false;
        while (from < to || fill()) {
            any = true;
            for (int index = from; index < to; index++) {
                if (characters[index] == '\n') {
                    line.append(characters, from, index - from);
                    from = index + 1;
                    lineNumber++;
                    return withoutByteOrderMark(line.toString());
                }
            }
            line.append(characters, from, to - from);
            from = to;
        }
        if (any) {
            lineNumber++;
        }
        return any ? withoutByteOrderMark(line.toString()) : null;
    }

    private String withoutByteOrderMark(String line) {
        return lineNumber == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
    }

    private boolean fill() throws IOException {
        try {
            from = 0;
            to = Math.max(0, reader.read(characters));
            return to > 0;
        } catch (CharacterCodingException e) {
            throw new RehearsalException(
                    "%s: behind line %d, the text is not in the encoding that the dump names, or not in UTF-8. Write it with pg_dump --encoding=UTF8"
                            .formatted(place, lineNumber),
                    e);
        }
    }
}
