package dev.palindrome.roundtrip;

import dev.palindrome.revision.Allowance;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionGraph;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.RevisionRange;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.schema.SnapshotOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How to walk. Immutable.
 *
 * @param setupSql what to run once before the first revision
 * @param seed the seed of every random choice
 * @param only the revisions to judge; the others are only upgraded through. Empty to judge them all
 * @param checks the groups of checks whose findings are reported; those that need rows are left out unless they are asked for
 * @param snapshotOptions what to leave out when schemas are compared
 * @param ownRows what a user adds to the rows that revisions are tried on
 * @param allowances findings that are intended wherever they are found, besides those that scripts allow
 * @param baseline findings that are known already
 * @param shard the part of the revisions to judge that is walked here; empty to walk all, without a thought of merging
 * @param jobs how many revisions are walked at once, at least 1
 * @param changes what became of revisions that others may have run already
 * @param rowsTimeLimit how long the server may work at a message of a script on rows that are made, in whole seconds; longer where it takes its
 *     time without rows, too
 */
public record RoundTripOptions(
        SetupSql setupSql,
        long seed,
        Optional<Set<RevisionId>> only,
        Set<CheckGroup> checks,
        SnapshotOptions snapshotOptions,
        OwnRows ownRows,
        List<Allowance> allowances,
        Baseline baseline,
        Optional<Shard> shard,
        int jobs,
        HistoryChanges changes,
        Duration rowsTimeLimit) {

    public RoundTripOptions {
        if (jobs < 1) {
            throw new IllegalArgumentException("jobs must be 1 or more, was " + jobs);
        }
        if (rowsTimeLimit.toSeconds() < 1) {
            throw new IllegalArgumentException("rowsTimeLimit must be a second or more, was " + rowsTimeLimit);
        }
        allowances = List.copyOf(allowances);
    }

    /** The seed unless one is given: fixed, so that two runs of one build agree. */
    public static final long DEFAULT_SEED = 1;

    /** Far more than a script needs for a few rows. */
    public static final Duration DEFAULT_ROWS_TIME_LIMIT = Duration.ofSeconds(20);

    public static RoundTripOptions defaults() {
        return new RoundTripOptions(
                SetupSql.none(),
                DEFAULT_SEED,
                Optional.empty(),
                CheckGroup.usual(),
                SnapshotOptions.defaults(),
                OwnRows.none(),
                List.of(),
                Baseline.none(),
                Optional.empty(),
                1,
                HistoryChanges.none(),
                DEFAULT_ROWS_TIME_LIMIT);
    }

    /**
     * Run statements, or the script behind an at sign, once before the first revision.
     *
     * @throws SetupFailedException when the script cannot be read or sent
     */
    public RoundTripOptions withSetupSql(String sql) {
        return withSetupSql(SetupSql.of(sql));
    }

    public RoundTripOptions withSetupSql(SetupSql sql) {
        return new RoundTripOptions(
                sql,
                seed,
                only,
                checks,
                snapshotOptions,
                ownRows,
                allowances,
                baseline,
                shard,
                jobs,
                changes,
                rowsTimeLimit);
    }

    public RoundTripOptions withSeed(long other) {
        return new RoundTripOptions(
                setupSql,
                other,
                only,
                checks,
                snapshotOptions,
                ownRows,
                allowances,
                baseline,
                shard,
                jobs,
                changes,
                rowsTimeLimit);
    }

    /** Judge the revisions of a range only; targets that speak of the current revision mean the heads. */
    public RoundTripOptions withOnly(RevisionRange range, RevisionGraph graph) {
        List<RevisionId> heads = graph.heads().stream().map(Revision::id).toList();
        return withOnly(range.resolve(graph, heads).stream().map(Revision::id).collect(Collectors.toUnmodifiableSet()));
    }

    public RoundTripOptions withOnly(Set<RevisionId> revisions) {
        return new RoundTripOptions(
                setupSql,
                seed,
                Optional.of(Set.copyOf(revisions)),
                checks,
                snapshotOptions,
                ownRows,
                allowances,
                baseline,
                shard,
                jobs,
                changes,
                rowsTimeLimit);
    }

    public RoundTripOptions withSnapshotOptions(SnapshotOptions options) {
        return new RoundTripOptions(
                setupSql,
                seed,
                only,
                checks,
                options,
                ownRows,
                allowances,
                baseline,
                shard,
                jobs,
                changes,
                rowsTimeLimit);
    }

    public RoundTripOptions withChecks(Set<CheckGroup> groups) {
        return new RoundTripOptions(
                setupSql,
                seed,
                only,
                Set.copyOf(groups),
                snapshotOptions,
                ownRows,
                allowances,
                baseline,
                shard,
                jobs,
                changes,
                rowsTimeLimit);
    }

    /** Try revisions on rows of the user's own, too. */
    public RoundTripOptions withOwnRows(OwnRows rows) {
        return new RoundTripOptions(
                setupSql,
                seed,
                only,
                checks,
                snapshotOptions,
                rows,
                allowances,
                baseline,
                shard,
                jobs,
                changes,
                rowsTimeLimit);
    }

    /** Take findings for intended, in every revision. */
    public RoundTripOptions withAllowances(List<Allowance> all) {
        return new RoundTripOptions(
                setupSql,
                seed,
                only,
                checks,
                snapshotOptions,
                ownRows,
                all,
                baseline,
                shard,
                jobs,
                changes,
                rowsTimeLimit);
    }

    /** Let what is known already not fail. */
    public RoundTripOptions withBaseline(Baseline known) {
        return new RoundTripOptions(
                setupSql,
                seed,
                only,
                checks,
                snapshotOptions,
                ownRows,
                allowances,
                known,
                shard,
                jobs,
                changes,
                rowsTimeLimit);
    }

    /** Walk this part of the revisions that are to be judged only; the reports of all parts can be merged. */
    public RoundTripOptions withShard(Shard part) {
        return new RoundTripOptions(
                setupSql,
                seed,
                only,
                checks,
                snapshotOptions,
                ownRows,
                allowances,
                baseline,
                Optional.of(part),
                jobs,
                changes,
                rowsTimeLimit);
    }

    /**
     * Walk several revisions at once, in databases of their own on the same server; the verdicts are the same.
     *
     * @throws IllegalArgumentException when the number is not positive
     */
    public RoundTripOptions withJobs(int count) {
        return new RoundTripOptions(
                setupSql,
                seed,
                only,
                checks,
                snapshotOptions,
                ownRows,
                allowances,
                baseline,
                shard,
                count,
                changes,
                rowsTimeLimit);
    }

    /** Tell of revisions that were edited, removed or inserted since others may have run them. */
    public RoundTripOptions withChanges(HistoryChanges since) {
        return new RoundTripOptions(
                setupSql,
                seed,
                only,
                checks,
                snapshotOptions,
                ownRows,
                allowances,
                baseline,
                shard,
                jobs,
                since,
                rowsTimeLimit);
    }

    /**
     * Cancel what takes longer on rows that are made: a script that counts up to the largest number there is would not come to an end.
     *
     * @throws IllegalArgumentException when the limit is less than a second
     */
    public RoundTripOptions withRowsTimeLimit(Duration limit) {
        return new RoundTripOptions(
                setupSql,
                seed,
                only,
                checks,
                snapshotOptions,
                ownRows,
                allowances,
                baseline,
                shard,
                jobs,
                changes,
                limit);
    }

    /** Return the part that is walked, also when that is all. */
    Shard part() {
        return shard.orElseGet(Shard::whole);
    }

    /** Tell whether revisions are tried on rows. */
    boolean wantsRows() {
        return checks.contains(CheckGroup.DATA)
                || checks.contains(CheckGroup.NULLABILITY)
                || checks.contains(CheckGroup.LOCKS);
    }

    boolean reports(FindingType type) {
        return checks.stream().anyMatch(group -> group.contains(type));
    }

    /** Tell whether a revision is to be judged, and not only upgraded through. */
    public boolean judges(RevisionId id) {
        return only.map(chosen -> chosen.contains(id)).orElse(true);
    }
}
