package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.internal.sql.Directives;
import dev.palindrome.revision.internal.sql.ScriptRules;
import dev.palindrome.revision.internal.sql.ScriptSplitter;
import dev.palindrome.revision.internal.sql.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private static final Pattern MEANT_AS_ROLLBACK = Pattern.compile("\\s*-\\s*rollback\\s.*", FLAGS);
    private static final Pattern ROLLBACK_BEGIN = Pattern.compile("\\s*/\\*\\s*liquibase\\s*rollback\\s*", FLAGS);
    private static final Pattern ROLLBACK_END = Pattern.compile("(.*?)\\s*\\*/\\s*", FLAGS);
    private static final Pattern PRECONDITION = Pattern.compile("\\s*--\\s*precondition(s|-).*", FLAGS);
    private static final Pattern COMMENT = Pattern.compile("--\\s*comments?:? (.*)", FLAGS);
    private static final Pattern CHECK_SUM = Pattern.compile("--\\s*validCheckSum:? .*", FLAGS);
    private static final Pattern IGNORE = Pattern.compile("--\\s*ignoreLines:(\\w+)", FLAGS);
    private static final Pattern PROPERTY = Pattern.compile(
            "\\s*--\\s*property\\s+.*?name:\\s*(\\S+)\\s+value:\\s*(.*?)(\\s+(dbms|context|global|labels):.*)?", FLAGS);
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}]+)}");
    private static final Pattern REFERENCE =
            Pattern.compile("(?=.*changeSetId:(\\S+))(?=.*changesetAuthor:(\\S+)).*", FLAGS);
    private static final Pattern NO_ROLLBACK = Pattern.compile("(not required|empty).*", FLAGS | Pattern.DOTALL);
    private static final Pattern POSTGRES = Pattern.compile(".*\\b(postgresql|all|edb)\\b.*", FLAGS);

    private final HistoryFolder folder;
    private final SourceText source;
    private final Map<String, String> properties;
    private final List<LiquibaseChangeSet> changeSets = new ArrayList<>();
    private Optional<Header> header = Optional.empty();
    private final Part up = new Part();
    private final Part down = new Part();
    private final Part whole = new Part();
    private String comment = "";
    private boolean inRollback;
    private int ignored;
    private boolean ignoring;
    private int line;

    private LiquibaseFile(HistoryFolder folder, SourceText source, Map<String, String> properties) {
        this.folder = folder;
        this.source = source;
        this.properties = properties;
    }

    /**
     * Return the change sets in the order of the file.
     *
     * @param properties known so far; those of the file are added
     */
    static List<LiquibaseChangeSet> parse(HistoryFolder folder, SourceText source, Map<String, String> properties) {
        return new LiquibaseFile(folder, source, properties).parse();
    }

    /** The line that a change set begins with. */
    private record Header(String author, String id, String attributes, int line) {

        Optional<String> attribute(String name) {
            Matcher matcher =
                    Pattern.compile("\\b" + name + ":(\"[^\"]*\"|\\S*)", FLAGS).matcher(attributes);
            return matcher.find() ? Optional.of(unquoted(matcher.group(1))) : Optional.empty();
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
        Matcher property = PROPERTY.matcher(content);
        Matcher ignore = IGNORE.matcher(content.strip());
        if (inRollback) {
            rollbackLine(content);
        } else if (property.matches()) {
            properties.putIfAbsent(property.group(1), unquoted(property.group(2).strip()));
        } else if (ignore.matches()) {
            ignore(ignore.group(1));
        } else if (changeSet.matches()) {
            end();
            header = Optional.of(new Header(
                    unquoted(expanded(changeSet.group(1))),
                    unquoted(expanded(changeSet.group(2))),
                    changeSet.group(3),
                    line));
        } else if (MEANT_AS_CHANGE_SET.matcher(content).matches()) {
            refuse("Liquibase expects '--changeset author:id', with two dashes and no blank before the id");
        } else if (header.isPresent()) {
            withinChangeSet(content);
        } else if (COMMENT.matcher(content).matches()) {
            refuse("Liquibase refuses a comment outside of a change set: put it below '--changeset'");
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
        if (rollback.matches()) {
            down.add(rollback.group(1), line);
        } else if (MEANT_AS_ROLLBACK.matcher(content).matches()) {
            refuse("Liquibase expects '--rollback', with two dashes");
        } else if (ROLLBACK_BEGIN.matcher(content).matches()) {
            inRollback = true;
        } else if (comments.matches()) {
            comment = comment.isEmpty() ? comments.group(1).strip() : comment;
        } else if (PRECONDITION.matcher(content).matches()) {
            folder.note(HistoryFolder.name(source.file()) + ":" + line
                    + ": preconditions are not evaluated, the change set is run");
        } else if (!CHECK_SUM.matcher(content).matches()
                && !LiquibaseSource.FIRST_LINE.matcher(content).matches()) {
            up.add(content, line);
        }
    }

    private void rollbackLine(String content) {
        Matcher last = ROLLBACK_END.matcher(content);
        if (last.matches()) {
            inRollback = false;
            down.add(last.group(1), line);
        } else {
            down.add(content, line);
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
        comment = "";
        inRollback = false;
    }

    private void changeSet(Header begun) {
        if (up.isBlank()) {
            folder.problem(source.file(), begun.line, "the change set has no SQL, which Liquibase refuses");
            return;
        }
        boolean otherDatabase = begun.attribute("dbms")
                .filter(dbms -> dbms.contains("!")
                        ? dbms.contains("!postgresql")
                        : !POSTGRES.matcher(dbms).matches())
                .isPresent();
        if (otherDatabase || begun.is("ignore", false)) {
            folder.note(HistoryFolder.name(source.file()) + ":" + begun.line + ": passed over change set "
                    + begun.author + ":" + begun.id
                    + (otherDatabase ? ", which is for another database" : ", which says ignore:true"));
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
                                        transaction));
        Directives directives = LiquibaseSource.directives(
                SourceText.ofLines(source.file(), whole.text.toString(), List.copyOf(whole.numbers)));
        changeSets.add(new LiquibaseChangeSet(
                source.file(),
                begun.line,
                begun.author,
                begun.id,
                comment.isEmpty() ? begun.id + " by " + begun.author : comment,
                script(up, begun.is("splitStatements", true), begun.attribute("endDelimiter"), transaction),
                rollback,
                reference.map(
                        found -> new LiquibaseChangeSet.Reference(found.group(2), found.group(1), down.numbers.get(0))),
                begun.is("runOnChange", false) || begun.is("runAlways", false),
                directives));
    }

    private SqlScript script(Part part, boolean split, Optional<String> delimiter, TransactionMode transaction) {
        SourceText text = SourceText.ofLines(source.file(), expanded(part.text.toString()), List.copyOf(part.numbers));
        List<LiquibaseSplitter.Piece> pieces = split
                ? LiquibaseSplitter.split(text.text(), delimiter.filter(written -> !written.isEmpty()))
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

    /** What is unknown stays as it is. */
    private String expanded(String text) {
        return EXPRESSION
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(properties.getOrDefault(found.group(1), found.group())));
    }

    private static String unquoted(String text) {
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    private void refuse(String message) {
        folder.problem(source.file(), line, message);
    }
}
