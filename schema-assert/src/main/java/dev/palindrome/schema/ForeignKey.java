package dev.palindrome.schema;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key, taken apart.
 *
 * @param columns as PostgreSQL writes them
 * @param table the qualified name of the table that it refers to
 * @param deferral empty for one that is checked at once
 */
record ForeignKey(
        ObjectName name,
        List<String> columns,
        String table,
        List<String> referenced,
        ForeignKeyAction onUpdate,
        ForeignKeyAction onDelete,
        String deferral,
        boolean isEnforced,
        boolean isValidated) {

    /** In the order in which {@code pg_get_constraintdef} writes it. */
    private static final Pattern TAIL = Pattern.compile("(?: MATCH \\w+)?(?: ON UPDATE (?<update>[A-Z ]+?))?"
            + "(?: ON DELETE (?<delete>[A-Z ]+?)(?: \\(.*\\))?)?(?: (?<deferral>DEFERRABLE(?: INITIALLY DEFERRED)?))?"
            + "(?<unenforced> NOT ENFORCED)?(?<invalid> NOT VALID)?");

    /** Return nothing for a constraint of another kind. */
    static Optional<ForeignKey> of(SchemaObject constraint) {
        DefinitionText text =
                new DefinitionText(constraint.attribute("definition").orElse(""));
        if (!text.skip("FOREIGN KEY ")) {
            return Optional.empty();
        }
        List<String> columns = columns(text);
        text.skip(" REFERENCES ");
        String table = text.untilParenthesis();
        List<String> referenced = columns(text);
        Matcher tail = TAIL.matcher(text.rest());
        if (!tail.matches()) {
            throw new IllegalStateException("A foreign key in an unknown form: " + constraint);
        }
        return Optional.of(new ForeignKey(
                constraint.name(),
                columns,
                table,
                referenced,
                action(tail.group("update")),
                action(tail.group("delete")),
                tail.group("deferral") == null ? "" : tail.group("deferral"),
                tail.group("unenforced") == null,
                tail.group("invalid") == null && tail.group("unenforced") == null));
    }

    /** The last column of a temporal key stands behind a word. */
    private static List<String> columns(DefinitionText text) {
        return text.list().stream()
                .map(column -> column.replaceFirst("^PERIOD ", ""))
                .toList();
    }

    private static ForeignKeyAction action(@Nullable String words) {
        return words == null ? ForeignKeyAction.NO_ACTION : ForeignKeyAction.valueOf(words.replace(' ', '_'));
    }
}
