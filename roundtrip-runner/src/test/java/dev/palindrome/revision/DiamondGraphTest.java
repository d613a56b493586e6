package dev.palindrome.revision;

import static dev.palindrome.revision.Revisions.ids;
import static dev.palindrome.revision.Revisions.revision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code a1 <- b1}, {@code a1 <- c1}, and {@code d1} merges both; {@code e1} stands on it. */
class DiamondGraphTest {

    private final RevisionGraph graph = RevisionGraph.of(List.of(
            revision("e1", "d1"),
            revision("d1", "b1", "c1"),
            revision("c1", "a1"),
            revision("b1", "a1"),
            revision("a1")));

    @Test
    void merge_point_comes_after_both_branches() {
        assertThat(ids(graph.inOrder())).containsExactly("a1", "c1", "b1", "d1", "e1");
        assertThat(ids(graph.mergePoints())).containsExactly("d1");
        assertThat(ids(graph.branchPoints())).containsExactly("a1");
        assertThat(graph.head().id().value()).isEqualTo("e1");
    }

    @Test
    void ancestors_are_named_once() {
        assertThat(ids(graph.ancestors(new RevisionId("e1")))).containsExactly("a1", "c1", "b1", "d1");
    }

    @Test
    void a_range_takes_in_every_way() {
        assertThat(ids(RevisionRange.parse("a1:d1").resolve(graph, List.of()))).containsExactly("a1", "c1", "b1", "d1");
        assertThat(ids(RevisionRange.parse("b1:").resolve(graph, List.of()))).containsExactly("b1", "d1", "e1");
    }

    @Test
    void steps_down_over_the_merge_point_are_ambiguous() {
        assertThat(Target.parse("head-1").resolve(graph, List.of())).containsExactly(new RevisionId("d1"));
        assertThatExceptionOfType(UnresolvableTargetException.class)
                .isThrownBy(() -> Target.parse("head-2").resolve(graph, List.of()))
                .withMessage("'head-2' is ambiguous: after 1 step the way goes on to c1, b1. Name the revision.");
    }
}
