package dev.palindrome.roundtrip;

import dev.palindrome.data.TableName;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.revision.internal.sql.WrittenRows;
import dev.palindrome.roundtrip.execution.SqlFailure;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rows that a script writes out, such as the names of roles or countries. That nobody has inserted them before is what an
 * application guarantees; a finding that rests on such a row would rest on an impossible one.
 */
final class SeedData {

    private static final String UNIQUE_VIOLATION = "23505";

    private static final Pattern DELETE = Pattern.compile("\\s*delete\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private SeedData() {}

    private static boolean isSeed(SqlStatement statement) {
        return WrittenRows.queries(statement.text()).isPresent();
    }

    /**
     * Return the texts of both scripts without what inserts such rows, and without what deletes them again. What such rows look up is meant to
     * be there.
     */
    static List<String> withoutIt(Revision revision) {
        List<SqlStatement> upgrade = revision.upgrade().statements();
        boolean seeds = upgrade.stream().anyMatch(SeedData::isSeed);
        Stream<SqlStatement> downgrade = revision.downgrade() instanceof Downgrade.Script script
                ? script.script().statements().stream()
                        .filter(statement ->
                                !seeds || !DELETE.matcher(statement.text()).matches())
                : Stream.empty();
        return Stream.concat(upgrade.stream(), downgrade)
                .map(SqlStatement::text)
                .flatMap(text -> WrittenRows.queries(text).orElse(List.of(text)).stream())
                .toList();
    }

    /** Return the table in which a key that a script writes out was taken; empty for any other failure. */
    static Optional<TableName> collision(Revision revision, SqlFailure failure) {
        boolean inserts = failure.statement().isEmpty()
                ? revision.upgrade().statements().stream().anyMatch(SeedData::isSeed)
                : revision.upgrade().statements().stream()
                        .filter(statement -> failure.statement().get().equals(statement.text()))
                        .anyMatch(SeedData::isSeed);
        return failure.sqlState().equals(UNIQUE_VIOLATION) && inserts
                ? failure.subject()
                        .table()
                        .map(table -> new TableName(failure.subject().schema().orElse("public"), table))
                : Optional.empty();
    }
}
