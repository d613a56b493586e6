package dev.palindrome.roundtrip;

import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Tries revisions on rows, one after the other or several at once, and tells of them in the order of the walk. */
final class RowsPhase {

    private final RowsWalk walk;
    private final List<Revision> revisions;
    private final Set<RevisionId> mine;

    /**
     * Prepare.
     *
     * @param revisions those to go through, from the base on
     * @param mine those of them to be tried
     */
    RowsPhase(RowsWalk walk, List<Revision> revisions, Set<RevisionId> mine) {
        this.walk = walk;
        this.revisions = List.copyOf(revisions);
        this.mine = Set.copyOf(mine);
    }

    /** Try them in this thread. */
    void run(Consumer<RowsTrial> told) throws SQLException {
        walk.run(revisions, revision -> mine.contains(revision.id()), told);
    }

    /** Work that has begun. */
    interface Begun {

        /** Tell of each trial in its order, as soon as it has come to an end, and wait for the last. */
        void await(Consumer<RowsTrial> told) throws SQLException;
    }

    /**
     * Let several threads try them: each goes through all, and tries what no other has begun. So no thread waits for another, however long
     * one revision takes.
     */
    Begun begin(Workers workers, int threads) {
        Map<RevisionId, CompletableFuture<RowsTrial>> trials = new LinkedHashMap<>();
        revisions.stream()
                .filter(revision -> mine.contains(revision.id()) && walk.tries(revision))
                .forEach(revision -> trials.put(revision.id(), new CompletableFuture<>()));
        Set<RevisionId> claimed = ConcurrentHashMap.newKeySet();
        List<Future<?>> ends = new ArrayList<>();
        for (int thread = 0; thread < Math.min(threads, trials.size()); thread++) {
            ends.add(workers.begin(() -> {
                tryUnclaimed(trials, claimed, workers);
                return null;
            }));
        }
        return told -> {
            for (CompletableFuture<RowsTrial> trial : trials.values()) {
                told.accept(Workers.result(trial));
            }
            for (Future<?> end : ends) {
                Workers.result(end);
            }
        };
    }

    private void tryUnclaimed(
            Map<RevisionId, CompletableFuture<RowsTrial>> trials, Set<RevisionId> claimed, Workers workers)
            throws SQLException {
        Claims claims = new Claims(trials, claimed, workers);
        try {
            walk.run(revisions, claims::take, claims::complete);
        } catch (SQLException | RuntimeException | Error e) {
            claims.fail(e);
            throw e;
        }
    }

    /** What one thread is at. */
    private static final class Claims {
        private final Map<RevisionId, CompletableFuture<RowsTrial>> trials;
        private final Set<RevisionId> claimed;
        private final Workers workers;
        private Optional<RevisionId> current = Optional.empty();

        Claims(Map<RevisionId, CompletableFuture<RowsTrial>> trials, Set<RevisionId> claimed, Workers workers) {
            this.trials = trials;
            this.claimed = claimed;
            this.workers = workers;
        }

        boolean take(Revision revision) {
            boolean taken = !workers.isCancelled() && trials.containsKey(revision.id()) && claimed.add(revision.id());
            current = taken ? Optional.of(revision.id()) : Optional.empty();
            return taken;
        }

        void complete(RowsTrial trial) {
            Objects.requireNonNull(trials.get(trial.revision().id())).complete(trial);
            current = Optional.empty();
        }

        /** What comes before is another thread's; nobody will ask for what comes after. Between two claims, all threads fare alike. */
        void fail(Throwable failure) {
            trials.keySet().stream()
                    .dropWhile(id -> current.isPresent() && !current.get().equals(id))
                    .forEach(id -> Objects.requireNonNull(trials.get(id)).completeExceptionally(failure));
        }
    }
}
