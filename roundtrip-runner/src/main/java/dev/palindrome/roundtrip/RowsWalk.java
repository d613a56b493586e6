package dev.palindrome.roundtrip;

import dev.palindrome.database.TestServer;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The second pass over a history, with rows: each revision whose upgrade works on an empty database is tried on one that holds rows
 * which the schema below it allows; in a walk that began with rows, on those. What is found rests on nothing but the revisions up to that one and
 * on the seed.
 */
final class RowsWalk {

    private static final Set<FindingType> FAILED_DOWNGRADE = EnumSet.of(
            FindingType.DOWN_MISSING_OR_FAILS, FindingType.DOWN_FAILS_ON_ROWS, FindingType.DOWN_RESTORES_NOT_NULL);

    private static final Set<FindingType> LEFT_ANOTHER_SCHEMA =
            EnumSet.of(FindingType.DOWN_RESTORES_SCHEMA, FindingType.UP_DOWN_UP_STABLE, FindingType.ORDER_OR_NAME_ONLY);

    private final TestServer server;
    private final RoundTripOptions options;
    private final Start start;
    private final Map<RevisionId, RevisionResult> results;

    /**
     * Prepare.
     *
     * @param results what each revision showed by itself on an empty database
     */
    RowsWalk(TestServer server, RoundTripOptions options, Start start, Map<RevisionId, RevisionResult> results) {
        this.server = server;
        this.options = options;
        this.start = start;
        this.results = Map.copyOf(results);
    }

    /** Tell whether a revision is tried at all: what does not go up on an empty database teaches nothing more. */
    boolean tries(Revision revision) {
        RevisionResult result = results.get(revision.id());
        return result == null || result.status().wentUp();
    }

    /**
     * Go up through the history, in databases of this call's own.
     *
     * @param revisions those to go through, from the base on
     * @param claim asked of each when its turn comes, whether to try it or only to upgrade through it
     * @param told gets what was tried, in this order
     */
    void run(List<Revision> revisions, Predicate<Revision> claim, Consumer<RowsTrial> told) throws SQLException {
        try (Chain chain = new Chain(server, start, options.snapshotOptions())) {
            Optional<Revision> before = Optional.empty();
            for (Revision revision : revisions) {
                if (!tries(revision)) {
                    continue;
                }
                if (claim.test(revision)) {
                    told.accept(tried(chain, revision, before));
                }
                chain.add(revision);
                before = Optional.of(revision);
            }
        }
    }

    private RowsTrial tried(Chain chain, Revision revision, Optional<Revision> before) throws SQLException {
        RowsTrial trial = start.rows().isPresent()
                ? onRestoredRows(chain, revision, start.rows().get())
                : onMadeRows(chain, revision, before);
        chain.restoreRoles();
        List<Finding> findings = new ArrayList<>(trial.findings());
        List<String> notes = new ArrayList<>(trial.notes());
        findings.removeIf(finding -> !options.reports(finding.type()));
        if (findings.removeIf(RowsWalk::isHinderedByRoles)) {
            notes.add(notTried(revision));
        }
        return new RowsTrial(revision, findings, trial.coverage(), notes, trial.locks(), trial.usedAssumptions());
    }

    /** It works on an empty database, so that nothing but our other databases can be what uses the role. */
    private static boolean isHinderedByRoles(Finding finding) {
        return finding.evidence() instanceof Evidence.Rows rows
                && rows.refusal().filter(Roles::isHeldElsewhere).isPresent();
    }

    private static String notTried(Revision revision) {
        return "revision %s was not fully tried on rows: it drops a role that other databases of this run use"
                .formatted(revision.id());
    }

    private RowsTrial onMadeRows(Chain chain, Revision revision, Optional<Revision> before) throws SQLException {
        RowLegs legs = new RowLegs(chain, revision, before, comesDown(revision), comesBack(revision), options);
        List<Finding> findings = legs.findings();
        Set<Assumption> used = new HashSet<>(options.ownRows().assumptions());
        used.removeAll(legs.unusedAssumptions());
        List<String> notes = new ArrayList<>(unwatched(revision));
        notes.addAll(legs.notes());
        notes.addAll(confirmed(revision, legs.proved(), RowsOrigin.made(options.seed())));
        return new RowsTrial(revision, findings, legs.coverage(), notes, legs.locks(), used);
    }

    private RowsTrial onRestoredRows(Chain chain, Revision revision, RowsOrigin origin) throws SQLException {
        boolean watchesLocks = options.checks().contains(CheckGroup.LOCKS) && LockLeg.isPossible(revision);
        chain.catchUp();
        RestoredRowsLeg leg = new RestoredRowsLeg(chain, revision, comesDown(revision), origin, watchesLocks);
        List<Finding> findings = leg.findings();
        List<String> notes = new ArrayList<>(unwatched(revision));
        notes.addAll(confirmed(revision, leg.proved(), origin));
        return new RowsTrial(revision, findings, Optional.empty(), notes, leg.locks(), Set.of());
    }

    private List<String> unwatched(Revision revision) {
        return options.checks().contains(CheckGroup.LOCKS) && !LockLeg.isPossible(revision)
                ? List.of(
                        "the locks of revision %s were not observed: a program sends its statements, and they are not known before"
                                .formatted(revision.id()))
                : List.of();
    }

    private static List<String> confirmed(Revision revision, List<String> columns, RowsOrigin origin) {
        return columns.stream()
                .map(column ->
                        "%s becomes NOT NULL in revision %s without a scan under lock: a validated constraint proves it, and it holds on %s"
                                .formatted(column, revision.id(), origin.rows()))
                .toList();
    }

    /** Tell whether the schema is known to be the same after the downgrade, and after the second upgrade. */
    private boolean comesBack(Revision revision) {
        RevisionResult result = results.get(revision.id());
        return result != null
                && options.checks().contains(CheckGroup.ROUND_TRIP)
                && result.findings().stream().map(Finding::type).noneMatch(LEFT_ANOTHER_SCHEMA::contains);
    }

    /** A downgrade that fails in the walk itself has been told of; there is nothing more to learn from it. */
    private boolean comesDown(Revision revision) {
        RevisionResult result = results.get(revision.id());
        return result == null || result.findings().stream().map(Finding::type).noneMatch(FAILED_DOWNGRADE::contains);
    }
}
