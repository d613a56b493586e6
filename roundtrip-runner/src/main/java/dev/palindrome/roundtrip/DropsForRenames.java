package dev.palindrome.roundtrip;

import dev.palindrome.revision.Revision;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.revision.internal.sql.StatementWords;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.roundtrip.finding.Leg;
import dev.palindrome.roundtrip.finding.Severity;
import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.ProbableRename;
import dev.palindrome.schema.SchemaSnapshot;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Upgrades that drop what holds rows and add the same under another name. The schemas of a rename look the same, so that the
 * script has the last word: it must drop the old name, and neither rename to the new one nor write to it.
 */
final class DropsForRenames {

    private static final Set<ObjectKind> HOLDING_ROWS = EnumSet.of(ObjectKind.TABLE, ObjectKind.COLUMN);

    /** May write to what was added; a function that a script makes does so only if something calls it. */
    private static final Set<String> WRITING =
            Set.of("INSERT", "UPDATE", "MERGE", "COPY", "WITH", "SELECT", "DO", "CALL", "EXECUTE");

    private DropsForRenames() {}

    static List<Finding> find(Revision revision, SchemaSnapshot before, SchemaSnapshot after) {
        if (after.lessSharedWith(before)
                .objects()
                .keySet()
                .containsAll(before.lessSharedWith(after).objects().keySet())) {
            return List.of();
        }
        List<SqlStatement> statements = revision.upgrade().statements();
        return before.compareWith(after).probableRenames().stream()
                .filter(rename -> HOLDING_ROWS.contains(rename.before().kind()))
                .filter(rename -> statements.stream().noneMatch(statement -> keepsRows(statement, rename)))
                .flatMap(rename -> drop(statements, rename).map(drop -> finding(revision, rename, drop)).stream())
                .toList();
    }

    private static Optional<SqlStatement> drop(List<SqlStatement> statements, ProbableRename rename) {
        String name = word(rename.before().simpleName());
        boolean isColumn = rename.before().kind() == ObjectKind.COLUMN;
        Pattern dropped = pattern(
                isColumn
                        ? "\\bdrop\\s+(?:column\\s+)?(?:if\\s+exists\\s+)?" + name
                        : "\\bdrop\\s+(?:foreign\\s+)?table\\b[^;]*" + name);
        Pattern table = isColumn ? pattern(word(table(rename.before()))) : dropped;
        return statements.stream()
                .filter(statement -> dropped.matcher(statement.text()).find()
                        && table.matcher(statement.text()).find())
                .findFirst();
    }

    /** Tell whether a statement gives the new name to what was there, or fills what was added under it. */
    private static boolean keepsRows(SqlStatement statement, ProbableRename rename) {
        String name = word(rename.after().simpleName());
        String text = statement.text();
        if (pattern("\\brename\\b[^;]*\\bto\\s+" + name).matcher(text).find()) {
            return true;
        }
        boolean isColumn = rename.after().kind() == ObjectKind.COLUMN;
        boolean isNamed = pattern(name).matcher(text).find()
                && (!isColumn
                        || pattern(word(table(rename.after()))).matcher(text).find());
        List<String> words = isNamed ? StatementWords.of(text, 2) : List.of();
        boolean isMade = !isColumn && words.equals(List.of("CREATE", "TABLE")) && isMadeOf(text, rename.before());
        return isMade || (!words.isEmpty() && WRITING.contains(words.get(0)));
    }

    /** Tell whether a CREATE TABLE takes its rows from a table. */
    private static boolean isMadeOf(String text, ObjectName table) {
        return pattern("\\bas\\b.*\\b(?:from|table)\\b.*" + word(table.simpleName()))
                .matcher(text)
                .find();
    }

    private static String table(ObjectName column) {
        return column.path().get(column.path().size() - 2);
    }

    private static String word(String name) {
        return "(?<![\\w$])\"?" + Pattern.quote(name.replace("\"", "\"\"")) + "(?![\\w$])";
    }

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS);
    }

    private static Finding finding(Revision revision, ProbableRename rename, SqlStatement drop) {
        boolean likely = rename.before().kind() == ObjectKind.TABLE || rename.hasWordInCommon();
        Finding finding = Finding.of(
                FindingType.PROBABLE_RENAME,
                Leg.NONE,
                List.of(rename.before().qualifiedName()),
                "Upgrade of revision %s drops %s and adds %s, defined the same: %s, which would lose no row"
                        .formatted(
                                revision.id(),
                                rename.before(),
                                rename.after().simpleName(),
                                likely ? "most likely a rename" : "a rename, if they are one and the same"),
                drop.position(),
                new Evidence.Review(
                        List.of(
                                "- " + rename.before(),
                                "+ " + rename.after(),
                                "in one statement: " + rename.statement()),
                        Optional.empty()));
        return likely ? finding : finding.withSeverity(Severity.INFO);
    }
}
