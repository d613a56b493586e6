package dev.palindrome.roundtrip;

import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.revision.internal.sql.StatementWords;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Tells which upgrades most likely change no row in a way that the downgrade does not bring back. A guess from the words: it decides how a
 * revision is tried, and never what is said of it.
 */
final class ComesBack {

    /** Leave the rows alone that are there. */
    private static final Set<String> LEAVING =
            Set.of("CREATE", "COMMENT", "GRANT", "REVOKE", "SET", "BEGIN", "COMMIT", "ANALYZE", "REINDEX");

    /** Hold no rows, and no types of columns. */
    private static final Set<String> WITHOUT_ROWS =
            Set.of("INDEX", "VIEW", "FUNCTION", "PROCEDURE", "TRIGGER", "POLICY", "RULE", "STATISTICS");

    /** May follow DROP in ALTER TABLE without taking values away. */
    private static final Set<String> WITHOUT_VALUES = Set.of("CONSTRAINT", "DEFAULT", "NOT", "IDENTITY", "EXPRESSION");

    private static final Set<String> CHANGING = Set.of("DISABLE", "ENABLE", "DETACH", "ATTACH", "RESTART");

    /** Do what they say, and set off nothing but triggers and rules. */
    private static final Set<String> PLAIN = Set.of("ALTER", "DROP", "INSERT", "UPDATE", "DELETE");

    private ComesBack() {}

    /** Tell whether an upgrade does, as far as its statements are known. */
    static boolean isLikely(SqlScript upgrade) {
        List<List<String>> statements = upgrade.statements().stream()
                .map(SqlStatement::text)
                .map(text -> StatementWords.of(text, Integer.MAX_VALUE))
                .filter(words -> !words.isEmpty())
                .toList();
        // What is written then is most likely what was added.
        boolean adds = statements.stream().anyMatch(ComesBack::adds);
        return upgrade.program().isEmpty() && statements.stream().allMatch(words -> isBroughtBack(words, adds));
    }

    /** Tell whether an upgrade only makes and changes objects, as far as its statements are known. */
    static boolean writesNoRows(SqlScript upgrade) {
        return upgrade.program().isEmpty()
                && upgrade.statements().stream()
                        .flatMap(statement -> StatementWords.of(statement.text(), 1).stream())
                        .allMatch(word -> LEAVING.contains(word) || word.equals("ALTER") || word.equals("DROP"));
    }

    /** Tell whether a script does the same to the schema whatever rows there are, but for what triggers and rules may do. */
    static boolean isSteady(SqlScript script) {
        return script.program().isEmpty()
                && script.statements().stream()
                        .flatMap(statement -> StatementWords.of(statement.text(), 1).stream())
                        .allMatch(word -> LEAVING.contains(word) || PLAIN.contains(word));
    }

    private static boolean isBroughtBack(List<String> words, boolean adds) {
        return switch (words.get(0)) {
            case "ALTER" -> Collections.disjoint(words, CHANGING) && dropsNoValues(words);
            case "DROP" -> words.size() > 1 && WITHOUT_ROWS.contains(words.get(1));
            case "INSERT", "UPDATE" -> adds;
            default -> LEAVING.contains(words.get(0));
        };
    }

    private static boolean adds(List<String> words) {
        return words.get(0).equals("CREATE")
                ? words.contains("TABLE")
                : words.get(0).equals("ALTER") && words.contains("ADD");
    }

    private static boolean dropsNoValues(List<String> words) {
        return IntStream.range(0, words.size())
                .filter(index -> words.get(index).equals("DROP"))
                .allMatch(index -> index + 1 < words.size() && WITHOUT_VALUES.contains(words.get(index + 1)));
    }
}
