package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.internal.sql.SourceText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A file of dbmate, taken apart by its rules: markers stand at the start of a line, each up has a down below it, and there may be
 * several such sections.
 */
record DbmateFile(SqlScript upgrade, SqlScript downgrade) {

    private static final Pattern UP = Pattern.compile("(?m)^--\\s*migrate:up(\\s*$|\\s+\\S+)");
    private static final Pattern DOWN = Pattern.compile("(?m)^--\\s*migrate:down(\\s*$|\\s+\\S+)");
    private static final Pattern NOT_A_STATEMENT = Pattern.compile("\\s*(--.*)?");

    /** Return the file's scripts; empty when it has problems, which the folder then knows. */
    static Optional<DbmateFile> parse(HistoryFolder folder, SourceText source) {
        List<Integer> ups = starts(UP, source.text());
        List<Integer> downs = starts(DOWN, source.text());
        Optional<Problem> problem = problem(source, ups, downs);
        if (problem.isPresent()) {
            folder.problem(source.file(), problem.get().line, problem.get().message);
            return Optional.empty();
        }
        List<RawScript> upgrades = new ArrayList<>();
        List<RawScript> downgrades = new ArrayList<>();
        for (int index = 0; index < ups.size(); index++) {
            int end =
                    index + 1 < ups.size() ? ups.get(index + 1) : source.text().length();
            upgrades.add(block(source, ups.get(index), downs.get(index)));
            downgrades.add(block(source, downs.get(index), end));
        }
        return Optional.of(new DbmateFile(joined(source, upgrades), joined(source, downgrades)));
    }

    private static List<Integer> starts(Pattern marker, String text) {
        return marker.matcher(text).results().map(MatchResult::start).toList();
    }

    private record Problem(int line, String message) {}

    private static Optional<Problem> problem(SourceText source, List<Integer> ups, List<Integer> downs) {
        if (ups.isEmpty()) {
            return Optional.of(new Problem(1, "dbmate expects a line '-- migrate:up', at the start of the line"));
        }
        String above = source.text().substring(0, ups.get(0));
        int statement = firstStatement(above);
        if (statement > 0) {
            int line = source.lineAt(0) + statement - 1;
            boolean down = !downs.isEmpty() && downs.get(0) < ups.get(0);
            return Optional.of(new Problem(
                    line,
                    down
                            ? "dbmate expects '-- migrate:up' before '-- migrate:down'"
                            : "dbmate refuses statements above '-- migrate:up': move them below it"));
        }
        for (int index = 0; index < ups.size(); index++) {
            int start = ups.get(index);
            int end =
                    index + 1 < ups.size() ? ups.get(index + 1) : source.text().length();
            List<Integer> within =
                    downs.stream().filter(down -> down > start && down < end).toList();
            if (within.isEmpty()) {
                return Optional.of(new Problem(
                        source.lineAt(start),
                        "dbmate expects a line '-- migrate:down' below this '-- migrate:up'; an empty one will do"));
            }
            if (within.size() > 1) {
                return Optional.of(new Problem(
                        source.lineAt(within.get(1)), "dbmate expects '-- migrate:up' before every '-- migrate:down'"));
            }
        }
        return downs.get(0) < ups.get(0)
                ? Optional.of(new Problem(
                        source.lineAt(downs.get(0)), "dbmate expects '-- migrate:up' before every '-- migrate:down'"))
                : Optional.empty();
    }

    /** Return the number of the first line that is neither blank nor a comment; 0 when there is none. */
    private static int firstStatement(String text) {
        List<String> lines = Arrays.asList(text.split("\n", -1));
        for (int index = 0; index < lines.size(); index++) {
            if (!NOT_A_STATEMENT.matcher(lines.get(index)).matches()) {
                return index + 1;
            }
        }
        return 0;
    }

    private static RawScript block(SourceText source, int start, int end) {
        SourceText block = source.part(start, end);
        String options = block.text().split("\n", 2)[0];
        boolean without = Arrays.asList(options.strip().split("\\s+", -1)).contains("transaction:false");
        return RawScript.of(block, without ? TransactionMode.NONE : TransactionMode.SCRIPT);
    }

    /** Several blocks commit one by one, so that their BEGIN and COMMIT are part of what is sent. */
    private static SqlScript joined(SourceText source, List<RawScript> blocks) {
        if (blocks.size() == 1) {
            return blocks.get(0).script();
        }
        List<Batch> batches = new ArrayList<>();
        for (RawScript block : blocks) {
            boolean transaction = block.script().transaction() == TransactionMode.SCRIPT;
            SourcePosition start = block.script().batches().get(0).start();
            if (transaction) {
                batches.add(control("BEGIN", start));
            }
            batches.addAll(block.script().batches());
            if (transaction) {
                batches.add(control("COMMIT", start));
            }
        }
        return new SqlScript(source.file(), batches, TransactionMode.NONE);
    }

    private static Batch control(String command, SourcePosition position) {
        return new Batch(command, position, List.of(new SqlStatement(command, position)), Optional.empty());
    }
}
