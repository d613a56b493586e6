package dev.palindrome.roundtrip;

import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that a run found out, as data.
 *
 * @param history what was verified
 * @param server where
 * @param seed the seed of every random choice; the same seed repeats the run
 * @param results a verdict for each revision that was asked for, in the order of the walk
 * @param notes what a user should know of the run beside the findings
 * @param coverage how much of the tables was filled with rows; of no table when no leg of the walk wanted rows, or there was none
 * @param duration from the first statement to the last
 * @param part what this part of the history has to say to the others; empty when the report is of all that was asked for
 */
public record RoundTripReport(
        RevisionHistory history,
        ServerDescription server,
        long seed,
        List<RevisionResult> results,
        List<String> notes,
        RowCoverage coverage,
        Duration duration,
        Optional<ShardPart> part) {

    public RoundTripReport {
        results = List.copyOf(results);
        notes = List.copyOf(notes);
    }

    /** Return the report with other verdicts. */
    RoundTripReport withResults(List<RevisionResult> others) {
        return new RoundTripReport(history, server, seed, others, notes, coverage, duration, part);
    }

    /**
     * The server that the walk ran on.
     *
     * @param source {@code docker}, {@code embedded} or {@code url}
     * @param version such as {@code 18.6}
     * @param description one line: which source was chosen, and why
     */
    public record ServerDescription(String source, String version, String description) {}

    /** Tell whether a finding of at least this severity stands. */
    public boolean hasStanding(Severity threshold) {
        return withElsewhere().anyMatch(result -> !result.standing(threshold).isEmpty());
    }

    public long count(RevisionStatus status) {
        return results.stream().filter(result -> result.status() == status).count();
    }

    /** Return the findings of at least this severity that stand, over all revisions. */
    public List<Finding> standing(Severity threshold) {
        return withElsewhere()
                .flatMap(result -> result.standing(threshold).stream())
                .toList();
    }

    /** Return the verdicts, and after them what a shard found on revisions of others. */
    public Stream<RevisionResult> withElsewhere() {
        return Stream.concat(results.stream(), part.stream().flatMap(shard -> shard.elsewhere().stream()));
    }

    /**
     * Return the verdict on a revision.
     *
     * @throws IllegalArgumentException when the run did not judge it
     */
    public RevisionResult result(RevisionId id) {
        return results.stream()
                .filter(result -> result.revision().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Revision " + id + " is not part of this report"));
    }
}
