package dev.palindrome.schema;

import dev.palindrome.schema.model.SqlNames;
import java.util.Locale;

/**
 * An object that is missing, and one that is there instead and is defined the same: most likely the same one under another
 * name. The schemas alone cannot tell for sure; the rows can: a rename keeps them, a drop with an add does not.
 *
 * @param before the name that is missing
 * @param after the name that is there instead; of the same kind, and of the same table where it belongs to one
 */
public record ProbableRename(ObjectName before, ObjectName after) {

    /** Return whether the names have a word in common, such as {@code full_name} and {@code name}. */
    public boolean hasWordInCommon() {
        return ProbableRenames.commonWords(before, after) > 0;
    }

    /** Return the statement that renames, or moves to another schema, without losing a row. */
    public String statement() {
        String newName = SqlNames.of(after.simpleName());
        return switch (before.kind()) {
            case COLUMN, CONSTRAINT ->
                "ALTER TABLE %s RENAME %s %s TO %s;"
                        .formatted(
                                outer(before),
                                before.kind().label().toUpperCase(Locale.ROOT),
                                SqlNames.of(before.simpleName()),
                                newName);
            case ATTRIBUTE ->
                "ALTER TYPE %s RENAME ATTRIBUTE %s TO %s;"
                        .formatted(outer(before), SqlNames.of(before.simpleName()), newName);
            case TRIGGER, POLICY, RULE ->
                "ALTER %s %s ON %s RENAME TO %s;"
                        .formatted(
                                before.kind().label().toUpperCase(Locale.ROOT),
                                SqlNames.of(before.simpleName()),
                                outer(before),
                                newName);
            default -> {
                String alter =
                        "ALTER " + before.kind().label().toUpperCase(Locale.ROOT) + " " + SqlNames.path(before.path())
                                + (before.kind().takesArguments() ? "(" + before.arguments() + ")" : "");
                yield before.simpleName().equals(after.simpleName())
                        ? alter + " SET SCHEMA " + SqlNames.of(after.path().get(0)) + ";"
                        : alter + " RENAME TO " + newName + ";";
            }
        };
    }

    private static String outer(ObjectName name) {
        return SqlNames.path(name.path().subList(0, name.path().size() - 1));
    }

    /** Return both names on one line, such as {@code column public.users.full_name -> public.users.name}. */
    @Override
    public String toString() {
        return before + " -> " + after.qualifiedName();
    }
}
