package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.internal.sql.ScriptRules;
import dev.palindrome.revision.internal.sql.ScriptSplitter;
import dev.palindrome.revision.internal.sql.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file of goose, taken apart as its parser does: line by line, without regard to quotes. A statement ends with a line whose last word
 * before any comment ends in a semicolon, or with {@code -- +goose StatementEnd}.
 *
 * @param downgrade empty when there is no section for it
 */
record GooseFile(SqlScript upgrade, Optional<SqlScript> downgrade) {

    private static final String GOOSE = "+goose";

    /** Return the file's scripts; empty when it has problems, which the folder then knows. */
    static Optional<GooseFile> parse(HistoryFolder folder, SourceText source, EnvironmentSubstitution substitution) {
        return new Parser(folder, source, substitution).parse();
    }

    private enum Section {
        NONE,
        UP,
        DOWN
    }

    private static final class Parser {

        private final HistoryFolder folder;
        private final SourceText source;
        private final EnvironmentSubstitution substitution;
        private final List<Batch> upgrade = new ArrayList<>();
        private final List<Batch> downgrade = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final List<Integer> lineNumbers = new ArrayList<>();
        private Section section = Section.NONE;
        private TransactionMode transaction = TransactionMode.SCRIPT;
        private boolean substituting;
        private int statementBegin;
        private boolean refused;
        private int line;

        Parser(HistoryFolder folder, SourceText source, EnvironmentSubstitution substitution) {
            this.folder = folder;
            this.source = source;
            this.substitution = substitution;
        }

        Optional<GooseFile> parse() {
            for (String content : ScriptLines.of(source)) {
                line++;
                if (content.strip().startsWith("--") && content.contains(GOOSE)) {
                    annotation(content);
                } else {
                    take(content);
                }
                if (refused) {
                    return Optional.empty();
                }
            }
            checkEnd();
            return refused
                    ? Optional.empty()
                    : Optional.of(new GooseFile(
                            new SqlScript(source.file(), upgrade, transaction),
                            section == Section.DOWN
                                    ? Optional.of(new SqlScript(source.file(), downgrade, transaction))
                                    : Optional.empty()));
        }

        private void annotation(String content) {
            if (Character.isWhitespace(content.charAt(0))) {
                refuse("goose refuses blanks before '--' in an annotation: begin the line with it");
                return;
            }
            String command =
                    content.replace("--", "").replaceFirst("\\+goose", "").strip();
            switch (command.toLowerCase(Locale.ROOT)) {
                case "up" -> begin(Section.NONE, Section.UP, "there is more than one '-- +goose Up'");
                case "down" -> {
                    refuseUnfinished("'-- +goose Down'");
                    begin(Section.UP, Section.DOWN, "'-- +goose Down' must come once, below '-- +goose Up'");
                }
                case "statementbegin" -> statementBegin();
                case "statementend" -> statementEnd();
                case "no transaction" -> transaction = TransactionMode.NONE;
                case "envsub on" -> substituting = true;
                case "envsub off" -> substituting = false;
                default ->
                    refuse(
                            "goose does not know the annotation '" + content.strip()
                                    + "': expected Up, Down, StatementBegin, StatementEnd, NO TRANSACTION, ENVSUB ON or ENVSUB OFF");
            }
        }

        private void begin(Section expected, Section begun, String complaint) {
            if (section != expected || statementBegin > 0) {
                refuse(
                        statementBegin > 0
                                ? "'-- +goose StatementBegin' of line " + statementBegin + " has no StatementEnd"
                                : complaint);
            }
            section = begun;
        }

        private void statementBegin() {
            if (section == Section.NONE || statementBegin > 0) {
                refuse(
                        statementBegin > 0
                                ? "'-- +goose StatementBegin' of line " + statementBegin + " has no StatementEnd"
                                : "'-- +goose StatementBegin' must come below '-- +goose Up' or '-- +goose Down'");
            }
            statementBegin = line;
        }

        private void statementEnd() {
            if (statementBegin == 0) {
                refuse("'-- +goose StatementEnd' must come below '-- +goose StatementBegin'");
                return;
            }
            statementBegin = 0;
            endStatement();
        }

        private void take(String content) {
            if (text.isEmpty() && (content.isEmpty() || content.strip().startsWith("--"))) {
                return;
            }
            if (section == Section.NONE) {
                if (!content.isBlank()) {
                    refuse("goose expects '-- +goose Up' above the first statement");
                }
                return;
            }
            text.append(substituted(content)).append('\n');
            lineNumbers.add(line);
            if (statementBegin == 0 && ScriptLines.endsWithSemicolon(content)) {
                endStatement();
            }
        }

        private String substituted(String content) {
            try {
                return substituting ? substitution.apply(content) : content;
            } catch (EnvironmentSubstitution.UnsetVariableException e) {
                refuse(String.valueOf(e.getMessage()));
                return content;
            }
        }

        private void endStatement() {
            if (!text.toString().isBlank()) {
                SourceText chunk = SourceText.ofLines(source.file(), text.toString(), lineNumbers);
                (section == Section.UP ? upgrade : downgrade)
                        .add(new Batch(
                                chunk.text().stripTrailing(),
                                new SourcePosition(source.file(), lineNumbers.get(0), 1),
                                ScriptSplitter.split(chunk, ScriptRules.SERVER).statements(),
                                Optional.empty(),
                                lineNumbers));
            }
            text.setLength(0);
            lineNumbers.clear();
        }

        private void checkEnd() {
            if (section == Section.NONE) {
                line = 1;
                refuse("goose expects a line '-- +goose Up', at the start of the line");
            } else if (statementBegin > 0) {
                line = statementBegin;
                refuse("'-- +goose StatementBegin' has no '-- +goose StatementEnd'");
            } else {
                refuseUnfinished("the end of the file");
            }
        }

        private void refuseUnfinished(String border) {
            if (!text.toString().isBlank()) {
                line = lineNumbers.get(0);
                refuse("the statement is not finished before " + border
                        + ": end its last line with a semicolon, or put it between '-- +goose StatementBegin' and"
                        + " '-- +goose StatementEnd'");
            }
        }

        private void refuse(String message) {
            if (!refused) {
                folder.problem(source.file(), line, message);
            }
            refused = true;
        }
    }
}
