package dev.palindrome.revision;

import static dev.palindrome.revision.Revisions.depending;
import static dev.palindrome.revision.Revisions.ids;
import static dev.palindrome.revision.Revisions.labelled;
import static dev.palindrome.revision.Revisions.revision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code a1 <- b1 <- b2} and {@code a1 <- c1}. */
class BranchedGraphTest {

    private final RevisionGraph graph = RevisionGraph.of(
            List.of(revision("a1"), labelled("bees", "b1", "a1"), revision("c1", "a1"), revision("b2", "b1")));

    private Set<RevisionId> resolve(String target, String... current) {
        return Target.parse(target)
                .resolve(graph, List.of(current).stream().map(RevisionId::new).toList());
    }

    @Test
    void order_keeps_the_declared_one_where_it_is_free() {
        assertThat(ids(graph.inOrder())).containsExactly("a1", "b1", "c1", "b2");
    }

    @Test
    void head_of_two_unmerged_branches_names_both() {
        assertThatExceptionOfType(MultipleHeadsException.class)
                .isThrownBy(graph::head)
                .withMessage("Expected one head, found 2: b2, c1. Add a merge revision with both as down revisions,"
                        + " or say heads to mean them all.")
                .satisfies(e -> assertThat(e.heads()).containsExactly(new RevisionId("b2"), new RevisionId("c1")));
    }

    @Test
    void head_of_three_branches_names_all() {
        RevisionGraph three = RevisionGraph.of(
                List.of(revision("a1"), revision("d1", "a1"), revision("c1", "a1"), revision("b1", "a1")));

        assertThatExceptionOfType(MultipleHeadsException.class)
                .isThrownBy(three::head)
                .withMessage(
                        "Expected one head, found 3: b1, c1, d1. Add a merge revision with all of them as down revisions,"
                                + " or say heads to mean them all.");
    }

    @Test
    void branch_point_and_heads() {
        assertThat(ids(graph.branchPoints())).containsExactly("a1");
        assertThat(ids(graph.heads())).containsExactly("c1", "b2");
        assertThat(ids(graph.descendants(new RevisionId("a1")))).containsExactly("b1", "c1", "b2");
    }

    @Test
    void targets_on_a_branch() {
        assertThat(resolve("heads")).containsExactly(new RevisionId("c1"), new RevisionId("b2"));
        assertThat(resolve("bees")).containsExactly(new RevisionId("b1"));
        assertThat(resolve("bees@head")).containsExactly(new RevisionId("b2"));
        assertThat(resolve("bees@base")).containsExactly(new RevisionId("a1"));
        assertThat(resolve("c1@head")).containsExactly(new RevisionId("c1"));
        assertThat(resolve("a1@heads")).containsExactly(new RevisionId("c1"), new RevisionId("b2"));
        assertThat(resolve("bees@b2")).containsExactly(new RevisionId("b2"));
        assertThat(resolve("bees@+1", "b1", "c1")).containsExactly(new RevisionId("b2"));
        assertThat(resolve("bees+1")).containsExactly(new RevisionId("b2"));
    }

    @Test
    void steps_over_the_branch_point_are_ambiguous() {
        assertThatExceptionOfType(UnresolvableTargetException.class)
                .isThrownBy(() -> resolve("+1", "a1"))
                .withMessage("'+1' is ambiguous: after 0 steps the way goes on to b1, c1. Name the revision.");
        assertThatExceptionOfType(UnresolvableTargetException.class)
                .isThrownBy(() -> resolve("base+2"))
                .withMessage("'base+2' is ambiguous: after 1 step the way goes on to b1, c1. Name the revision.");
        assertThatExceptionOfType(UnresolvableTargetException.class)
                .isThrownBy(() -> resolve("-1", "b2", "c1"))
                .withMessage("'-1' is ambiguous: after 0 steps the way goes on to b2, c1. Name the revision.");
        assertThatExceptionOfType(UnresolvableTargetException.class)
                .isThrownBy(() -> resolve("a1@head"))
                .withMessage("'a1@head' is ambiguous: it may be c1, b2. Name one of them.");
    }

    @Test
    void a_target_on_another_branch_is_unknown() {
        assertThatExceptionOfType(UnresolvableTargetException.class)
                .isThrownBy(() -> resolve("bees@c1"))
                .withMessage("There is no revision 'bees@c1'");
    }

    @Test
    void a_dependency_comes_first_although_it_is_not_below() {
        RevisionGraph dependent = RevisionGraph.of(
                List.of(revision("a1"), depending("c1", "b1", "a1"), revision("c1", "a1"), revision("c2", "c1")));

        assertThat(ids(dependent.inOrder())).containsExactly("a1", "c1", "b1", "c2");
        assertThat(ids(dependent.ancestors(new RevisionId("b1")))).containsExactly("a1", "c1");
        assertThat(ids(dependent.descendants(new RevisionId("c1")))).containsExactly("b1", "c2");
        assertThat(ids(dependent.heads())).containsExactly("b1", "c2");
    }
}
