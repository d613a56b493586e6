package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.internal.sql.ScriptRules;
import dev.palindrome.revision.internal.sql.ScriptSplitter;
import dev.palindrome.revision.internal.sql.SourceText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file of sql-migrate, taken apart as its {@code sqlparse} package does: line by line, without regard to quotes. A statement
 * ends with a line whose last word before any comment ends in a semicolon, or with {@code -- +migrate StatementEnd}; lines that
 * begin with "{@code -- }" are left out.
 *
 * @param downgrade empty when there is no section for it
 */
record SqlMigrateFile(SqlScript upgrade, Optional<SqlScript> downgrade) {

    private static final String COMMAND = "-- +migrate ";

    /** Return the file's scripts; empty when it has problems, which the folder then knows. */
    static Optional<SqlMigrateFile> parse(HistoryFolder folder, SourceText source) {
        return new Parser(folder, source).parse();
    }

    private enum Direction {
        UP("Up"),
        DOWN("Down");

        private final String word;

        Direction(String word) {
            this.word = word;
        }
    }

    private static final class Section {

        private final List<Batch> batches = new ArrayList<>();
        private TransactionMode transaction = TransactionMode.SCRIPT;
    }

    private static final class Parser {

        private final HistoryFolder folder;
        private final SourceText source;
        private final Map<Direction, Section> sections = new EnumMap<>(Direction.class);
        private final StringBuilder text = new StringBuilder();
        private final List<Integer> lineNumbers = new ArrayList<>();
        private @Nullable Section section;
        private boolean statementEnded;
        private int statementBegin;
        private boolean refused;
        private int line;

        Parser(HistoryFolder folder, SourceText source) {
            this.folder = folder;
            this.source = source;
        }

        Optional<SqlMigrateFile> parse() {
            for (String content : ScriptLines.of(source)) {
                line++;
                take(content);
            }
            checkEnd();
            if (refused) {
                return Optional.empty();
            }
            return Optional.of(new SqlMigrateFile(
                    script(sections.getOrDefault(Direction.UP, new Section())),
                    Optional.ofNullable(sections.get(Direction.DOWN)).map(this::script)));
        }

        private void take(String content) {
            if (content.startsWith("-- ") && !content.startsWith("-- +")) {
                return;
            }
            if (content.startsWith(COMMAND)) {
                command(content);
            }
            if (section == null) {
                return;
            }
            if (!content.startsWith("-- +")) {
                text.append(content).append('\n');
                lineNumbers.add(line);
            }
            if (statementEnded || (statementBegin == 0 && ScriptLines.endsWithSemicolon(content))) {
                statementEnded = false;
                endStatement(section);
            }
        }

        private void command(String content) {
            List<String> words =
                    Arrays.asList(content.substring(COMMAND.length()).strip().split("\\s+", -1));
            switch (words.get(0)) {
                case "" ->
                    refuse(line, "'-- +migrate' names no command: write Up, Down, StatementBegin or StatementEnd");
                case "Up" -> begin(Direction.UP, words);
                case "Down" -> begin(Direction.DOWN, words);
                case "StatementBegin" -> statementBegin = section == null ? 0 : line;
                case "StatementEnd" -> {
                    statementEnded = statementBegin > 0;
                    statementBegin = 0;
                }
                default ->
                    folder.note(HistoryFolder.name(source.file()) + ":" + line
                            + ": sql-migrate passes over the unknown command '-- +migrate " + words.get(0) + "'");
            }
        }

        private void begin(Direction direction, List<String> words) {
            refuseUnfinishedStatement("'-- +migrate " + direction.word + "'");
            Section begun = sections.computeIfAbsent(direction, any -> new Section());
            if (words.contains("notransaction")) {
                begun.transaction = TransactionMode.NONE;
            }
            section = begun;
        }

        private void endStatement(Section current) {
            SourceText chunk = SourceText.ofLines(source.file(), withoutEnd(text.toString()), lineNumbers);
            SourcePosition start =
                    new SourcePosition(source.file(), lineNumbers.isEmpty() ? line : lineNumbers.get(0), 1);
            current.batches.add(new Batch(
                    chunk.text(),
                    start,
                    ScriptSplitter.split(chunk, ScriptRules.SERVER).statements(),
                    Optional.empty(),
                    lineNumbers));
            clearStatement();
        }

        private void clearStatement() {
            text.setLength(0);
            lineNumbers.clear();
        }

        /** The tool takes these off before it sends the statement, each at most once. */
        private static String withoutEnd(String statement) {
            String end = statement;
            for (String suffix : List.of("\n", " ", ";")) {
                end = end.endsWith(suffix) ? end.substring(0, end.length() - 1) : end;
            }
            return end;
        }

        private void checkEnd() {
            if (statementBegin > 0) {
                refuse(statementBegin, "'-- +migrate StatementBegin' has no '-- +migrate StatementEnd'");
            } else if (sections.isEmpty()) {
                refuse(1, "there is no line '-- +migrate Up' or '-- +migrate Down'" + nearMiss());
            } else if (!sections.containsKey(Direction.UP)) {
                refuse(1, "missing up: there is no line '-- +migrate Up', only Down" + nearMiss());
            } else {
                refuseUnfinishedStatement("the end of the file");
            }
        }

        private void refuseUnfinishedStatement(String border) {
            if (!text.toString().isBlank()) {
                refuse(
                        firstLineWithText(),
                        "the statement is not finished before " + border
                                + ": end its last line with a semicolon, or put it between '-- +migrate StatementBegin' and"
                                + " '-- +migrate StatementEnd'");
                clearStatement();
            }
        }

        private int firstLineWithText() {
            List<String> lines = Arrays.asList(text.toString().split("\n", -1));
            int index = 0;
            while (lines.get(index).isBlank()) {
                index++;
            }
            return lineNumbers.get(index);
        }

        /** Name a line that was meant as a marker, and is none for the tool. */
        private String nearMiss() {
            int number = 0;
            for (String content : ScriptLines.of(source)) {
                number++;
                if (content.replace("\uFEFF", "")
                                .strip()
                                .toLowerCase(Locale.ROOT)
                                .matches("--\\s*\\+\\s*migrate\\b.*")
                        && !content.startsWith(COMMAND)) {
                    return "; line " + number + " looks like one, but it must begin with exactly '" + COMMAND + "'"
                            + (content.startsWith("\uFEFF") ? ", and a byte order mark stands before it" : "");
                }
            }
            return "";
        }

        private SqlScript script(Section done) {
            return new SqlScript(source.file(), done.batches, done.transaction);
        }

        private void refuse(int atLine, String message) {
            refused = true;
            folder.problem(source.file(), atLine, message);
        }
    }
}
