package dev.palindrome.revision;

import static dev.palindrome.revision.Revisions.ids;
import static dev.palindrome.revision.Revisions.labelled;
import static dev.palindrome.revision.Revisions.revision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** {@code a1 <- a2}, and apart from it {@code b1 <- b2}. */
class SeveralBasesGraphTest {

    private final RevisionGraph graph = RevisionGraph.of(
            List.of(revision("a1"), labelled("side", "b1"), revision("a2", "a1"), revision("b2", "b1")));

    @Test
    void are_a_valid_history() {
        assertThat(ids(graph.bases())).containsExactly("a1", "b1");
        assertThat(ids(graph.heads())).containsExactly("a2", "b2");
        assertThat(ids(graph.inOrder())).containsExactly("a1", "b1", "a2", "b2");
    }

    @Test
    void a_step_from_base_is_ambiguous_unless_a_branch_is_named() {
        assertThat(Target.parse("side@+1").resolve(graph, List.of())).containsExactly(new RevisionId("b1"));
        assertThatExceptionOfType(UnresolvableTargetException.class)
                .isThrownBy(() -> Target.parse("+1").resolve(graph, List.of()))
                .withMessage("'+1' is ambiguous: after 0 steps the way goes on to a1, b1. Name the revision.");
    }

    @Test
    void an_empty_history_has_no_ends() {
        RevisionGraph empty = RevisionGraph.of(List.of());

        assertThat(empty.bases()).isEmpty();
        assertThat(empty.heads()).isEmpty();
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(empty::head)
                .withMessage("The history has no revision");
    }
}
