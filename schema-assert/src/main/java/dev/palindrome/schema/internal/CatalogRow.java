package dev.palindrome.schema.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one catalogue row says of one object. Several rows may speak of the same object; their attributes add up.
 *
 * @param kind the object's kind in words; {@code comment} for a row that finds its object by the address
 * @param parentKind the kind of the object that it belongs to; null for one that stands alone
 * @param prefix put before the names of the attributes that belong to the address
 * @param position rank among the siblings, where order is kept, and gaps have no meaning; {@link #ONLY_IF_SET} for an
 *     object that counts only for what was set on it
 * @param attributes names and values in turn
 */
public record CatalogRow(
        String kind,
        @Nullable String parentKind,
        @Nullable String schema,
        @Nullable String parent,
        @Nullable String name,
        @Nullable String arguments,
        String prefix,
        Address address,
        @Nullable Acl acl,
        int position,
        List<String> attributes) {

    /** The position of an object that is left out when it has no attributes. */
    public static final int ONLY_IF_SET = -1;

    /**
     * Where PostgreSQL's cross-cutting catalogues, such as {@code pg_description}, file an object.
     *
     * @param catalog the OID of the catalogue
     * @param object the OID of the row
     * @param part the column's number, or 0 for the whole
     */
    public record Address(long catalog, long object, int part) {}
}
