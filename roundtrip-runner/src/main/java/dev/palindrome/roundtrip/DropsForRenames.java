package dev.palindrome.roundtrip;

import dev.palindrome.revision.Revision;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.roundtrip.finding.Leg;
import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.ProbableRename;
import dev.palindrome.schema.SchemaSnapshot;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Upgrades that drop what holds rows and add the same under another name. The schemas of a rename look the same, so that the
 * script has the last word: it must say DROP of the old name.
 */
final class DropsForRenames {

    private static final Set<ObjectKind> HOLDING_ROWS = EnumSet.of(ObjectKind.TABLE, ObjectKind.COLUMN);

    private DropsForRenames() {}

    static List<Finding> find(Revision revision, SchemaSnapshot before, SchemaSnapshot after) {
        if (after.lessSharedWith(before)
                .objects()
                .keySet()
                .containsAll(before.lessSharedWith(after).objects().keySet())) {
            return List.of();
        }
        return before.compareWith(after).probableRenames().stream()
                .filter(rename -> HOLDING_ROWS.contains(rename.before().kind()))
                .flatMap(rename -> drop(revision, rename).map(drop -> finding(revision, rename, drop)).stream())
                .toList();
    }

    private static Optional<SqlStatement> drop(Revision revision, ProbableRename rename) {
        String name = rename.before().simpleName();
        Pattern dropped = Pattern.compile(
                "\\bdrop\\b.*(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])",
                Pattern.CASE_INSENSITIVE | Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS);
        return revision.upgrade().statements().stream()
                .filter(statement -> dropped.matcher(statement.text()).find())
                .findFirst();
    }

    private static Finding finding(Revision revision, ProbableRename rename, SqlStatement drop) {
        return Finding.of(
                FindingType.PROBABLE_RENAME,
                Leg.NONE,
                List.of(rename.before().qualifiedName()),
                "Upgrade of revision %s drops %s and adds %s, defined the same: most likely a rename, which would lose no row"
                        .formatted(
                                revision.id(), rename.before(), rename.after().simpleName()),
                drop.position(),
                new Evidence.Review(
                        List.of(
                                "- " + rename.before(),
                                "+ " + rename.after(),
                                "in one statement: " + rename.statement()),
                        Optional.empty()));
    }
}
