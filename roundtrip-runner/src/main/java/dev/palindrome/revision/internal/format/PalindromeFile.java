package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.Problem;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.internal.sql.Directives;
import dev.palindrome.revision.internal.sql.ScriptElement;
import dev.palindrome.revision.internal.sql.ScriptRules;
import dev.palindrome.revision.internal.sql.ScriptSplitter;
import dev.palindrome.revision.internal.sql.SourceText;
import dev.palindrome.revision.internal.sql.SplitScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The scripts in a file of our own format.
 *
 * @param downgrade empty when the file has no section for it
 */
record PalindromeFile(SqlScript upgrade, Optional<SqlScript> downgrade, Directives directives) {

    private static final String UPGRADE = "upgrade";
    private static final String DOWNGRADE = "downgrade";

    /** A remark that begins with the word, such as "-- upgrade the rows", is none. */
    private static final Pattern SECTION = Pattern.compile(
            "\\s*--+\\s*(upgrade|downgrade)(\\s*:?|\\s+transaction\\b.*|\\s+\\w+\\s*:.*)\\s*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NO_TRANSACTION =
            Pattern.compile("\\s*transaction\\s*:\\s*none\\s*", Pattern.CASE_INSENSITIVE);

    static boolean isSection(String line) {
        return SECTION.matcher(line).matches();
    }

    /** Read the sections; empty when there are problems, which the folder then knows. */
    static Optional<PalindromeFile> parse(HistoryFolder folder, SourceText source) {
        SplitScript split = ScriptSplitter.split(source, ScriptRules.PSQL, SECTION);
        Directives directives = Directives.of(split.comments());
        Parser parser = new Parser(source);
        split.elements().forEach(parser::take);
        parser.checkSections();
        List<Problem> problems = new ArrayList<>(split.problems());
        problems.addAll(directives.problems());
        problems.addAll(parser.problems);
        folder.problems(problems);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new PalindromeFile(parser.script(UPGRADE).orElseThrow(), parser.script(DOWNGRADE), directives));
    }

    private record Section(SourcePosition position, TransactionMode transaction, List<Batch> batches) {}

    private static final class Parser {

        private final SourceText source;
        private final Map<String, Section> sections = new TreeMap<>();
        private final List<Problem> problems = new ArrayList<>();
        private Optional<Section> current = Optional.empty();
        private boolean strayReported;

        Parser(SourceText source) {
            this.source = source;
        }

        void take(ScriptElement element) {
            if (element instanceof ScriptElement.Marker marker) {
                begin(marker);
            } else if (element instanceof ScriptElement.Statement statement) {
                statement(statement.batch());
            }
        }

        private void begin(ScriptElement.Marker marker) {
            Matcher matcher = SECTION.matcher(marker.text());
            if (!matcher.matches()) {
                throw new IllegalStateException("The splitter took for a section: " + marker.text());
            }
            String name = matcher.group(1).toLowerCase(Locale.ROOT);
            Section section = new Section(
                    marker.position(), transaction(marker.position(), name, matcher.group(2)), new ArrayList<>());
            Section first = sections.putIfAbsent(name, section);
            if (first != null) {
                refuse(
                        marker.position(),
                        "there are two sections '-- " + name + "', the first in line "
                                + first.position().line());
            }
            current = Optional.of(section);
        }

        private TransactionMode transaction(SourcePosition position, String name, String option) {
            if (option.isBlank()) {
                return TransactionMode.SCRIPT;
            }
            if (!NO_TRANSACTION.matcher(option).matches()) {
                refuse(
                        position,
                        "'" + option.strip() + "' is no option of a section: write '-- " + name + "' or '-- " + name
                                + " transaction: none'");
            }
            return TransactionMode.NONE;
        }

        private void statement(Batch batch) {
            if (current.isPresent()) {
                current.get().batches().add(batch);
            } else if (!strayReported) {
                strayReported = true;
                refuse(batch.start(), "a statement stands before the line '-- upgrade': put it below");
            }
        }

        void checkSections() {
            if (!sections.containsKey(UPGRADE)) {
                problems.add(new Problem(
                        source.file(),
                        Optional.empty(),
                        "missing up: there is no line '-- upgrade' with the statements below it"));
            }
        }

        Optional<SqlScript> script(String name) {
            return Optional.ofNullable(sections.get(name))
                    .map(section -> new SqlScript(source.file(), section.batches(), section.transaction()));
        }

        private void refuse(SourcePosition position, String message) {
            problems.add(new Problem(source.file(), Optional.of(position.line()), message));
        }
    }
}
