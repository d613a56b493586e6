package dev.palindrome.revision;

import java.util.Collection;
import java.util.List;

/** A target such as {@code head} or {@code 3fa+2} names no revision, or more than one where one is meant. */
public final class UnresolvableTargetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String target;
    private final transient List<RevisionId> candidates;

    UnresolvableTargetException(String target, String message, Collection<RevisionId> candidates) {
        super(message);
        this.target = target;
        this.candidates = List.copyOf(candidates);
    }

    /** Return the target as the user wrote it. */
    public String target() {
        return target;
    }

    /** Return the revisions that it may mean; empty when there is none. */
    public List<RevisionId> candidates() {
        return candidates;
    }
}
