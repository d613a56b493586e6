package dev.palindrome.roundtrip;

import dev.palindrome.database.TestServer;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.schema.model.IncompleteModelException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A run over a history, or over a shard of it: every revision on an empty database, then what only the whole shows, then every revision on rows.
 * What only the whole shows needs the verdicts on all revisions, so that the first shard walks all of them on empty databases, and those of its own
 * on rows.
 */
final class Walk {

    private final TestServer server;
    private final RoundTripOptions options;
    private final Start start;
    private final RoundTripListener listener;
    private final Verdicts verdicts;

    /** Every revision that there is to judge, of all shards. */
    private final List<Revision> asked;

    private final List<Revision> mine;
    private final Set<RevisionId> mineIds;

    private final List<String> skipNotes = new ArrayList<>();
    private final List<String> reviewNotes = new ArrayList<>();
    private final List<String> rowsNotes = new ArrayList<>();
    private final UnpopulatedTables unpopulated = new UnpopulatedTables();
    private final Set<Assumption> unusedAssumptions = new LinkedHashSet<>();
    private RowCoverage coverage = RowCoverage.none();

    Walk(TestServer server, RoundTripOptions options, Start start, RoundTripListener listener) {
        this.server = server;
        this.options = options;
        this.start = start;
        this.listener = listener;
        this.verdicts = new Verdicts(options);
        this.asked = start.revisions().stream()
                .filter(revision -> options.judges(revision.id()))
                .toList();
        this.mine = options.part().slice(asked);
        this.mineIds = mine.stream().map(Revision::id).collect(Collectors.toUnmodifiableSet());
    }

    RoundTripReport run() throws SQLException {
        long compared = FastPath.compared();
        long began = System.nanoTime();
        boolean seesWhole = options.part().seesWhole();
        if (!start.revisions().isEmpty() && (seesWhole || !mine.isEmpty())) {
            if (options.jobs() == 1) {
                walk(seesWhole);
            } else {
                walkAtOnce(seesWhole);
            }
        }
        FastPath.note(compared).ifPresent(rowsNotes::add);
        return report(Duration.ofNanos(System.nanoTime() - began));
    }

    private void walk(boolean seesWhole) throws SQLException {
        Map<RevisionId, RevisionResult> alone = walkEmpty(seesWhole);
        // A role that a revision made must be new to the next database, and those of before are gone now.
        if (options.wantsRows()) {
            beginRows();
            rowsPhase(alone).run(this::take);
        }
    }

    private Map<RevisionId, RevisionResult> walkEmpty(boolean seesWhole) throws SQLException {
        try (EmptyPhase empty = emptyPhase(seesWhole)) {
            empty.run(progress(seesWhole));
            Map<RevisionId, RevisionResult> alone = empty.results();
            begin(alone, empty.skips());
            if (seesWhole) {
                lookAtWhole(empty);
            }
            return alone;
        }
    }

    private void walkAtOnce(boolean seesWhole) throws SQLException {
        try (EmptyPhase empty = emptyPhase(seesWhole);
                Workers workers = new Workers(options.jobs())) {
            empty.run(progress(seesWhole), workers);
            Map<RevisionId, RevisionResult> alone = empty.results();
            begin(alone, empty.skips());
            Optional<RowsPhase.Begun> rows = options.wantsRows()
                    ? Optional.of(rowsPhase(alone).begin(workers, options.jobs()))
                    : Optional.empty();
            if (seesWhole) {
                lookAtWhole(empty);
            }
            if (rows.isPresent()) {
                beginRows();
                rows.get().await(this::take);
            }
        }
    }

    private void begin(Map<RevisionId, RevisionResult> alone, Map<RevisionId, String> skips) {
        verdicts.begin(alone);
        skips.forEach((id, note) -> {
            if (mineIds.contains(id)) {
                skipNotes.add(note);
            }
        });
    }

    private EmptyPhase emptyPhase(boolean seesWhole) {
        List<Revision> all = start.revisions();
        List<Revision> walked = seesWhole ? all : upToMine();
        int before = seesWhole ? 0 : all.indexOf(mine.get(0));
        List<Section> sections = Section.cut(walked, seesWhole ? asked : mine, before, options.jobs());
        return new EmptyPhase(server, options, start, sections, seesWhole);
    }

    private List<Revision> upToMine() {
        List<Revision> all = start.revisions();
        return mine.isEmpty() ? List.of() : all.subList(0, all.indexOf(mine.get(mine.size() - 1)) + 1);
    }

    private EmptyPhase.Listener progress(boolean seesWhole) {
        int total = seesWhole ? asked.size() : mine.size();
        return new EmptyPhase.Listener() {
            private int number;

            @Override
            public void started(Revision revision) {
                number++;
                listener.started(revision, number, total);
            }

            @Override
            public void judged(RevisionResult result) {
                if (mineIds.contains(result.revision().id())) {
                    listener.finished(verdicts.reported(result), number, total);
                }
            }

            @Override
            public void descending(Revision from, Revision to) {
                listener.descending(from, to);
            }
        };
    }

    /** Look for what no revision shows by itself. */
    private void lookAtWhole(EmptyPhase empty) throws SQLException {
        empty.descents().forEach(verdicts::add);
        descend(empty);
        branches(empty.chain());
        review(empty);
    }

    /** Take down the runs of clean revisions that several threads have walked parts of. */
    private void descend(EmptyPhase empty) throws SQLException {
        List<LooseRuns.Run> runs = empty.looseRuns();
        if (runs.isEmpty()) {
            return;
        }
        List<Revision> all = start.revisions();
        List<LooseRuns.Run> below = runs.stream()
                .filter(run -> !run.last().equals(all.get(all.size() - 1)))
                .toList();
        if (!below.isEmpty()) {
            descendBelow(below, empty.results());
        }
        for (LooseRuns.Run run : runs) {
            if (!below.contains(run)) {
                Descent.onCopy(empty.chain(), run.revisions(), run.bottom(), listener::descending)
                        .forEach(verdicts::add);
            }
        }
    }

    private void descendBelow(List<LooseRuns.Run> runs, Map<RevisionId, RevisionResult> results) throws SQLException {
        try (Chain own = new Chain(server, start, options.snapshotOptions())) {
            int at = 0;
            for (LooseRuns.Run run : runs) {
                int top = start.revisions().indexOf(run.last());
                start.revisions().subList(at, top + 1).stream()
                        .filter(revision -> wentUp(revision, results))
                        .forEach(own::add);
                at = top + 1;
                if (own.catchUp().isEmpty()) {
                    Descent.onCopy(own, run.revisions(), run.bottom(), listener::descending)
                            .forEach(verdicts::add);
                }
            }
        }
    }

    private static boolean wentUp(Revision revision, Map<RevisionId, RevisionResult> results) {
        return Optional.ofNullable(results.get(revision.id()))
                .map(result -> result.status().wentUp())
                .orElse(true);
    }

    /** Apply parallel branches in the other order, too, in a database of their own. */
    private void branches(Chain chain) throws SQLException {
        BranchOrders orders = new BranchOrders(start.revisions(), start.revisionsInOtherOrder());
        if (!options.reports(FindingType.BRANCHES_DEPEND_ON_ORDER) || !orders.differ()) {
            return;
        }
        chain.restoreRoles();
        try (Chain own = new Chain(server, start, options.snapshotOptions())) {
            for (Map.Entry<RevisionId, Finding> found : orders.findings(own).entrySet()) {
                if (options.judges(found.getKey())) {
                    verdicts.add(found.getKey(), found.getValue(), listener::reordered);
                }
            }
        }
    }

    /** Look at the schema where the way up ends. */
    private void review(EmptyPhase empty) throws SQLException {
        if (!options.checks().contains(CheckGroup.REVIEW)) {
            return;
        }
        try (Stage head = empty.chain().copy()) {
            for (Review.Reviewed found : new Review(start.history(), options, empty.origins()).findings(head)) {
                verdicts.add(found.revision(), found.finding(), listener::reviewed);
            }
        } catch (IncompleteModelException e) {
            reviewNotes.add("the schema at the head was not reviewed: " + e.getMessage());
        }
    }

    private RowsPhase rowsPhase(Map<RevisionId, RevisionResult> alone) {
        return new RowsPhase(new RowsWalk(server, options, start, alone), upToMine(), mineIds);
    }

    private void beginRows() {
        if (options.only().isEmpty()) {
            unusedAssumptions.addAll(options.ownRows().assumptions());
        }
    }

    private void take(RowsTrial trial) {
        trial.findings().stream()
                .filter(unpopulated::isNews)
                .forEach(finding -> verdicts.add(trial.revision().id(), finding, listener::triedOnRows));
        if (!trial.locks().isEmpty()) {
            verdicts.watched(trial.revision().id(), trial.locks());
        }
        coverage = trial.coverage().map(coverage::and).orElse(coverage);
        rowsNotes.addAll(trial.notes());
        unusedAssumptions.removeAll(trial.usedAssumptions());
    }

    private RoundTripReport report(Duration duration) {
        ReportNotes notes = notes();
        List<RevisionResult> reported =
                verdicts.on(mine).stream().map(verdicts::reported).toList();
        return new RoundTripReport(
                start.history(),
                new RoundTripReport.ServerDescription(server.source(), server.version(), server.description()),
                options.seed(),
                reported,
                options.shard().isEmpty() ? notes.lines() : notes.observed(),
                coverage,
                duration,
                options.shard().map(shard -> part(shard, notes)));
    }

    private ReportNotes notes() {
        // Whoever allows a loss of rows is not told that it is not needed by a run with other rows.
        boolean restored = start.restored().isPresent();
        return new ReportNotes(
                start.note().stream().toList(),
                Unverified.of(verdicts.all(), verdicts.on(mine)).stream().toList(),
                skipNotes,
                reviewNotes,
                rowsNotes,
                unusedAssumptions.stream().map(Assumption::fitsNothing).toList(),
                restored
                        ? List.of()
                        : options.baseline().strangers(start.history().graph()),
                restored ? List.of() : unusedAllowances());
    }

    /** Of a shard, those that others may still need. */
    private List<UnusedAllowance> unusedAllowances() {
        return verdicts.unusedAllowances(mine).stream()
                .filter(allowance -> options.changes().told() || !allowance.isOfChanges())
                .filter(allowance ->
                        options.shard().isPresent() || allowance.wasLookedFor(options.checks(), reviewNotes.isEmpty()))
                .toList();
    }

    private ShardPart part(Shard shard, ReportNotes notes) {
        return new ShardPart(
                shard,
                asked.stream().map(Revision::id).toList(),
                ScriptsDigest.of(asked),
                options.checks(),
                !options.baseline().known().isEmpty(),
                Unverified.firstFailed(verdicts.all()),
                verdicts.lateOnOthersThan(mineIds),
                notes,
                coverage);
    }
}
