package dev.palindrome.roundtrip;

import dev.palindrome.database.TestServer;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.roundtrip.finding.Finding;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** Walks sections on empty databases, alone or all at once, and tells of them in the order of the walk. */
final class EmptyPhase implements AutoCloseable {

    private final TestServer server;
    private final RoundTripOptions options;
    private final Start start;
    private final List<Section> sections;
    private final boolean descends;

    /** One a section. */
    private final List<EmptyWalk> walks = new ArrayList<>();

    /**
     * Prepare.
     *
     * @param descends whether to take runs of clean revisions down as a whole
     */
    EmptyPhase(TestServer server, RoundTripOptions options, Start start, List<Section> sections, boolean descends) {
        this.server = server;
        this.options = options;
        this.start = start;
        this.sections = List.copyOf(sections);
        this.descends = descends;
    }

    /** Told of the walk in its order, in the thread that runs it. */
    interface Listener {

        void started(Revision revision);

        void judged(RevisionResult result);

        void descending(Revision from, Revision to);
    }

    /** Walk the only section in this thread. */
    void run(Listener listener) throws SQLException {
        EmptyWalk walk = new EmptyWalk(server, options, start, sections.get(0), descends);
        walks.add(walk);
        walk.run(new EmptyWalk.Progress() {
            @Override
            public void started(Revision revision) {
                listener.started(revision);
            }

            @Override
            public void judged(RevisionResult result) {
                listener.judged(result);
            }

            @Override
            public void descending(Revision from, Revision to) {
                listener.descending(from, to);
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        });
    }

    /** Walk all sections at once. */
    void run(Listener listener, Workers workers) throws SQLException {
        Map<RevisionId, CompletableFuture<RevisionResult>> verdicts = new HashMap<>();
        sections.forEach(section -> section.judged().forEach(id -> verdicts.put(id, new CompletableFuture<>())));
        List<Future<EmptyWalk>> ends = sections.stream()
                .map(section -> workers.begin(() -> walk(section, verdicts, workers)))
                .toList();
        for (Section section : sections) {
            for (Revision revision : section.revisions()) {
                if (section.judges(revision)) {
                    listener.started(revision);
                    listener.judged(Workers.result(Objects.requireNonNull(verdicts.get(revision.id()))));
                }
            }
        }
        for (Future<EmptyWalk> end : ends) {
            walks.add(Workers.result(end));
        }
    }

    private EmptyWalk walk(
            Section section, Map<RevisionId, CompletableFuture<RevisionResult>> verdicts, Workers workers)
            throws SQLException {
        EmptyWalk walk = null;
        try {
            walk = new EmptyWalk(server, options, start, section, descends);
            walk.run(new InBackground(verdicts, workers));
            if (!section.isLast() || workers.isCancelled()) {
                walk.close();
            }
            return walk;
        } catch (SQLException | RuntimeException | Error e) {
            section.judged()
                    .forEach(id -> Objects.requireNonNull(verdicts.get(id)).completeExceptionally(e));
            if (walk != null) {
                walk.close();
            }
            throw e;
        }
    }

    /** Keeps verdicts until the walk comes to them. */
    private record InBackground(Map<RevisionId, CompletableFuture<RevisionResult>> verdicts, Workers workers)
            implements EmptyWalk.Progress {

        @Override
        public void started(Revision revision) {
            // told when all before it have been told
        }

        @Override
        public void judged(RevisionResult result) {
            Objects.requireNonNull(verdicts.get(result.revision().id())).complete(result);
        }

        @Override
        public void descending(Revision from, Revision to) {
            // several sections may descend at once: there is no one place to show
        }

        @Override
        public boolean isCancelled() {
            return workers.isCancelled();
        }
    }

    /** Return what each revision showed by itself, in the order of the walk, and which ones below the first section do not go up. */
    Map<RevisionId, RevisionResult> results() {
        Map<RevisionId, RevisionResult> all = new LinkedHashMap<>();
        for (int index = 0; index < walks.size(); index++) {
            Map<RevisionId, RevisionResult> results = walks.get(index).results();
            Section section = sections.get(index);
            if (index == 0) {
                take(section.below(), results, all);
            }
            take(section.revisions(), results, all);
        }
        return all;
    }

    private static void take(
            List<Revision> revisions, Map<RevisionId, RevisionResult> results, Map<RevisionId, RevisionResult> all) {
        revisions.stream().map(Revision::id).filter(results::containsKey).forEach(id -> all.put(id, results.get(id)));
    }

    /** Return what was found on ways down over several revisions of one section. */
    Map<RevisionId, Finding> descents() {
        Map<RevisionId, Finding> all = new LinkedHashMap<>();
        walks.forEach(walk -> all.putAll(walk.descents()));
        return all;
    }

    /** Return why revisions were passed over, in the order of the walk. */
    Map<RevisionId, String> skips() {
        Map<RevisionId, String> all = new LinkedHashMap<>();
        walks.forEach(walk -> all.putAll(walk.skips()));
        return all;
    }

    /** Return the runs of clean revisions that go on from one section to the next. */
    List<LooseRuns.Run> looseRuns() {
        return walks.size() < 2
                ? List.of()
                : LooseRuns.join(walks.stream().map(EmptyWalk::looseRuns).toList());
    }

    /** Return which revision brought what is there at the end. */
    Origins origins() {
        Origins origins = walks.get(0).origins();
        walks.stream().skip(1).forEach(walk -> origins.continueWith(walk.origins()));
        return origins;
    }

    /** Return the database that only went forward, where the last section ends. */
    Chain chain() {
        return walks.get(walks.size() - 1).chain();
    }

    @Override
    public void close() throws SQLException {
        for (EmptyWalk walk : walks) {
            walk.close();
        }
    }
}
