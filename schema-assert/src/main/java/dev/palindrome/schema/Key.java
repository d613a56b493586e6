package dev.palindrome.schema;

import java.util.List;
import java.util.Optional;

/**
 * A primary key or a unique constraint, taken apart.
 *
 * @param columns as PostgreSQL writes them
 * @param tail what stands behind the columns
 */
record Key(
        ObjectName name,
        String definition,
        boolean isPrimary,
        boolean nullsNotDistinct,
        List<String> columns,
        List<String> included,
        String tail) {

    /** Return nothing for a constraint of another kind. */
    static Optional<Key> of(SchemaObject constraint) {
        String definition = constraint.attribute("definition").orElse("");
        DefinitionText text = new DefinitionText(definition);
        boolean primary = text.skip("PRIMARY KEY ");
        if (!primary && !text.skip("UNIQUE ")) {
            return Optional.empty();
        }
        boolean notDistinct = text.skip("NULLS NOT DISTINCT ");
        List<String> columns = text.list().stream()
                .map(column -> column.replaceFirst(" WITHOUT OVERLAPS$", ""))
                .toList();
        List<String> included = text.skip(" INCLUDE ") ? text.list() : List.of();
        return Optional.of(
                new Key(constraint.name(), definition, primary, notDistinct, columns, included, text.rest()));
    }
}
