package dev.palindrome.roundtrip;

import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.revision.internal.sql.StatementWords;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Tells which upgrades most likely only add to a schema, so that the downgrade takes away what was added and leaves all rows as they were. A
 * guess from the words: it decides how a revision is tried, and never what is said of it.
 */
final class AddsOnly {

    /** Leave the rows alone that are there; what ALTER says decides whether it does. */
    private static final Set<String> ADDING = Set.of("CREATE", "COMMENT", "GRANT", "SET", "BEGIN", "COMMIT", "ALTER");

    private static final Set<String> CHANGING =
            Set.of("DROP", "TYPE", "DISABLE", "ENABLE", "DETACH", "ATTACH", "RESTART");

    private AddsOnly() {}

    /** Tell whether an upgrade does, as far as its statements are known. */
    static boolean isLikely(SqlScript upgrade) {
        return upgrade.program().isEmpty() && upgrade.statements().stream().allMatch(AddsOnly::adds);
    }

    private static boolean adds(SqlStatement statement) {
        List<String> words = StatementWords.of(statement.text(), Integer.MAX_VALUE);
        if (words.isEmpty()) {
            return true;
        }
        String first = words.get(0);
        return ADDING.contains(first) && (!first.equals("ALTER") || Collections.disjoint(words, CHANGING));
    }
}
