package dev.palindrome.roundtrip;

import dev.palindrome.database.TestServer;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.roundtrip.finding.Finding;
import dev.palindrome.schema.SchemaSnapshot;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One pass along a section of the chain. A working database takes each revision up, down and up again. As long as all comes back exactly it
 * carries on from there; on the first sign of trouble the revision is judged afresh on a copy of a database that only went
 * forward, so that no verdict rests on what an earlier downgrade left behind, and the walk continues from such a copy.
 */
final class EmptyWalk implements AutoCloseable {

    private final TestServer server;
    private final RoundTripOptions options;
    private final Start start;
    private final Section section;
    private final boolean descends;
    private final Origins origins = new Origins();
    private final Map<RevisionId, RevisionResult> results = new LinkedHashMap<>();
    private final Map<RevisionId, Finding> descents = new LinkedHashMap<>();
    private final Map<RevisionId, String> skips = new LinkedHashMap<>();
    private final List<Revision> cleanRun = new ArrayList<>();
    private Chain chain;
    private Judge judge;
    private @Nullable Stage work;
    private @Nullable SchemaSnapshot belowRun;
    private @Nullable SchemaSnapshot current;
    private @Nullable SchemaSnapshot belowSection;
    private Optional<List<Revision>> leading = Optional.empty();
    private boolean unbroken;

    /** Whether the working database, too, has only gone forward. */
    private boolean onlyWentForward;

    /**
     * Prepare the databases.
     *
     * @param descends whether to take runs of clean revisions down as a whole
     * @throws SetupFailedException when the setup statements are refused
     */
    EmptyWalk(TestServer server, RoundTripOptions options, Start start, Section section, boolean descends)
            throws SQLException {
        this.server = server;
        this.options = options;
        this.start = start;
        this.section = section;
        this.descends = descends;
        this.unbroken = !section.isFirst();
        this.chain = new Chain(server, start, options.snapshotOptions());
        this.judge = new Judge(chain, start, options);
    }

    /** Told of the walk while it goes on. */
    interface Progress {

        void started(Revision revision);

        void judged(RevisionResult result);

        void descending(Revision from, Revision to);

        /** Tell whether to end before the next revision, since nobody wants the verdicts any more. */
        boolean isCancelled();
    }

    void run(Progress progress) throws SQLException {
        arrive(progress);
        belowRun = current;
        belowSection = current;
        for (Revision revision : section.revisions()) {
            if (progress.isCancelled()) {
                return;
            }
            if (section.judges(revision)) {
                progress.started(revision);
                step(revision, progress);
                progress.judged(Objects.requireNonNull(results.get(revision.id())));
            } else {
                pass(revision, progress);
            }
        }
        boolean cameBack = descends && section.isLast() && !unbroken && descend(progress);
        if (cameBack && cleanRun.size() == start.revisions().size() && chain.beginsWithNothing()) {
            chain.replaceWith(stage());
            work = null;
        } else {
            // The way up alone is what production goes, and nobody has seen it yet.
            discard();
            catchUp();
        }
    }

    /** Come to the state below the section by upgrades alone. */
    private void arrive(Progress progress) throws SQLException {
        section.below().forEach(chain::add);
        if (!chain.catchUp().isEmpty()) {
            // What failed may have left a part behind: once more, and each on a copy first.
            chain.close();
            chain = new Chain(server, start, options.snapshotOptions());
            judge = new Judge(chain, start, options);
            restart();
            for (Revision revision : section.below()) {
                if (progress.isCancelled()) {
                    return;
                }
                pass(revision, progress);
            }
        }
        restart();
    }

    /** Judge one revision, and leave the working database at it. */
    private void step(Revision revision, Progress progress) throws SQLException {
        if (current == null) {
            current = stage().snapshot();
            belowRun = current;
        }
        Trial trial = Trial.run(stage(), revision, current());
        trial.upgrade()
                .skipped()
                .ifPresent(skipped -> skips.put(revision.id(), revision.id() + " was skipped: " + skipped.reason()));
        if (!trial.isClean()) {
            stepOnForwardState(revision, onlyWentForward ? Optional.of(trial) : Optional.empty(), progress);
            return;
        }
        onlyWentForward = onlyWentForward && trial.downgrade().isEmpty();
        trial.after().ifPresent(after -> origins.upgraded(revision.id(), trial.before(), after));
        results.put(revision.id(), judge.verdict(trial));
        if (trial.upgrade().skipped().isPresent()
                && trial.after().filter(trial.before()::equals).isPresent()) {
            // A descent passes it by, as if it were not there.
            chain.add(revision);
            trial.after().ifPresent(after -> current = after);
        } else if (trial.downgrade().isPresent()) {
            chain.add(revision);
            cleanRun.add(revision);
            trial.after().ifPresent(after -> current = after);
        } else {
            // Nothing leads back over this revision, so a descent ends below it, and starts anew above.
            endRun(progress);
            chain.add(revision);
            trial.after().ifPresent(after -> current = after);
            if (work == null) {
                restart();
            }
            belowRun = current;
        }
    }

    private void stepOnForwardState(Revision revision, Optional<Trial> trial, Progress progress) throws SQLException {
        discard();
        boolean asSeen = catchUp();
        RevisionResult result = judge.onForwardState(revision, trial, failedUpgrades());
        boolean crossable = asSeen && result.isCrossable();
        if (!asSeen) {
            forgetRun();
        } else if (!crossable) {
            endRun(progress);
        }
        results.put(revision.id(), result);
        if (result.status().wentUp()) {
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
            belowRun = current;
        }
    }

    /** Upgrade through a revision that nobody asked to judge. */
    private void pass(Revision revision, Progress progress) throws SQLException {
        if (stage().run(revision.upgrade()).failure().isPresent()) {
            stepOnForwardState(revision, Optional.empty(), progress);
            return;
        }
        chain.add(revision);
        forgetRun();
        // Nobody looks at the schema here, so it is read when somebody does.
        current = null;
    }

    /** Continue from a copy of the state that only went forward. */
    private void restart() throws SQLException {
        discard();
        catchUp();
        current = chain.snapshot();
        work = chain.copy();
        onlyWentForward = true;
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

    /** The run of clean revisions ends here. One that began in this section is taken down; the others have to wait for what is below. */
    private void endRun(Progress progress) throws SQLException {
        if (unbroken) {
            leading = Optional.of(List.copyOf(cleanRun));
            unbroken = false;
        } else {
            descendBefore(progress);
        }
        cleanRun.clear();
    }

    private void forgetRun() {
        unbroken = false;
        cleanRun.clear();
    }

    /** Take the run down and up again as a whole, on a copy that only went forward. */
    private void descendBefore(Progress progress) throws SQLException {
        if (!descends || cleanRun.size() < 2) {
            return;
        }
        discard();
        if (catchUp()) {
            descents.putAll(Descent.onCopy(chain, cleanRun, belowRun(), progress::descending));
        }
    }

    /**
     * The walk is at the head: take the last run of clean revisions down and up again.
     *
     * @return whether that was done, and nothing was found
     */
    private boolean descend(Progress progress) throws SQLException {
        if (cleanRun.size() < 2) {
            return false;
        }
        if (Descent.run(stage(), cleanRun, belowRun(), current(), progress::descending)
                .isEmpty()) {
            return true;
        }
        descendBefore(progress);
        return false;
    }

    /** Return the verdicts by what was seen of each revision alone, also on those below the section that turned out to fail. */
    Map<RevisionId, RevisionResult> results() {
        return results;
    }

    /** Return what was found on ways down over several revisions. */
    Map<RevisionId, Finding> descents() {
        return descents;
    }

    /** Return why revisions were passed over. */
    Map<RevisionId, String> skips() {
        return skips;
    }

    Origins origins() {
        return origins;
    }

    /** Return the runs that go on beyond the section. */
    LooseRuns.Piece looseRuns() {
        return new LooseRuns.Piece(
                leading, unbroken, List.copyOf(cleanRun), Objects.requireNonNull(belowSection), belowRun());
    }

    /** Return the database that only went forward, at the end of the section. */
    Chain chain() {
        return chain;
    }

    private List<RevisionResult> failedUpgrades() {
        return results.values().stream()
                .filter(result -> result.status() == RevisionStatus.UP_FAILED)
                .toList();
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
