package dev.palindrome.revision;

import static dev.palindrome.revision.Revisions.depending;
import static dev.palindrome.revision.Revisions.labelled;
import static dev.palindrome.revision.Revisions.revision;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Cycles, and everything else that keeps revisions from forming a graph. */
class CyclicGraphTest {

    private static List<String> problems(Revision... revisions) {
        try {
            RevisionGraph.of(List.of(revisions));
            return List.of();
        } catch (MalformedHistoryException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }

    @Test
    void cycle_is_named_in_full_and_once() {
        assertThat(problems(
                        revision("x"),
                        revision("a", "c", "x"),
                        revision("b", "a"),
                        revision("c", "b"),
                        revision("d", "c")))
                .containsExactly(
                        "a.sql: cycle in the down revisions: a -> c -> b -> a: one of them must not be below the next");
    }

    @Test
    void cycle_through_a_dependency() {
        assertThat(problems(depending("b", "a"), revision("b", "a")))
                .containsExactly(
                        "a.sql: cycle in the down revisions: a -> b -> a: one of them must not be below the next");
    }

    @Test
    void two_cycles_are_both_named() {
        assertThat(problems(revision("a", "b"), revision("b", "a"), revision("c", "d"), revision("d", "c")))
                .hasSize(2)
                .allMatch(problem -> problem.contains("cycle"));
    }

    @Test
    void revision_below_itself() {
        assertThat(problems(revision("a", "a"))).containsExactly("a.sql: revision 'a' names itself as down revision");
    }

    @Test
    void every_problem_of_a_history_is_listed() {
        assertThat(problems(
                        labelled("side", "a1"),
                        revision("a1"),
                        labelled("side", "b2", "a2"),
                        depending("zzzz", "c3", "b2")))
                .containsExactly(
                        "a1.sql: revision 'a1' is already declared in a1.sql: give one of them another id",
                        "b2.sql: branch label 'side' is already used by revision a1 in a1.sql: choose another one",
                        "b2.sql: the down revision 'a2' does not exist; did you mean 'a1'?",
                        "c3.sql: the dependency 'zzzz' does not exist");
    }

    @Test
    void problems_name_the_line_where_the_format_knows_it() {
        List<Revision> revisions = List.of(revision("a", "b"));
        try {
            RevisionGraph.of(
                    revisions, (revision, header) -> Optional.of(header == RevisionGraph.Header.DOWN_REVISION ? 2 : 9));
            throw new AssertionError("accepted");
        } catch (MalformedHistoryException e) {
            assertThat(e.problems())
                    .extracting(Problem::toString)
                    .containsExactly("a.sql:2: the down revision 'b' does not exist; did you mean 'a'?");
        }
    }
}
