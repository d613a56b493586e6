package dev.palindrome.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.report.RevisionLanes.Edge;
import dev.palindrome.report.RevisionLanes.Row;
import dev.palindrome.revision.Downgrade;
import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionGraph;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.TransactionMode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RevisionLanesTest {

    @Test
    void chain_is_one_lane() {
        RevisionLanes lanes = lanes(revision("a"), revision("b", "a"));

        assertThat(lanes.isBranched()).isFalse();
        assertThat(lanes.rows())
                .containsExactly(
                        new Row(0, List.of(), List.of(new Edge(0, 0))), new Row(0, List.of(new Edge(0, 0)), List.of()));
    }

    @Test
    void diamond_parts_and_comes_together() {
        RevisionLanes lanes = lanes(revision("a"), revision("b", "a"), revision("c", "a"), revision("d", "b", "c"));

        assertThat(lanes.width()).isEqualTo(2);
        assertThat(lanes.rows())
                .containsExactly(
                        new Row(0, List.of(), List.of(new Edge(0, 0), new Edge(0, 1))),
                        new Row(0, List.of(new Edge(0, 0), new Edge(1, 1)), List.of(new Edge(1, 1), new Edge(0, 0))),
                        new Row(1, List.of(new Edge(0, 0), new Edge(1, 1)), List.of(new Edge(0, 0), new Edge(1, 1))),
                        new Row(0, List.of(new Edge(0, 0), new Edge(1, 0)), List.of()));
    }

    @Test
    void lane_of_a_head_is_used_again() {
        RevisionLanes lanes =
                lanes(revision("a"), revision("b", "a"), revision("c", "a"), revision("x"), revision("y", "x"));

        assertThat(lanes.width()).isEqualTo(2);
        assertThat(lanes.rows()).extracting(Row::node).containsExactly(0, 0, 1, 0, 0);
    }

    @Test
    void edges_to_revisions_that_are_not_shown_are_left_out() {
        Revision a = revision("a");
        Revision b = revision("b", "a");
        Revision c = revision("c", "b");

        RevisionLanes lanes = RevisionLanes.of(RevisionGraph.of(List.of(a, b, c)), List.of(a, c));

        assertThat(lanes.rows()).containsExactly(new Row(0, List.of(), List.of()), new Row(0, List.of(), List.of()));
    }

    private static RevisionLanes lanes(Revision... revisions) {
        RevisionGraph graph = RevisionGraph.of(List.of(revisions));
        return RevisionLanes.of(graph, graph.inOrder());
    }

    private static Revision revision(String id, String... below) {
        Path file = Path.of(id + ".sql");
        return new Revision(
                new RevisionId(id),
                Arrays.stream(below).map(RevisionId::new).collect(Collectors.toSet()),
                Set.of(),
                Set.of(),
                "",
                Optional.empty(),
                new SqlScript(file, List.of(), TransactionMode.SCRIPT),
                new Downgrade.Missing("none"),
                List.of(),
                file);
    }
}
