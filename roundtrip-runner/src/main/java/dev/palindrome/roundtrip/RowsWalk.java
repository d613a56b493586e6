package dev.palindrome.roundtrip;

import dev.palindrome.data.Coverage;
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

/**
 * The second pass over a history, with rows: each revision whose upgrade works on an empty database is tried on one that holds rows
 * which the schema below it allows; in a walk that began with rows, on those.
 */
final class RowsWalk {

    private static final Set<FindingType> FAILED_DOWNGRADE = EnumSet.of(
            FindingType.DOWN_MISSING_OR_FAILS, FindingType.DOWN_FAILS_ON_ROWS, FindingType.DOWN_RESTORES_NOT_NULL);

    private final TestServer server;
    private final RoundTripOptions options;
    private final Start start;
    private final Map<RevisionId, RevisionResult> results;
    private final RowCoverage coverage = new RowCoverage();
    private final List<String> notes = new ArrayList<>();
    private final Set<Assumption> used = new HashSet<>();

    RowsWalk(TestServer server, RoundTripOptions options, Start start, Map<RevisionId, RevisionResult> results) {
        this.server = server;
        this.options = options;
        this.start = start;
        this.results = results;
    }

    /** Told of what a revision does to rows. */
    interface Listener {
        void found(RevisionId revision, List<Finding> findings);
    }

    /** Go up through the history, and report what is found. */
    void run(Listener listener) throws SQLException {
        try (Chain chain = new Chain(server, start, options.snapshotOptions())) {
            for (Revision revision : start.revisions()) {
                if (!wentUp(revision)) {
                    continue;
                }
                if (options.judges(revision.id())) {
                    chain.catchUp();
                    List<Finding> findings = new ArrayList<>(
                            start.rows().isPresent()
                                    ? onRestoredRows(
                                            chain, revision, start.rows().get())
                                    : onMadeRows(chain, revision));
                    chain.restoreRoles();
                    findings.removeIf(finding -> !options.reports(finding.type()));
                    if (findings.removeIf(RowsWalk::isHinderedByRoles)) {
                        notes.add(notTried(revision));
                    }
                    if (!findings.isEmpty()) {
                        listener.found(revision.id(), findings);
                    }
                }
                chain.add(revision);
            }
        }
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

    private List<Finding> onMadeRows(Chain chain, Revision revision) throws SQLException {
        RowLegs legs = new RowLegs(chain, revision, comesDown(revision), options, coverage);
        List<Finding> findings = legs.findings();
        if (options.checks().contains(CheckGroup.LOCKS) && !LockLeg.isPossible(revision)) {
            notes.add(
                    "the locks of revision %s were not observed: a program sends its statements, and they are not known before"
                            .formatted(revision.id()));
        }
        options.ownRows().assumptions().stream()
                .filter(assumption -> !legs.unusedAssumptions().contains(assumption))
                .forEach(used::add);
        legs.proved().forEach(column -> notes.add(confirmed(revision, column, RowsOrigin.made(options.seed()))));
        return findings;
    }

    private List<Finding> onRestoredRows(Chain chain, Revision revision, RowsOrigin origin) throws SQLException {
        RestoredRowsLeg leg = new RestoredRowsLeg(chain, revision, comesDown(revision), origin);
        List<Finding> findings = leg.findings();
        leg.proved().forEach(column -> notes.add(confirmed(revision, column, origin)));
        return findings;
    }

    private static String confirmed(Revision revision, String column, RowsOrigin origin) {
        return "%s becomes NOT NULL in revision %s without a scan under lock: a validated constraint proves it, and it holds on %s"
                .formatted(column, revision.id(), origin.rows());
    }

    /** Return what a user should know beside the findings. */
    List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        options.ownRows().assumptions().stream()
                .filter(assumption -> options.only().isEmpty() && !used.contains(assumption))
                .map(assumption -> "%s: the assumption about %s fits no schema of this history; correct or remove it"
                        .formatted(assumption.place(), assumption.table()))
                .forEach(all::add);
        return all;
    }

    private boolean wentUp(Revision revision) {
        RevisionResult result = results.get(revision.id());
        return result == null
                || (result.status() != RevisionStatus.UP_FAILED && result.status() != RevisionStatus.SKIPPED);
    }

    /** A downgrade that fails in the walk itself has been told of; there is nothing more to learn from it. */
    private boolean comesDown(Revision revision) {
        RevisionResult result = results.get(revision.id());
        return result == null || result.findings().stream().map(Finding::type).noneMatch(FAILED_DOWNGRADE::contains);
    }

    /** Return how much of the schemas was filled; empty when there was no table to fill. */
    Optional<Coverage> coverage() {
        return coverage.total();
    }
}
