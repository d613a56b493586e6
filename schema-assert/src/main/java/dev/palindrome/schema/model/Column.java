package dev.palindrome.schema.model;

import java.util.Optional;

/**
 * A column of a table.
 *
 * @param type the type as PostgreSQL writes it, such as {@code character varying(40)}
 * @param typeName the name of the type in the catalogue, without schema and length, such as {@code varchar}
 * @param nullable whether the column takes NULL; a domain that refuses it counts
 * @param expression the default, or what a generated column is computed from
 * @param identity whether the values come from a sequence of the column's own, {@code GENERATED ... AS IDENTITY}
 * @param comment what {@code COMMENT ON} said
 */
public record Column(
        String name,
        String type,
        String typeName,
        boolean nullable,
        Optional<String> expression,
        boolean generated,
        boolean identity,
        Optional<String> comment) {}
