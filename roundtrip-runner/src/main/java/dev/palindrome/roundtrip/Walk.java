package dev.palindrome.roundtrip;

import dev.palindrome.data.Coverage;
import dev.palindrome.database.TestServer;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.roundtrip.finding.FindingType;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.model.IncompleteModelException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One pass along the chain. A working database takes each revision up, down and up again. As long as all comes back exactly it
 * carries on from there; on the first sign of trouble the revision is judged afresh on a copy of a database that only went
 * forward, so that no verdict rests on what an earlier downgrade left behind, and the walk continues from such a copy.
 */
final class Walk implements AutoCloseable {

    private final TestServer server;
    private final RoundTripOptions options;
    private final Start start;
    private final RevisionHistory history;
    private final RoundTripListener listener;
    private final Chain chain;
    private final Judge judge;
    private final Origins origins = new Origins();
    private final Map<RevisionId, RevisionResult> results = new LinkedHashMap<>();
    private final List<Revision> cleanRun = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private @Nullable Stage work;
    private @Nullable SchemaSnapshot belowRun;
    private @Nullable SchemaSnapshot current;

    Walk(TestServer server, RoundTripOptions options, Start start, RoundTripListener listener) throws SQLException {
        this.server = server;
        this.options = options;
        this.start = start;
        this.history = start.history();
        this.listener = listener;
        this.chain = new Chain(server, start, options.snapshotOptions());
        this.judge = new Judge(chain, start, options);
    }

    RoundTripReport run() throws SQLException {
        long compared = FastPath.compared();
        long began = System.nanoTime();
        List<Revision> revisions = start.revisions();
        restart();
        belowRun = current;
        int number = 0;
        for (Revision revision : revisions) {
            number++;
            if (options.judges(revision.id())) {
                listener.started(revision, number, revisions.size());
                step(revision);
                listener.finished(judge.reported(result(revision)), number, revisions.size());
            } else {
                pass(revision);
            }
        }
        if (revisions.isEmpty()) {
            return report(Optional.empty(), false, Duration.ofNanos(System.nanoTime() - began));
        }
        descend();
        // The way up alone is what production goes; a history in which all came back has not been seen to go it yet.
        discard();
        catchUp();
        branches();
        List<String> obstacles = review();
        notes.addAll(obstacles);
        Optional<Coverage> coverage = rows();
        FastPath.note(compared).ifPresent(notes::add);
        return report(coverage, obstacles.isEmpty(), Duration.ofNanos(System.nanoTime() - began));
    }

    /** Judge one revision, and leave the working database at it. */
    private void step(Revision revision) throws SQLException {
        if (current == null) {
            current = stage().snapshot();
            belowRun = current;
        }
        Trial trial = Trial.run(stage(), revision, current());
        trial.upgrade().skipped().ifPresent(skipped -> notes.add(revision.id() + " was skipped: " + skipped.reason()));
        if (trial.isClean()) {
            trial.after().ifPresent(after -> origins.upgraded(revision.id(), trial.before(), after));
            keep(revision, judge.verdict(trial));
            trial.after().ifPresent(after -> current = after);
            if (trial.upgrade().skipped().isPresent()
                    && trial.after().filter(trial.before()::equals).isPresent()) {
                // A descent passes it by, as if it were not there.
                cleanRun.remove(revision);
            } else if (trial.downgrade().isEmpty()) {
                // Nothing leads back over this revision, so a descent starts anew above it.
                cleanRun.clear();
                belowRun = current;
            }
        } else {
            stepOnForwardState(revision);
        }
    }

    private void stepOnForwardState(Revision revision) throws SQLException {
        discard();
        boolean asSeen = catchUp();
        RevisionResult result = judge.onForwardState(revision, failedUpgrades());
        boolean crossable = asSeen && result.isCrossable();
        if (asSeen && !crossable) {
            descendBefore();
        }
        results.put(revision.id(), result);
        if (result.status() != RevisionStatus.UP_FAILED && result.status() != RevisionStatus.SKIPPED) {
            chain.add(revision);
        }
        SchemaSnapshot below = current;
        restart();
        if (below != null) {
            origins.upgraded(revision.id(), below, current());
        }
        if (crossable) {
            cleanRun.add(revision);
        } else {
            cleanRun.clear();
            belowRun = current;
        }
    }

    private void keep(Revision revision, RevisionResult result) {
        results.put(revision.id(), result);
        chain.add(revision);
        cleanRun.add(revision);
    }

    /** Upgrade through a revision that nobody asked to judge. */
    private void pass(Revision revision) throws SQLException {
        if (stage().run(revision.upgrade()).failure().isPresent()) {
            stepOnForwardState(revision);
            return;
        }
        chain.add(revision);
        cleanRun.clear();
        // Nobody looks at the schema here, so it is read when somebody does.
        current = null;
    }

    /** Continue from a copy of the state that only went forward. */
    private void restart() throws SQLException {
        discard();
        catchUp();
        work = chain.copy();
        current = work.snapshot();
    }

    /**
     * Bring the forward database up to date, and correct the verdict on what turns out to fail there: its upgrade worked only on
     * what a downgrade had left.
     *
     * @return whether all is as the walk has seen it
     */
    private boolean catchUp() throws SQLException {
        List<Chain.Failure> failures = chain.catchUp();
        for (Chain.Failure failure : failures) {
            results.put(
                    failure.revision().id(),
                    judge.failedUpgrade(failure.revision(), failure.reason(), failedUpgrades()));
        }
        return failures.isEmpty();
    }

    /** The run of clean revisions ends here: take it down and up again as a whole, on a copy that only went forward. */
    private void descendBefore() throws SQLException {
        discard();
        if (catchUp() && cleanRun.size() > 1) {
            Map<RevisionId, Finding> findings;
            try (Stage stage = chain.copy()) {
                findings = descentOn(stage);
            }
            if (Descent.isHinderedByRoles(findings)) {
                findings = chain.alone(this::descentOn);
            }
            addAll(findings);
        }
    }

    private Map<RevisionId, Finding> descentOn(Stage stage) throws SQLException {
        return Descent.run(stage, cleanRun, belowRun(), stage.snapshot(), listener);
    }

    /** The walk is at the head: take the last run of clean revisions down and up again. */
    private void descend() throws SQLException {
        if (cleanRun.size() < 2) {
            return;
        }
        Map<RevisionId, Finding> findings = Descent.run(stage(), cleanRun, belowRun(), current(), listener);
        if (!findings.isEmpty()) {
            descendBefore();
        }
    }

    /** Apply parallel branches in the other order, too, in a database of their own. */
    private void branches() throws SQLException {
        BranchOrders orders = new BranchOrders(start.revisions(), start.revisionsInOtherOrder());
        if (!options.reports(FindingType.BRANCHES_DEPEND_ON_ORDER) || !orders.differ()) {
            return;
        }
        chain.restoreRoles();
        try (Chain own = new Chain(server, start, options.snapshotOptions())) {
            for (Map.Entry<RevisionId, Finding> found : orders.findings(own).entrySet()) {
                if (options.judges(found.getKey())) {
                    add(found.getKey(), found.getValue(), listener::reordered);
                }
            }
        }
    }

    /**
     * Look at the schema where the way up ends.
     *
     * @return what a user should know of it beside the findings
     */
    private List<String> review() throws SQLException {
        if (!options.checks().contains(CheckGroup.REVIEW)) {
            return List.of();
        }
        try (Stage head = chain.copy()) {
            for (Review.Reviewed reviewed : new Review(history, options, origins).findings(head)) {
                add(reviewed.revision(), reviewed.finding(), listener::reviewed);
            }
            return List.of();
        } catch (IncompleteModelException e) {
            return List.of("the schema at the head was not reviewed: " + e.getMessage());
        }
    }

    /** Try what went up on an empty database on rows, in databases of their own. */
    private Optional<Coverage> rows() throws SQLException {
        if (options.checks().stream()
                .noneMatch(EnumSet.of(CheckGroup.DATA, CheckGroup.NULLABILITY, CheckGroup.LOCKS)::contains)) {
            return Optional.empty();
        }
        // A role that a revision made must be new to the next database, and this one is not needed any more.
        chain.close();
        RowsWalk rows = new RowsWalk(server, options, start, results);
        rows.run((id, findings) -> findings.forEach(finding -> add(id, finding, listener::triedOnRows)));
        notes.addAll(rows.notes());
        return rows.coverage();
    }

    private void add(RevisionId id, Finding finding, BiConsumer<RevisionResult, Finding> told) {
        RevisionResult result =
                judge.withAllowances(Objects.requireNonNull(results.get(id)).with(finding));
        results.put(id, result);
        List<Finding> findings = result.findings();
        told.accept(judge.reported(result), findings.get(findings.size() - 1));
    }

    private void addAll(Map<RevisionId, Finding> findings) {
        findings.forEach((id, finding) ->
                results.computeIfPresent(id, (key, result) -> judge.withAllowances(result.with(finding))));
    }

    private List<RevisionResult> failedUpgrades() {
        return results.values().stream()
                .filter(result -> result.status() == RevisionStatus.UP_FAILED)
                .toList();
    }

    private RevisionResult result(Revision revision) {
        return Objects.requireNonNull(results.get(revision.id()));
    }

    private Stage stage() {
        return Objects.requireNonNull(work);
    }

    private SchemaSnapshot current() {
        return Objects.requireNonNull(current);
    }

    private SchemaSnapshot belowRun() {
        return Objects.requireNonNull(belowRun);
    }

    private RoundTripReport report(Optional<Coverage> coverage, boolean reviewed, Duration duration) {
        List<RevisionResult> judged = results.values().stream()
                .filter(result -> options.judges(result.revision().id()))
                .toList();
        List<RevisionResult> reported = judged.stream().map(judge::reported).toList();
        Stream<String> unverified = Unverified.of(results.values(), judged).stream();
        return new RoundTripReport(
                history,
                new RoundTripReport.ServerDescription(server.source(), server.version(), server.description()),
                options.seed(),
                reported,
                Stream.of(start.note().stream(), unverified, notes.stream(), unusedAllowances(reviewed, judged))
                        .flatMap(all -> all)
                        .toList(),
                coverage,
                duration);
    }

    private Stream<String> unusedAllowances(boolean reviewed, List<RevisionResult> judged) {
        // Whoever allows a loss of rows is not told that it is not needed by a run without rows, or with other rows.
        if (start.restored().isPresent()) {
            return Stream.empty();
        }
        return Stream.concat(
                options.baseline().strangers(history.graph()).stream(),
                new Allowances(options)
                                .unused(
                                        judged,
                                        id -> Stream.of(CheckGroup.values())
                                                .filter(group -> group.contains(id))
                                                .allMatch(group ->
                                                        options.checks().contains(group)
                                                                && (reviewed || group != CheckGroup.REVIEW)))
                                .stream());
    }

    private void discard() throws SQLException {
        if (work != null) {
            work.close();
            work = null;
        }
    }

    @Override
    public void close() throws SQLException {
        discard();
        chain.close();
    }
}
