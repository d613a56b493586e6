package dev.palindrome.data.internal.catalog;

import java.util.List;

/**
 * A data type.
 *
 * @param name qualified, for SQL text
 * @param shortName the bare name, such as {@code int4}
 * @param baseType the type that a domain is over, the elements' type of an array, a range's subtype, a multirange's range; 0 for none
 * @param modifier a domain's type modifier; -1 for none
 * @param notNull whether a domain refuses NULL
 * @param labels of an enum, in their order
 * @param checks of a domain
 * @param fields of a composite
 */
public record DataType(
        long oid,
        String name,
        String shortName,
        boolean builtIn,
        Kind kind,
        long baseType,
        int modifier,
        boolean notNull,
        List<String> labels,
        List<DomainCheck> checks,
        List<Field> fields) {

    /** What a type is made like. */
    public enum Kind {
        BASE,
        ENUM,
        DOMAIN,
        COMPOSITE,
        RANGE,
        MULTIRANGE,
        ARRAY
    }

    /**
     * A domain's CHECK.
     *
     * @param expression over {@code VALUE}
     */
    public record DomainCheck(String name, String expression) {}

    /** A composite's field. */
    public record Field(String name, long type, int modifier) {}
}
