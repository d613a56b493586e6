package dev.palindrome.revision.internal.sql;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.Problem;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.revision.internal.sql.SqlToken.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Splits a script into statements by psql's rules: a semicolon ends a statement outside of quotes, comments, parentheses and
 * {@code BEGIN ATOMIC} bodies. It differs from psql where psql errs and the server is right: a string with escapes that is
 * continued on the next line.
 */
public final class ScriptSplitter {

    private static final int NONE = -1;

    private final SourceText source;
    private final ScriptRules rules;
    private final @Nullable Pattern marker;
    private final @Nullable PsqlVariables variables;
    private final SqlTokenizer tokenizer;
    private final AtomicBodies bodies = new AtomicBodies();
    private final CopyStatement copy = new CopyStatement();
    private final Deque<Integer> parentheses = new ArrayDeque<>();
    private final List<ScriptElement> elements = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private int statementStart = NONE;
    private int statementEnd;
    /** Where reading goes on after the line of a COPY, behind its data. */
    private int afterCopyData = NONE;

    private ScriptSplitter(
            SourceText source, ScriptRules rules, @Nullable Pattern marker, @Nullable PsqlVariables variables) {
        this.source = source;
        this.rules = rules;
        this.marker = marker;
        this.variables = variables;
        this.tokenizer =
                variables == null ? new SqlTokenizer(source.text()) : SqlTokenizer.withVariables(source.text());
    }

    public static SplitScript split(SourceText source, ScriptRules rules) {
        return new ScriptSplitter(source, rules, null, null).split();
    }

    /**
     * Split a file by psql's rules, and put values in the place of variables, also of those that the script sets.
     *
     * @param variables what psql is started with; changed by the script
     */
    public static SplitScript split(SourceText source, PsqlVariables variables) {
        return new ScriptSplitter(source, ScriptRules.PSQL, null, variables).split();
    }

    /** Split a file that has sections: a comment line that {@code marker} matches ends the statement before it. */
    public static SplitScript split(SourceText source, ScriptRules rules, Pattern marker) {
        return new ScriptSplitter(source, rules, marker, null).split();
    }

    private SplitScript split() {
        newStatement();
        SqlToken token = tokenizer.next();
        while (!token.is(Kind.END) || resumeAfterCopyData()) {
            take(token);
            token = tokenizer.next();
        }
        endSection("the end of the file");
        return new SplitScript(elements, problems);
    }

    private void take(SqlToken token) {
        if (!token.terminated()) {
            refuse(token.start(), "the " + describe(token) + " is not closed");
        }
        if (token.isComment()) {
            comment(token);
        } else if (token.is(Kind.SEMICOLON) && parentheses.isEmpty() && !bodies.isOpen()) {
            endStatement(token.end());
        } else if (token.is(Kind.BACKSLASH) && rules.metaCommands()) {
            metaCommand(token);
        } else if (!token.is(Kind.END)) {
            partOfStatement(token);
        }
    }

    private void comment(SqlToken token) {
        String text = textOf(token);
        SourcePosition position = source.positionAt(token.start());
        if (marker != null
                && source.isFirstOnLine(token.start())
                && marker.matcher(text).matches()) {
            endSection("the line '" + text.strip() + "'");
            elements.add(new ScriptElement.Marker(text, position));
        } else {
            elements.add(new ScriptElement.Comment(text, position));
        }
    }

    private void partOfStatement(SqlToken token) {
        if (statementStart == NONE) {
            statementStart = token.start();
        }
        statementEnd = token.end();
        if (token.is(Kind.VARIABLE) && variables != null) {
            variable(token, variables);
        } else {
            nest(token.kind(), textOf(token), token.start());
        }
    }

    private void nest(Kind kind, String text, int offset) {
        switch (kind) {
            case OPENING_PARENTHESIS -> parentheses.push(offset);
            case CLOSING_PARENTHESIS -> parentheses.poll();
            case WORD -> bodies.word(text, offset, !parentheses.isEmpty());
            default -> {
                // other tokens end nothing and nest nothing
            }
        }
        copy.token(kind == Kind.WORD ? text : "", !parentheses.isEmpty());
    }

    /** What stands for a variable nests as if it stood in the script. */
    private void variable(SqlToken token, PsqlVariables known) {
        String reference = textOf(token);
        Optional<String> refusal = known.refusal(reference);
        refusal.ifPresent(reason -> refuse(token.start(), reason));
        if (refusal.isEmpty()) {
            String value = known.replacement(reference);
            new SqlTokenizer(value)
                    .all()
                    .forEach(part -> nest(part.kind(), value.substring(part.start(), part.end()), token.start()));
        }
    }

    private void endStatement(int afterSemicolon) {
        if (statementStart == NONE) {
            return;
        }
        Optional<String> data =
                rules.copyData() && copy.readsFromClient() ? copyData(afterSemicolon) : Optional.empty();
        String text = source.text().substring(statementStart, statementEnd);
        SourcePosition position = source.positionAt(statementStart);
        PsqlVariables.Replaced replaced = variables == null
                ? new PsqlVariables.Replaced(text, List.of())
                : variables.replaceAll(text, position.line());
        elements.add(new ScriptElement.Statement(new Batch(
                replaced.text(),
                position,
                List.of(new SqlStatement(replaced.text(), position)),
                data,
                replaced.lines())));
        newStatement();
    }

    private void newStatement() {
        statementStart = NONE;
        parentheses.clear();
        bodies.newStatement();
        copy.newStatement();
    }

    /** End the last statement before a border, which needs no semicolon, unless something in it is still open. */
    private void endSection(String border) {
        if (!parentheses.isEmpty()) {
            refuse(parentheses.element(), "the parenthesis is not closed before " + border);
        }
        bodies.opening().ifPresent(opening -> refuse(opening, "the body has no END before " + border));
        endStatement(tokenizer.limit());
    }

    /** Take the lines after the current one as data, and go on with what is left of the current line. */
    private Optional<String> copyData(int afterSemicolon) {
        int lineEnd = source.lineEnd(afterSemicolon);
        int dataStart = afterCopyData != NONE
                ? afterCopyData
                : Math.min(lineEnd + 1, source.text().length());
        int dataEnd = dataStart;
        while (dataEnd < source.text().length()) {
            int end = source.lineEnd(dataEnd);
            if (isEndOfCopyData(source.text().substring(dataEnd, end))) {
                afterCopyData = Math.min(end + 1, source.text().length());
                tokenizer.moveTo(afterSemicolon, lineEnd);
                return Optional.of(source.text().substring(dataStart, dataEnd));
            }
            dataEnd = end + 1;
        }
        refuse(statementStart, "the data of this COPY has no end: a line with \\. alone is missing");
        tokenizer.moveTo(source.text().length(), source.text().length());
        return Optional.of(source.text().substring(dataStart));
    }

    private static boolean isEndOfCopyData(String line) {
        return line.equals("\\.") || line.equals("\\.\r");
    }

    private boolean resumeAfterCopyData() {
        if (afterCopyData == NONE) {
            return false;
        }
        if (statementStart != NONE) {
            refuse(
                    statementStart,
                    "the statement begins on the line of a COPY and goes on after its data: begin it on a new line");
            newStatement();
        }
        tokenizer.moveTo(afterCopyData, source.text().length());
        afterCopyData = NONE;
        return true;
    }

    private void metaCommand(SqlToken backslash) {
        int lineEnd = source.lineEnd(backslash.start());
        MetaCommand command = MetaCommand.parse(source.text().substring(backslash.start(), lineEnd));
        if (statementStart == NONE && variables != null && command.setsVariable()) {
            SetCommand.run(command, variables).ifPresent(reason -> refuse(backslash.start(), reason));
        } else if (statementStart != NONE && (command.isHarmless() || (variables != null && command.setsVariable()))) {
            refuse(
                    backslash.start(),
                    "the psql command " + command.name() + " stands within a statement: put it before or after");
        } else if (!command.isHarmless()) {
            refuse(backslash.start(), command.refusal());
        }
        tokenizer.moveTo(Math.min(lineEnd, tokenizer.limit()), tokenizer.limit());
    }

    private void refuse(int offset, String message) {
        if (rules.strict()) {
            problems.add(source.problemAt(offset, message));
        }
    }

    private String describe(SqlToken token) {
        return switch (token.kind()) {
            case BLOCK_COMMENT -> "comment that opens here with /*";
            case QUOTED_IDENTIFIER -> "quoted identifier that opens here";
            case DOLLAR_STRING -> "dollar quote that opens here with " + dollarTag(token);
            default -> "quote that opens here";
        };
    }

    private String dollarTag(SqlToken token) {
        return source.text().substring(token.start(), source.text().indexOf('$', token.start() + 1) + 1);
    }

    private String textOf(SqlToken token) {
        return source.text().substring(token.start(), token.end());
    }
}
