package dev.palindrome.schema.internal;

import java.util.Map;
import java.util.Set;

/** What has to be read anew, by OIDs. */
public record Touched(Map<What, Set<Long>> found) {

    /** As in {@code touched.sql}. */
    enum What {
        RELATION,
        TYPE,
        FUNCTION,
        GONE,
        BEYOND
    }

    /** Return that nothing has. */
    public static Touched nothing() {
        return new Touched(Map.of());
    }

    /** Return whether something was written that only a reading of the whole can tell. */
    public boolean isBeyond() {
        return found.containsKey(What.BEYOND);
    }

    /** Return the relations that may have changed, or are gone. */
    public Set<Long> relations() {
        return of(What.RELATION);
    }

    /** Return the types that may have changed; without row types and array types. */
    public Set<Long> types() {
        return of(What.TYPE);
    }

    /** Return the functions, procedures and aggregates that may have changed. */
    public Set<Long> functions() {
        return of(What.FUNCTION);
    }

    /** Return what was asked for and is there no more. */
    public Set<Long> gone() {
        return of(What.GONE);
    }

    private Set<Long> of(What what) {
        return found.getOrDefault(what, Set.of());
    }
}
