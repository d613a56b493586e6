package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.internal.sql.Directives;
import dev.palindrome.revision.internal.sql.ScriptRules;
import dev.palindrome.revision.internal.sql.ScriptSplitter;
import dev.palindrome.revision.internal.sql.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A formatted SQL file, read line by line as Liquibase does. */
final class LiquibaseFile {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE;
    private static final Pattern CHANGE_SET =
            Pattern.compile("\\s*--\\s*changeset\\s+(\"[^\"]+\"|[^:]+):(\"[^\"]+\"|\\S+)(.*)", FLAGS);
    private static final Pattern MEANT_AS_CHANGE_SET = Pattern.compile("\\s*--?\\s*changeset\\b.*", FLAGS);
    private static final Pattern ROLLBACK = Pattern.compile("\\s*--\\s*rollback (.*)", FLAGS);
    private static final Pattern WITH_ONE_DASH = Pattern.compile(
            "\\s*-\\s*(rollback|property|preconditions?|comment|validCheckSum|ignoreLines)\\b.*", FLAGS);
    private static final Pattern PRO_ONLY =
            Pattern.compile("\\s*--\\s*(rollbackSqlFile\\s|tagDatabase:|include\\s+file:|includeAll\\s).*", FLAGS);
    private static final Pattern ROLLBACK_BEGIN = Pattern.compile("\\s*/\\*\\s*liquibase\\s*rollback\\s*", FLAGS);
    private static final Pattern ROLLBACK_END = Pattern.compile("(.*?)\\s*\\*/\\s*", FLAGS);
    private static final Pattern COMMENT = Pattern.compile("--\\s*comment:? (.*)", FLAGS);
    private static final Pattern MEANT_AS_COMMENT = Pattern.compile("--\\s*comments:? .*", FLAGS);
    private static final Pattern CHECK_SUM = Pattern.compile("--\\s*validCheckSum:? (.*)", FLAGS);
    private static final Pattern IGNORE = Pattern.compile("--\\s*ignoreLines:(\\w+)", FLAGS);
    private static final Pattern REFERENCE =
            Pattern.compile("(?=.*changeSetId:(\\S+))(?=.*changesetAuthor:(\\S+)).*", FLAGS);
    private static final Pattern NO_ROLLBACK = Pattern.compile("(not required|empty).*", FLAGS | Pattern.DOTALL);

    private final HistoryFolder folder;
    private final SourceText source;
    private final LiquibaseProperties properties;
    private final LiquibaseSelection selection;
    private final List<LiquibaseChangeSet> changeSets = new ArrayList<>();
    private Optional<Header> header = Optional.empty();
    private final Part up = new Part();
    private final Part down = new Part();
    private final Part whole = new Part();
    private final LiquibasePreconditions preconditions = new LiquibasePreconditions();
    private final List<String> validChecksums = new ArrayList<>();
    private Optional<String> logicalPath = Optional.empty();
    private String comment = "";
    private boolean inRollback;
    private int linesInRollback;
    private int ignored;
    private boolean ignoring;
    private int line;

    private LiquibaseFile(
            HistoryFolder folder, SourceText source, LiquibaseProperties properties, LiquibaseSelection selection) {
        this.folder = folder;
        this.source = source;
        this.properties = properties;
        this.selection = selection;
    }

    /**
     * Return the change sets in the order of the file, also those that are passed over.
     *
     * @param properties known so far; those of the file are added
     */
    static List<LiquibaseChangeSet> parse(
            HistoryFolder folder, SourceText source, LiquibaseProperties properties, LiquibaseSelection selection) {
        return new LiquibaseFile(folder, source, properties, selection).parse();
    }

    /** The line that a change set begins with. */
    private record Header(String author, String id, String attributes, int line) {

        Optional<String> attribute(String name) {
            return LiquibaseSelection.attribute(attributes, name);
        }

        boolean is(String name, boolean otherwise) {
            return attribute(name).map(Boolean::parseBoolean).orElse(otherwise);
        }
    }

    /** Lines that belong together. */
    private static final class Part {

        private final StringBuilder text = new StringBuilder();
        private final List<Integer> numbers = new ArrayList<>();

        void add(String content, int number) {
            text.append(content).append('\n');
            numbers.add(number);
        }

        /** Go on with the line before, if there is one. */
        void append(String content, int number) {
            if (text.isEmpty() || text.charAt(text.length() - 1) == '\n') {
                numbers.add(number);
            }
            text.append(content);
        }

        void clear() {
            text.setLength(0);
            numbers.clear();
        }

        boolean isBlank() {
            return text.toString().isBlank();
        }
    }

    private List<LiquibaseChangeSet> parse() {
        for (String content : ScriptLines.of(source)) {
            line++;
            if (ignored > 0) {
                ignored--;
            } else if (ignoring) {
                Matcher end = IGNORE.matcher(content.strip());
                ignoring = !(end.matches() && end.group(1).equals("end"));
            } else {
                take(content);
            }
        }
        end();
        return changeSets;
    }

    private void take(String content) {
        Matcher changeSet = CHANGE_SET.matcher(content);
        Matcher ignore = IGNORE.matcher(content.strip());
        if (inRollback) {
            rollbackLine(content);
        } else if (LiquibaseProperties.LINE.matcher(content).matches()) {
            guarded(() -> properties.define(content));
        } else if (ignore.matches()) {
            ignore(ignore.group(1));
        } else if (changeSet.matches()) {
            end();
            header = Optional.of(new Header(
                    LiquibaseSelection.unquoted(properties.expanded(changeSet.group(1))),
                    LiquibaseSelection.unquoted(properties.expanded(changeSet.group(2))),
                    changeSet.group(3),
                    line));
        } else if (MEANT_AS_CHANGE_SET.matcher(content).matches()) {
            refuse("Liquibase expects '--changeset author:id', with two dashes and no blank before the id");
        } else if (PRO_ONLY.matcher(content).matches()) {
            refuse("Liquibase wants a licence key for this line, and it is not run here: " + content.strip());
        } else if (header.isPresent()) {
            withinChangeSet(content);
        } else if (COMMENT.matcher(content).matches()) {
            refuse("Liquibase refuses a comment outside of a change set: put it below '--changeset'");
        } else if (LiquibaseSource.FIRST_LINE.matcher(content).matches()) {
            logicalPath = logicalPath.or(() -> LiquibaseSelection.attribute(content, "logicalFilePath"));
        }
    }

    /** What is wrong with the line is a problem of the folder. */
    private void guarded(Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException e) {
            refuse(String.valueOf(e.getMessage()));
        }
    }

    private void ignore(String what) {
        if (what.equals("start")) {
            ignoring = true;
        } else if (what.matches("\\d{1,9}")) {
            ignored = Integer.parseInt(what);
        } else {
            refuse("Liquibase expects '--ignoreLines:start' or a number of lines");
        }
    }

    private void withinChangeSet(String content) {
        whole.add(content, line);
        Matcher rollback = ROLLBACK.matcher(content);
        Matcher comments = COMMENT.matcher(content);
        Matcher oneDash = WITH_ONE_DASH.matcher(content);
        if (rollback.matches()) {
            down.add(rollback.group(1), line);
        } else if (oneDash.matches()) {
            refuse("Liquibase expects '--" + oneDash.group(1) + "', with two dashes");
        } else if (ROLLBACK_BEGIN.matcher(content).matches()) {
            inRollback = true;
            linesInRollback = 0;
        } else if (comments.matches()) {
            comment = comments.group(1).strip();
        } else if (MEANT_AS_COMMENT.matcher(content).matches()) {
            refuse("Liquibase expects '--comment:'");
        } else {
            guarded(() -> other(content));
        }
    }

    private void other(String content) {
        boolean isPrecondition =
                preconditions.take(content, new SourcePosition(source.file(), line, 1), properties::expanded);
        Matcher checksum = CHECK_SUM.matcher(content);
        if (checksum.matches()) {
            validChecksums.add(checksum.group(1).strip());
        } else if (!isPrecondition
                && !LiquibaseSource.FIRST_LINE.matcher(content).matches()) {
            up.add(content, line);
        }
    }

    /** Liquibase puts the lines of a block together without anything between them. */
    private void rollbackLine(String content) {
        Matcher last = ROLLBACK_END.matcher(content);
        inRollback = !last.matches();
        String text = inRollback ? content : last.group(1);
        down.append(text, line);
        linesInRollback += text.isBlank() ? 0 : 1;
        if (!inRollback && linesInRollback > 1) {
            folder.note(HistoryFolder.name(source.file()) + ":" + line
                    + ": Liquibase joins the lines of a rollback block without a blank or a line break between them, and"
                    + " so they are run here; lines with '--rollback' stay apart");
        }
    }

    private void end() {
        if (inRollback) {
            refuse("the rollback block has no closing */");
        }
        header.ifPresent(this::changeSet);
        header = Optional.empty();
        up.clear();
        down.clear();
        whole.clear();
        preconditions.clear();
        validChecksums.clear();
        comment = "";
        inRollback = false;
    }

    private void changeSet(Header begun) {
        if (up.isBlank()) {
            folder.problem(source.file(), begun.line, "the change set has no SQL, which Liquibase refuses");
            return;
        }
        TransactionMode transaction =
                begun.is("runInTransaction", true) ? TransactionMode.SCRIPT : TransactionMode.NONE;
        Optional<Matcher> reference =
                Optional.of(REFERENCE.matcher(down.text.toString().strip())).filter(Matcher::matches);
        Optional<SqlScript> rollback = down.isBlank() || reference.isPresent()
                ? Optional.empty()
                : Optional.of(
                        NO_ROLLBACK.matcher(down.text.toString().strip()).matches()
                                ? new SqlScript(source.file(), List.of(), transaction)
                                : script(
                                        down,
                                        begun.is("rollbackSplitStatements", true),
                                        begun.attribute("rollbackEndDelimiter"),
                                        false,
                                        transaction));
        Directives directives = LiquibaseSource.directives(
                SourceText.ofLines(source.file(), whole.text.toString(), List.copyOf(whole.numbers)));
        LiquibaseChangeSet.Attributes attributes = new LiquibaseChangeSet.Attributes(
                properties.expanded(context(begun)),
                properties.expanded(begun.attribute("labels").orElse("")),
                begun.is("runOnChange", false),
                begun.is("runAlways", false),
                validChecksums);
        begun.attribute("runWith")
                .ifPresent(program -> folder.note(HistoryFolder.name(source.file()) + ":" + begun.line + ": runWith:"
                        + program + " is not honoured: the statements are sent as those of other change sets"));
        changeSets.add(new LiquibaseChangeSet(
                source.file(),
                begun.line,
                begun.author,
                begun.id,
                comment,
                begun.attribute("logicalFilePath")
                        .filter(path -> !path.isEmpty())
                        .or(() -> logicalPath)
                        .map(path -> LiquibaseLayout.normalized(properties.expanded(path))),
                attributes,
                properties.expanded(up.text.toString()),
                script(
                                up,
                                begun.is("splitStatements", true),
                                begun.attribute("endDelimiter"),
                                begun.is("stripComments", true),
                                transaction)
                        .withConditions(preconditions.conditions(!begun.is("failOnError", true))),
                rollback,
                reference.map(
                        found -> new LiquibaseChangeSet.Reference(found.group(2), found.group(1), down.numbers.get(0))),
                passedOver(begun, attributes),
                directives));
    }

    private static String context(Header begun) {
        return begun.attribute("contextFilter")
                .filter(context -> !context.isEmpty())
                .or(() -> begun.attribute("context"))
                .orElse("");
    }

    /** Return why the change set is not run, in words that go on from its name. */
    private Optional<String> passedOver(Header begun, LiquibaseChangeSet.Attributes attributes) {
        if (begun.attribute("dbms")
                .map(properties::expanded)
                .filter(dbms -> !LiquibaseSelection.isForPostgres(dbms))
                .isPresent()) {
            return Optional.of("which is for another database");
        }
        if (begun.is("ignore", false)) {
            return Optional.of("which says ignore:true");
        }
        try {
            if (!selection.hasContext(LiquibaseExpression.parse(attributes.contexts()))) {
                return Optional.of(
                        attributes.contexts().isEmpty()
                                ? "which has no context, and one is required"
                                : "which is for another context: " + attributes.contexts());
            }
        } catch (IllegalArgumentException e) {
            folder.problem(
                    source.file(),
                    begun.line,
                    "the context '" + attributes.contexts() + "' cannot be read: " + e.getMessage());
        }
        return selection.hasLabels(LiquibaseSelection.names(attributes.labels()))
                ? Optional.empty()
                : Optional.of("whose labels the filter leaves out: " + attributes.labels());
    }

    private SqlScript script(
            Part part, boolean split, Optional<String> delimiter, boolean stripped, TransactionMode transaction) {
        SourceText written =
                SourceText.ofLines(source.file(), properties.expanded(part.text.toString()), List.copyOf(part.numbers));
        SourceText text = stripped ? LiquibaseSplitter.withoutComments(written) : written;
        List<LiquibaseSplitter.Piece> pieces = split
                ? LiquibaseSplitter.split(text.text(), delimiter.filter(end -> !end.isEmpty()))
                : List.of(new LiquibaseSplitter.Piece(0, text.text().length()));
        List<Batch> batches = new ArrayList<>();
        for (LiquibaseSplitter.Piece piece : pieces) {
            batch(text, piece).filter(batch -> !batch.statements().isEmpty()).ifPresent(batches::add);
        }
        return new SqlScript(source.file(), batches, transaction);
    }

    /** What the server is given; the place of each statement in it counts from where its line begins. */
    private static Optional<Batch> batch(SourceText text, LiquibaseSplitter.Piece piece) {
        int lineStart = text.text().lastIndexOf('\n', piece.start() - 1) + 1;
        // Blanks keep the columns, where a statement shares its line with the one before.
        String sent = text.text().substring(lineStart, piece.start()).replaceAll("\\S", " ")
                + text.text().substring(piece.start(), piece.end());
        SourceText lines = text.part(lineStart, piece.end());
        List<SqlStatement> statements = ScriptSplitter.split(
                        SourceText.ofLines(lines.file(), sent, lines.lineNumbers()), ScriptRules.SERVER)
                .statements();
        return sent.isBlank()
                ? Optional.empty()
                : Optional.of(new Batch(sent, lines.positionAt(0), statements, Optional.empty(), lines.lineNumbers()));
    }

    private void refuse(String message) {
        folder.problem(source.file(), line, message);
    }
}
