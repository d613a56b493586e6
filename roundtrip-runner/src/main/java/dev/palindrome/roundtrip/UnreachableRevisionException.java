package dev.palindrome.roundtrip;

import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.roundtrip.execution.SqlFailure;

/** A place of the history cannot be reached, since the upgrade of a revision on the way fails. */
public final class UnreachableRevisionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient RevisionId revision;

    UnreachableRevisionException(Revision revision, SqlFailure failure) {
        super("Upgrade of revision %s fails: %s, at %s"
                .formatted(revision.id(), failure.headline(), failure.position()));
        this.revision = revision.id();
    }

    /** Return the revision whose upgrade fails. */
    public RevisionId revision() {
        return revision;
    }
}
