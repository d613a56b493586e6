package dev.palindrome.roundtrip;

import dev.palindrome.data.Coverage;
import dev.palindrome.database.TestServer;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.roundtrip.finding.Evidence;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The second pass over a history, with rows: each revision whose upgrade works on an empty database is tried on one that holds rows
 * which the schema below it allows.
 */
final class RowsWalk {

    private final TestServer server;
    private final RoundTripOptions options;
    private final RevisionHistory history;
    private final Map<RevisionId, RevisionResult> results;
    private final RowCoverage coverage = new RowCoverage();
    private final List<String> notes = new ArrayList<>();
    private final Set<Assumption> used = new HashSet<>();

    RowsWalk(
            TestServer server,
            RoundTripOptions options,
            RevisionHistory history,
            Map<RevisionId, RevisionResult> results) {
        this.server = server;
        this.options = options;
        this.history = history;
        this.results = results;
    }

    /** Told of what a revision does to rows. */
    interface Listener {
        void found(RevisionId revision, List<Finding> findings);
    }

    /** Go up through the history, and report what is found. */
    void run(Listener listener) throws SQLException {
        List<Revision> revisions = history.graph().inOrder();
        try (Chain chain =
                new Chain(server, revisions, Preparation.of(history, options.setupSql()), options.snapshotOptions())) {
            for (Revision revision : revisions) {
                if (!wentUp(revision)) {
                    continue;
                }
                if (options.judges(revision.id())) {
                    chain.catchUp();
                    RowLegs legs = new RowLegs(chain, revision, comesDown(revision), options, coverage);
                    List<Finding> findings = new ArrayList<>(legs.findings());
                    options.ownRows().assumptions().stream()
                            .filter(assumption -> !legs.unusedAssumptions().contains(assumption))
                            .forEach(used::add);
                    legs.proved().forEach(column -> notes.add(confirmed(revision, column)));
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

    private static String confirmed(Revision revision, String column) {
        return "%s becomes NOT NULL in revision %s without a scan under lock: a validated constraint proves it, and it holds on rows that the schema allows"
                .formatted(column, revision.id());
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

    /** A downgrade that fails on an empty database has been told of; there is nothing more to learn from it. */
    private boolean comesDown(Revision revision) {
        RevisionResult result = results.get(revision.id());
        return result == null
                || result.findings().stream().noneMatch(finding -> finding.type() == FindingType.DOWN_MISSING_OR_FAILS);
    }

    /** Return how much of the schemas was filled; empty when there was no table to fill. */
    Optional<Coverage> coverage() {
        return coverage.total();
    }
}
