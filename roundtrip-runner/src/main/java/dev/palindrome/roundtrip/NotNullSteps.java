package dev.palindrome.roundtrip;

import dev.palindrome.data.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way to a NOT NULL column of a table that has rows and is in use: fill, then prove by a constraint that is validated without
 * blocking anybody, then SET NOT NULL, which believes the constraint (ALTER TABLE, Notes, in the PostgreSQL manual).
 */
final class NotNullSteps {

    private static final Pattern REQUIRES =
            Pattern.compile("\\bSET\\s+NOT\\s+NULL\\b|\\bPRIMARY\\s+KEY\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern WRITES = Pattern.compile(
            "\\s*(?:INSERT|UPDATE|DELETE|MERGE|WITH|COPY)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** What the server says, at the first level of debugging, when it spares itself a look at the rows. */
    private static final Pattern PROVED = Pattern.compile(
            "existing constraints on column \"(.+)\" are sufficient to prove that it does not contain nulls");

    private NotNullSteps() {}

    /** Return the column of which a notice says that a validated constraint proved it NOT NULL, with its table's bare name. */
    static Optional<String> proved(String notice) {
        return Optional.of(PROVED.matcher(notice)).filter(Matcher::find).map(matcher -> matcher.group(1));
    }

    /** Tell whether a statement writes rows, so that it cannot be what makes a column NOT NULL. */
    static boolean writesRows(String statement) {
        return WRITES.matcher(statement).matches();
    }

    /** Tell whether a statement requires values of a column that is there already. */
    static boolean isSetBy(String statement) {
        return REQUIRES.matcher(statement).find();
    }

    static List<String> forColumn(TableName table, String column) {
        return forColumn(table.toString(), quote(column), quote(table.name() + "_" + column + "_not_null"));
    }

    private static List<String> forColumn(String table, String column, String constraint) {
        return List.of(
                "UPDATE %s SET %s = ... WHERE %s IS NULL;".formatted(table, column, column),
                "ALTER TABLE %s ADD CONSTRAINT %s CHECK (%s IS NOT NULL) NOT VALID;"
                        .formatted(table, constraint, column),
                "ALTER TABLE %s VALIDATE CONSTRAINT %s;".formatted(table, constraint),
                "ALTER TABLE %s ALTER COLUMN %s SET NOT NULL;".formatted(table, column),
                "ALTER TABLE %s DROP CONSTRAINT %s;".formatted(table, constraint));
    }

    /** The same, with a first step that adds the column as one that may be NULL. */
    static List<String> forNewColumn(TableName table, String column, String statement) {
        List<String> steps = new ArrayList<>();
        steps.add("ALTER TABLE %s ADD COLUMN %s %s;".formatted(table, quote(column), type(column, statement)));
        steps.addAll(forColumn(table, column));
        return steps;
    }

    /** Return the type as the script writes it. */
    private static String type(String column, String statement) {
        Matcher matcher = Pattern.compile(
                        "\"?" + Pattern.quote(column)
                                + "\"?\\s+([^;]+?)\\s+(?:NOT\\s+NULL|CONSTRAINT|PRIMARY|UNIQUE|REFERENCES|CHECK)\\b",
                        Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                .matcher(statement);
        return matcher.find() ? matcher.group(1).replaceAll("\\s+", " ") : "...";
    }

    private static String quote(String identifier) {
        return identifier.matches("[a-z_][a-z0-9_]*") ? identifier : '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
