package dev.palindrome.schema;

import java.util.List;

/**
 * An index, taken apart.
 *
 * @param method such as {@code btree}
 * @param items columns and expressions with what qualifies them, as PostgreSQL writes them
 * @param condition of a partial index; else empty
 */
record Index(
        String method,
        List<String> items,
        List<String> included,
        boolean nullsNotDistinct,
        String condition,
        boolean isUnique,
        boolean isValid) {

    static Index of(SchemaObject index) {
        DefinitionText text = new DefinitionText(index.attribute("definition").orElse(""));
        text.skip("USING ");
        String method = text.untilParenthesis().strip();
        List<String> items = text.list();
        List<String> included = text.skip(" INCLUDE ") ? text.list() : List.of();
        boolean notDistinct = text.skip(" NULLS NOT DISTINCT");
        if (text.skip(" WITH ")) {
            text.list();
        }
        return new Index(
                method,
                items,
                included,
                notDistinct,
                text.skip(" WHERE ") ? text.rest() : "",
                index.attribute("unique").isPresent(),
                index.attribute("invalid").isEmpty());
    }

    boolean keepsRowsApart() {
        return isUnique && isValid && condition.isEmpty();
    }
}
