package dev.palindrome.revision;

import static dev.palindrome.revision.Revisions.ids;
import static dev.palindrome.revision.Revisions.revision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code a1 <- b2 <- c3 <- c4}. */
class LinearGraphTest {

    private final RevisionGraph graph =
            RevisionGraph.of(List.of(revision("c3", "b2"), revision("a1"), revision("c4", "c3"), revision("b2", "a1")));

    private Set<RevisionId> resolve(String target, String... current) {
        return Target.parse(target)
                .resolve(graph, List.of(current).stream().map(RevisionId::new).toList());
    }

    private String failure(String target, String... current) {
        try {
            return "resolved to " + resolve(target, current);
        } catch (UnresolvableTargetException e) {
            assertThat(e.target()).isEqualTo(target);
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void order_goes_from_base_to_head() {
        assertThat(ids(graph.inOrder())).containsExactly("a1", "b2", "c3", "c4");
    }

    @Test
    void ends_and_relations() {
        assertThat(ids(graph.bases())).containsExactly("a1");
        assertThat(ids(graph.heads())).containsExactly("c4");
        assertThat(graph.head().id()).isEqualTo(new RevisionId("c4"));
        assertThat(graph.branchPoints()).isEmpty();
        assertThat(graph.mergePoints()).isEmpty();
        assertThat(ids(graph.above(new RevisionId("b2")))).containsExactly("c3");
        assertThat(ids(graph.ancestors(new RevisionId("c3")))).containsExactly("a1", "b2");
        assertThat(ids(graph.descendants(new RevisionId("b2")))).containsExactly("c3", "c4");
    }

    @Test
    void lookup_by_id_names_the_nearest() {
        assertThat(graph.get(new RevisionId("b2")).message()).isEqualTo("step b2");
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> graph.get(new RevisionId("b3")))
                .withMessage("There is no revision 'b3'; did you mean 'b2'?");
    }

    @Test
    void lookup_by_prefix_wants_exactly_one() {
        assertThat(graph.find("b").id().value()).isEqualTo("b2");
        assertThatExceptionOfType(UnresolvableTargetException.class)
                .isThrownBy(() -> graph.find("c"))
                .withMessage("'c' is the beginning of 2 revisions: c3, c4. Write more of it.")
                .satisfies(e -> assertThat(e.candidates()).hasSize(2));
        assertThatExceptionOfType(UnresolvableTargetException.class)
                .isThrownBy(() -> graph.find("zzzz"))
                .withMessage("There is no revision 'zzzz'");
    }

    @ParameterizedTest
    @CsvSource({
        "head, c4",
        "heads, c4",
        "current, b2",
        "a1, a1",
        "b, b2",
        "+1, c3",
        "+2, c4",
        "-1, a1",
        "a1+2, c3",
        "c4-1, c3",
        "head-3, a1",
        "base+1, a1",
        "current+1, c3",
        "a1@head, c4",
        "a1@+1, c3",
        "b2@c4, c4",
        "b2@base, a1"
    })
    void target(String target, String expected) {
        assertThat(resolve(target, "b2")).containsExactly(new RevisionId(expected));
    }

    @Test
    void base_is_no_revision() {
        assertThat(resolve("base")).isEmpty();
        assertThat(resolve("-1", "a1")).isEmpty();
        assertThat(resolve("head-4")).isEmpty();
        assertThat(resolve("+1")).containsExactly(new RevisionId("a1"));
    }

    @Test
    void target_beyond_the_ends() {
        assertThat(failure("+3", "b2")).isEqualTo("'+3' goes beyond the head: there are 2 steps from b2");
        assertThat(failure("-2", "a1")).isEqualTo("'-2' goes beyond the base: there is 1 step from a1");
    }

    @Test
    void target_that_names_nothing() {
        assertThat(failure("haed")).isEqualTo("There is no revision 'haed'; did you mean 'head'?");
        assertThat(failure("c")).isEqualTo("'c' is the beginning of 2 revisions: c3, c4. Write more of it.");
        assertThat(failure("zzzz+1")).isEqualTo("There is no revision 'zzzz'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Target.parse(" "))
                .withMessage("A target must not be blank: write head, heads, base, current, a revision, +N or -N");
    }

    @Test
    void an_id_means_itself_whatever_characters_it_has() {
        RevisionGraph dated = RevisionGraph.of(List.of(
                revision("2024-01-02.0-a"),
                revision("2024-01-02.1-b", "2024-01-02.0-a"),
                revision("0003", "2024-01-02.1-b")));

        assertThat(Target.parse("2024-01-02.0-a").resolve(dated, List.of()))
                .containsExactly(new RevisionId("2024-01-02.0-a"));
        assertThat(Target.parse("2024-01-02.1").resolve(dated, List.of()))
                .containsExactly(new RevisionId("2024-01-02.1-b"));
        assertThat(Target.parse("2024-01-02.0-a+1").resolve(dated, List.of()))
                .containsExactly(new RevisionId("2024-01-02.1-b"));
        assertThat(Target.parse("3").resolve(dated, List.of())).containsExactly(new RevisionId("0003"));
    }

    @ParameterizedTest
    @CsvSource({
        "a1:c3, a1 b2 c3",
        "b2:, b2 c3 c4",
        ":b2, a1 b2",
        ":, a1 b2 c3 c4",
        "b2, b2",
        "current:+1, b2 c3",
        "head-1:head, c3 c4",
        "base:a1, a1"
    })
    void range(String range, String expected) {
        assertThat(ids(RevisionRange.parse(range).resolve(graph, List.of(new RevisionId("b2")))))
                .containsExactly(expected.split(" ", -1));
    }

    @Test
    void range_that_is_none() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RevisionRange.parse("a:b:c"))
                .withMessage("'a:b:c' is no range of revisions: write A:B, A:, :B or A");
        assertThatExceptionOfType(UnresolvableTargetException.class)
                .isThrownBy(() -> RevisionRange.parse("c3:a1").resolve(graph, List.of()))
                .withMessage("No revision lies in c3:a1: the lower end comes first");
    }

    @Test
    void a_long_chain_needs_no_deep_stack() {
        List<Revision> chain = new ArrayList<>(List.of(revision("r0")));
        for (int number = 1; number < 3_000; number++) {
            chain.add(0, revision("r" + number, "r" + (number - 1)));
        }

        assertThat(RevisionGraph.of(chain).head().id().value()).isEqualTo("r2999");
    }
}
