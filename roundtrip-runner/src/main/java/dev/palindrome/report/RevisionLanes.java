package dev.palindrome.report;

import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionGraph;
import dev.palindrome.revision.RevisionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Branches and merges beside a list of revisions: each line of the list has a node in a lane, and edges through its upper and its
 * lower half.
 *
 * @param rows one a revision, in their order
 * @param width how many lanes there are
 */
record RevisionLanes(List<Row> rows, int width) {

    RevisionLanes {
        rows = List.copyOf(rows);
    }

    /** What is drawn beside one revision: its node, edges from above to the middle, and from the middle to below. */
    record Row(int node, List<Edge> upper, List<Edge> lower) {}

    /** A line from one lane to another, or straight on. */
    record Edge(int from, int to) {}

    /** Return the lanes of these revisions, which stand below those that they build on; edges to others are left out. */
    static RevisionLanes of(RevisionGraph graph, List<Revision> revisions) {
        return new Layout(graph, revisions).lanes();
    }

    /** Tell whether there is something to see: a history in one line has no need of lanes. */
    boolean isBranched() {
        return width > 1;
    }

    /** Each lane waits for a revision that builds on the one where the lane begins. */
    private static final class Layout {

        private final RevisionGraph graph;
        private final List<Revision> revisions;
        private final Set<RevisionId> shown = new HashSet<>();
        private final List<@Nullable RevisionId> waiting = new ArrayList<>();
        private final List<Row> rows = new ArrayList<>();

        Layout(RevisionGraph graph, List<Revision> revisions) {
            this.graph = graph;
            this.revisions = revisions;
            revisions.forEach(revision -> shown.add(revision.id()));
        }

        RevisionLanes lanes() {
            revisions.forEach(this::place);
            return new RevisionLanes(rows, waiting.size());
        }

        private void place(Revision revision) {
            int node = waiting.indexOf(revision.id());
            if (node < 0) {
                node = free();
            }
            List<Edge> upper = new ArrayList<>();
            List<Edge> lower = new ArrayList<>();
            for (int lane = 0; lane < waiting.size(); lane++) {
                RevisionId awaited = waiting.get(lane);
                if (revision.id().equals(awaited)) {
                    upper.add(new Edge(lane, node));
                    waiting.set(lane, null);
                } else if (awaited != null) {
                    upper.add(new Edge(lane, lane));
                    lower.add(new Edge(lane, lane));
                }
            }
            for (Revision above : graph.above(revision.id())) {
                if (shown.contains(above.id())) {
                    int lane = waiting.get(node) == null ? node : free();
                    waiting.set(lane, above.id());
                    lower.add(new Edge(node, lane));
                }
            }
            rows.add(new Row(node, Collections.unmodifiableList(upper), Collections.unmodifiableList(lower)));
        }

        private int free() {
            int lane = waiting.indexOf(null);
            if (lane < 0) {
                lane = waiting.size();
                waiting.add(null);
            }
            return lane;
        }
    }
}
