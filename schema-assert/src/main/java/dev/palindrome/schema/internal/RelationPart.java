package dev.palindrome.schema.internal;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What can be read of relations by itself. Most relations have few of these, and to start a query that finds nothing takes as long as to read a table.
 */
public enum RelationPart {
    TABLE,
    COLUMN,
    NOT_NULL,
    CONSTRAINT,
    INDEX,
    SEQUENCE,
    RULE,
    TRIGGER,
    POLICY;

    private static final int NOT_NULL_IS_CONSTRAINT = 18;

    /**
     * Return the parts in which something may stand that is not as it was.
     *
     * @param written the catalogues that were written to
     * @param known what was known of the relations
     */
    static Set<RelationPart> of(Set<String> written, Collection<CatalogRow> known, int majorVersion) {
        Set<RelationPart> parts = EnumSet.of(TABLE, COLUMN);
        for (RelationPart part : values()) {
            if (part.catalogs().stream().anyMatch(written::contains)
                    || known.stream().anyMatch(part::tellsOf)) {
                parts.add(part);
            }
        }
        if (majorVersion < NOT_NULL_IS_CONSTRAINT) {
            parts.remove(NOT_NULL);
        }
        return parts;
    }

    /** The catalogues in which something new of this part turns up; the first two are read whenever a relation is. */
    private Set<String> catalogs() {
        return switch (this) {
            case TABLE, COLUMN -> Set.of();
            case NOT_NULL, CONSTRAINT -> Set.of("pg_constraint");
            // What is set on the index behind a constraint is told, too, be it a comment.
            case INDEX -> Set.of("pg_index", "pg_constraint", "pg_description", "pg_seclabel");
            case SEQUENCE -> Set.of("pg_sequence");
            case RULE -> Set.of("pg_rewrite");
            case TRIGGER -> Set.of("pg_trigger");
            case POLICY -> Set.of("pg_policy");
        };
    }

    /** Tell whether a row is of this part, or says that there may be one. */
    private boolean tellsOf(CatalogRow row) {
        return switch (this) {
            case TABLE, COLUMN -> false;
            case NOT_NULL -> row.prefix().equals("not null ");
            // A key has an index, of which most often nothing is told.
            case CONSTRAINT -> row.kind().equals("constraint");
            case INDEX -> row.kind().equals("index") || row.kind().equals("constraint");
            case SEQUENCE -> row.kind().equals("sequence") || row.prefix().equals("identity sequence ");
            case RULE, TRIGGER, POLICY -> row.kind().equals(kind());
        };
    }

    /** The name of the file with the query. */
    String kind() {
        return name().toLowerCase(Locale.ROOT);
    }
}
