package dev.palindrome.roundtrip;

import dev.palindrome.revision.Revision;
import dev.palindrome.roundtrip.finding.Finding;
import java.util.List;

/** Tells several listeners, in their order. */
record ListenerGroup(List<RoundTripListener> listeners) implements RoundTripListener {

    @Override
    public void started(Revision revision, int number, int total) {
        listeners.forEach(listener -> listener.started(revision, number, total));
    }

    @Override
    public void finished(RevisionResult result, int number, int total) {
        listeners.forEach(listener -> listener.finished(result, number, total));
    }

    @Override
    public void descending(Revision from, Revision to) {
        listeners.forEach(listener -> listener.descending(from, to));
    }

    @Override
    public void reviewed(RevisionResult result, Finding finding) {
        listeners.forEach(listener -> listener.reviewed(result, finding));
    }

    @Override
    public void triedOnRows(RevisionResult result, Finding finding) {
        listeners.forEach(listener -> listener.triedOnRows(result, finding));
    }

    @Override
    public void reordered(RevisionResult result, Finding finding) {
        listeners.forEach(listener -> listener.reordered(result, finding));
    }
}
