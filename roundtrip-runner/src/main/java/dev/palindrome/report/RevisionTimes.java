package dev.palindrome.report;

import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.roundtrip.RevisionResult;
import dev.palindrome.roundtrip.RoundTripListener;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Measures how long revisions take, from their turn to their verdict. What is tried later, over the whole history, is in the time
 * of none of them. Walks in several threads may tell it at once.
 */
public final class RevisionTimes implements RoundTripListener {

    private final Map<RevisionId, Long> starts = new ConcurrentHashMap<>();
    private final Map<RevisionId, Duration> times = new ConcurrentHashMap<>();

    @Override
    public void started(Revision revision, int number, int total) {
        starts.put(revision.id(), System.nanoTime());
    }

    @Override
    public void finished(RevisionResult result, int number, int total) {
        RevisionId id = result.revision().id();
        Long start = starts.remove(id);
        if (start != null) {
            times.put(id, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** Return the time of a revision; empty when it was not measured. */
    Optional<Duration> of(RevisionId id) {
        return Optional.ofNullable(times.get(id));
    }
}
