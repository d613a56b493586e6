package dev.palindrome.revision;

import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** One head was asked for, and the history has several. */
public final class MultipleHeadsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<RevisionId> heads;

    MultipleHeadsException(SortedSet<RevisionId> heads) {
        super(
                "Expected one head, found %d: %s. Add a merge revision with %s as down revisions, or say heads to mean them all."
                        .formatted(
                                heads.size(),
                                heads.stream().map(RevisionId::value).collect(Collectors.joining(", ")),
                                heads.size() == 2 ? "both" : "all of them"));
        this.heads = List.copyOf(heads);
    }

    /** Return the heads, sorted. */
    public List<RevisionId> heads() {
        return heads;
    }
}
